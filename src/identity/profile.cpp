// SPDX-License-Identifier: Apache-2.0
#include "identity/profile.hpp"

#include "base/utf8.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "identity/profile_sql.hpp"

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <span>
#include <vector>

namespace otpost::identity {

namespace sql = otpost::sql::profile;

namespace {

constexpr std::size_t tag_bytes = 16;

/// Lines, directions and what can't be seen would let a name pass for something else.
bool can_be_in_a_name(UChar32 character) {
    switch (u_charType(character)) {
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
        case U_SURROGATE:
        case U_PRIVATE_USE_CHAR:
        case U_UNASSIGNED:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return false;
        default:
            return true;
    }
}

bool is_display_name(std::string_view text) {
    if (!is_plain_text(text) || text.starts_with(' ') || text.ends_with(' ')) return false;
    const auto name = icu::UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<int32_t>(text.size())}
    );
    if (name.isEmpty() || name.countChar32() > static_cast<int32_t>(display_name_max)) return false;
    for (int32_t at = 0; at < name.length(); at = name.moveIndex32(at, 1))
        if (!can_be_in_a_name(name.char32At(at))) return false;
    return true;
}

/// Names that ICU makes up by itself, as of `GMT+3`, are none of the database.
bool is_time_zone(std::string_view text) {
    constexpr std::size_t name_max = 64;
    const bool is_ascii = std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
    if (!is_ascii || text.size() > name_max || text == "Etc/Unknown") return false;
    const std::vector<UChar> name(text.begin(), text.end());
    std::vector<UChar> canonical(2 * name_max);
    UBool is_known = 0;
    UErrorCode error = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(
        name.data(),
        static_cast<int32_t>(name.size()),
        canonical.data(),
        static_cast<int32_t>(canonical.size()),
        &is_known,
        &error
    );
    return U_SUCCESS(error) != 0 && is_known != 0;
}

Result<> check(const Profile& profile) {
    Error error{ErrorCode::validation_failed, "The profile can't be kept like this.", {}, {}};
    if (!profile.display_name.empty() && !is_display_name(profile.display_name))
        error.fields.push_back({"display_name", "must be one line of up to 50 visible characters"});
    if (!profile.language.empty() &&
        std::ranges::find(languages, profile.language) == languages.end())
        error.fields.push_back({"language", "is none that the dashboard is written in"});
    if (!profile.time_zone.empty() && !is_time_zone(profile.time_zone))
        error.fields.push_back({"time_zone", "must be a name such as Europe/Berlin"});
    if (error.fields.empty()) return {};
    return std::unexpected{std::move(error)};
}

std::string text_or_empty(const db::Row& row, int column) {
    return row.is_null(column) ? std::string{} : std::string{row.text(column)};
}

}  // namespace

Result<ShownProfile> find_profile(db::Tx& tx, AccountId account) {
    const auto read = [](const db::Row& row) {
        ShownProfile shown{
            {text_or_empty(row, 0), text_or_empty(row, 1), text_or_empty(row, 2)}, {}
        };
        if (!row.is_null(3)) shown.avatar = std::string{row.text(3)};
        return shown;
    };
    auto found = tx.one(sql::profile, read, account);
    if (!found) return refuse(ErrorCode::not_found, "There is no such account.");
    return *std::move(found);
}

Result<> set_profile(db::Tx& tx, AccountId account, const Profile& profile, Time now) {
    CHECK(check(profile));
    tx.send(
        sql::set_profile, account, profile.display_name, profile.language, profile.time_zone, now
    );
    return {};
}

std::optional<Avatar> find_avatar(db::Tx& tx, AccountId account) {
    const auto read = [](const db::Row& row) {
        const auto bytes = row.bytes(0);
        return Avatar{
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, std::string{row.text(1)}
        };
    };
    return tx.one(sql::avatar, read, account);
}

std::string set_avatar(db::Tx& tx, AccountId account, std::string_view picture, Time now) {
    const auto digest = crypto::sha256({picture});
    auto tag = crypto::hex(std::span{digest}.first(tag_bytes));
    tx.send(sql::set_avatar, account, std::as_bytes(std::span{picture}), tag, now);
    return tag;
}

void remove_avatar(db::Tx& tx, AccountId account) {
    tx.send(sql::remove_avatar, account);
}

}  // namespace otpost::identity
