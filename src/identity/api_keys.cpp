// SPDX-License-Identifier: Apache-2.0
#include "identity/api_keys.hpp"

#include "base/words.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/tokens.hpp"
#include "identity/identity_sql.hpp"
#include "identity/stored_principal.hpp"

#include <algorithm>

namespace otpost::identity {

namespace sql = otpost::sql::identity;

namespace {

constexpr std::string_view front = "otp_live_";
constexpr std::size_t id_length = 9;  // 62^9 > 2^53
constexpr std::size_t secret_length = 32;
constexpr std::size_t checksum_length = 6;
constexpr std::size_t key_length = front.size() + id_length + 1 + secret_length + checksum_length;
constexpr std::size_t label_length_max = 64;
constexpr std::int64_t list_limit = 100;

/// Says what the MAC is for, since the server key makes others too.
constexpr std::string_view mac_purpose = "api key:";

crypto::Digest256 hash_of(const Secret& key, const crypto::Key& server_key) {
    return crypto::hmac_sha256(server_key.reveal(), {mac_purpose, key.reveal()});
}

std::string checksum(std::string_view text) {
    return crypto::base62(crypto::crc32(text), checksum_length);
}

/// By its characters alone: what it means is checked where addresses are known.
bool looks_like_block(std::string_view text) {
    constexpr std::size_t length_max = 49;
    return !text.empty() && text.size() <= length_max &&
           text.find_first_not_of("0123456789abcdefABCDEF.:/") == std::string_view::npos;
}

Result<> check_request(const CreateApiKey& request, Time now) {
    const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; };
    if (request.label.empty() || request.label.size() > label_length_max ||
        std::ranges::any_of(request.label, is_control))
        return refuse(ErrorCode::validation_failed, "Name the key in 1 to 64 bytes of text.");
    if (request.scopes.empty())
        return refuse(ErrorCode::validation_failed, "Choose at least one scope.");
    if (request.expires_at && *request.expires_at <= now)
        return refuse(ErrorCode::validation_failed, "The expiry must be in the future.");
    if (request.allowed_ips.size() > allowed_ips_max ||
        !std::ranges::all_of(request.allowed_ips, looks_like_block))
        return refuse(
            ErrorCode::validation_failed, "Allow at most 20 blocks such as 198.51.100.0/24."
        );
    return {};
}

std::string join(const std::vector<std::string>& blocks) {
    std::string text;
    for (const std::string& block : blocks) text += (text.empty() ? "" : " ") + block;
    return text;
}

std::vector<std::string> split(std::string_view text) {
    const auto blocks = split_words(text);
    return {blocks.begin(), blocks.end()};
}

ApiKey from_row(const db::Row& row) {
    const auto scopes = Scopes::parse(row.text(3));
    if (!scopes) throw db::Corruption{"api_key.scopes is unknown"};
    const auto replaced = row.optional_int64(9);
    return {
        .id = row.id<ApiKeyId>(0),
        .label = std::string{row.text(1)},
        .prefix = std::string{row.text(2)},
        .scopes = *scopes,
        .created_at = row.time(4),
        .expires_at = row.optional_time(5),
        .last_used_at = row.optional_time(6),
        .revoked_at = row.optional_time(7),
        .allowed_ips = split(row.text(8)),
        .replaced_by = replaced ? std::optional{ApiKeyId{*replaced}} : std::nullopt,
    };
}

struct StoredApiKey {
    std::vector<std::byte> hash;
    Scopes scopes;
    std::optional<Time> last_used_at;
    std::string allowed_ips;
    StoredPrincipal owner;
};

StoredApiKey stored_from_row(const db::Row& row) {
    const auto scopes = Scopes::parse(row.text(1));
    if (!scopes) throw db::Corruption{"api_key.scopes is unknown"};
    const auto hash = row.bytes(0);
    return {
        {hash.begin(), hash.end()},
        *scopes,
        row.optional_time(2),
        std::string{row.text(3)},
        read_principal(row, 4)
    };
}

/// Keys of one account are made one after the other from here on.
Result<> lock_for_one_more(db::Tx& tx, AccountId account, std::int64_t max, Time now) {
    const auto found = [](const db::Row&) { return true; };
    if (!tx.one(sql::lock_account, found, account))
        return refuse(ErrorCode::not_found, "There is no such account.");
    const auto count = [](const db::Row& row) { return row.int64(0); };
    const auto live = tx.one(sql::live_api_keys, count, account, now);
    if (live.value_or(0) >= max)
        return refuse(ErrorCode::conflict, "The account has too many keys. Revoke one first.");
    return {};
}

CreatedApiKey insert_api_key(
    db::Tx& tx, const CreateApiKey& request, const crypto::Key& server_key, const Moment& moment
) {
    const auto id = moment.ids.make<ApiKeyId>();
    const std::string prefix =
        std::string{front} + crypto::base62(static_cast<std::uint64_t>(id.value()), id_length);
    std::string text = prefix + "_";
    text += crypto::random_text(moment.random, crypto::base62_alphabet, secret_length);
    text += checksum(text);
    CreatedApiKey created{
        .id = id, .key = Secret{std::move(text)}, .prefix = prefix, .label = request.label
    };
    const crypto::Digest256 hash = hash_of(created.key, server_key);
    tx.send(
        sql::insert_api_key,
        id,
        request.account,
        std::span<const std::byte>{hash},
        request.label,
        created.prefix,
        to_string(request.scopes),
        moment.now,
        request.expires_at,
        join(request.allowed_ips)
    );
    return created;
}

}  // namespace

Result<CreatedApiKey> create_api_key(
    db::Tx& tx, const CreateApiKey& request, const crypto::Key& server_key, const Moment& moment
) {
    CHECK(check_request(request, moment.now));
    CHECK(lock_for_one_more(tx, request.account, api_keys_per_account_max, moment.now));
    return insert_api_key(tx, request, server_key, moment);
}

Result<CreatedApiKey> rotate_api_key(
    db::Tx& tx, const RotateApiKey& request, const crypto::Key& server_key, const Moment& moment
) {
    if (request.overlap < std::chrono::seconds{0} || request.overlap > overlap_max)
        return refuse(ErrorCode::validation_failed, "Let the old key live on for 0 s to 7 days.");
    // Whoever has all the keys there may be can change each of them.
    CHECK(lock_for_one_more(tx, request.account, 2 * api_keys_per_account_max, moment.now));
    const auto old =
        tx.one(sql::api_key_to_rotate, from_row, request.key, request.account, moment.now);
    if (!old) return refuse(ErrorCode::not_found, "There is no such key.");
    if (old->replaced_by)
        return refuse(ErrorCode::conflict, "This key was replaced before. Rotate the newer one.");
    const CreateApiKey order{
        request.account, old->label, old->scopes, old->expires_at, old->allowed_ips
    };
    auto created = insert_api_key(tx, order, server_key, moment);
    tx.send(sql::replace_api_key, request.key, created.id, Time{moment.now + request.overlap});
    tx.announce({db::Announcement::Topic::keys_changed, request.account.value()});
    return created;
}

std::vector<ApiKey> list_api_keys(db::Tx& tx, AccountId account) {
    return tx.all(sql::api_keys_of_account, from_row, account, list_limit);
}

std::vector<ApiKey> list_unrevoked_api_keys(
    db::Tx& tx, AccountId account, ApiKeyId before, int limit
) {
    return tx.all(sql::unrevoked_api_keys, from_row, account, before, limit);
}

Result<> revoke_api_key(db::Tx& tx, AccountId account, ApiKeyId key, Time now) {
    if (tx.exec(sql::revoke_api_key, key, account, now) == 0)
        return refuse(ErrorCode::not_found, "There is no such key.");
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
    return {};
}

std::int64_t revoke_api_keys(db::Tx& tx, AccountId account, Time now) {
    const auto revoked = tx.exec(sql::revoke_api_keys, account, now);
    tx.announce({db::Announcement::Topic::keys_changed, account.value()});
    return revoked;
}

std::optional<ApiKeyId> parse_api_key(std::string_view text) {
    if (text.size() != key_length || !text.starts_with(front)) return std::nullopt;
    const std::string_view body = text.substr(0, key_length - checksum_length);
    if (text.substr(body.size()) != checksum(body)) return std::nullopt;
    if (text[front.size() + id_length] != '_') return std::nullopt;
    const auto id = crypto::from_base62(text.substr(front.size(), id_length));
    if (!id || *id == 0 || *id >> 53U != 0) return std::nullopt;
    return ApiKeyId{static_cast<std::int64_t>(*id)};
}

Result<Authentication> authenticate_api_key(
    db::Tx& tx, const Secret& key, const crypto::Key& server_key, Time now
) {
    const auto id = parse_api_key(key.reveal());
    if (!id) return refuse_unauthenticated();
    auto stored = tx.one(sql::api_key_by_id, stored_from_row, *id, now);
    if (!stored) return refuse_unauthenticated();
    if (!crypto::equal_constant_time(hash_of(key, server_key), stored->hash))
        return refuse_unauthenticated();
    TRY(Principal principal, admit(std::move(stored->owner)));
    principal.key = *id;
    principal.scopes = stored->scopes;
    principal.allowed_ips = std::move(stored->allowed_ips);
    const Time hour = std::chrono::floor<std::chrono::hours>(now);
    return Authentication{
        std::move(principal), !stored->last_used_at || *stored->last_used_at < hour
    };
}

bool api_key_stands(db::Tx& tx, ApiKeyId key, Time now) {
    return tx.exec(sql::standing_of_api_key, key, now) > 0;
}

void touch_api_key(db::Tx& tx, ApiKeyId key, Time now) {
    tx.send(sql::touch_api_key, key, Time{std::chrono::floor<std::chrono::hours>(now)});
}

}  // namespace otpost::identity
