// SPDX-License-Identifier: Apache-2.0
#include "identity/recovery_codes.hpp"

#include "crypto/hash.hpp"
#include "crypto/tokens.hpp"
#include "identity/second_factor_sql.hpp"

namespace otpost::identity {

namespace sql = otpost::sql::second_factor;

namespace {

/// Crockford's base32: no I, L, O and U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 24;  // 120 bits
constexpr std::size_t group_length = 4;

/// In groups, for people who copy it by hand.
Secret grouped(const Secret& plain) {
    std::string text;
    text.reserve(code_length + code_length / group_length);
    for (std::size_t i = 0; i < code_length; ++i) {
        if (i > 0 && i % group_length == 0) text += '-';
        text += plain.reveal()[i];
    }
    return Secret{std::move(text)};
}

char plain_letter(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    return c == 'I' || c == 'L' ? '1' : c;
}

}  // namespace

std::vector<Secret> renew_recovery_codes(db::Tx& tx, AccountId account, Random& random) {
    tx.send(sql::remove_recovery_codes, account);
    std::vector<Secret> codes;
    codes.reserve(recovery_code_count);
    for (std::size_t i = 0; i < recovery_code_count; ++i) {
        const Secret plain{crypto::random_text(random, alphabet, code_length)};
        const crypto::Digest256 hash = crypto::sha256(plain.reveal());
        tx.send(sql::insert_recovery_code, account, std::span<const std::byte>{hash});
        codes.push_back(grouped(plain));
    }
    return codes;
}

bool use_recovery_code(db::Tx& tx, AccountId account, std::string_view code) {
    const auto plain = plain_recovery_code(code);
    if (!plain) return false;
    const crypto::Digest256 hash = crypto::sha256(plain->reveal());
    return tx.exec(sql::use_recovery_code, account, std::span<const std::byte>{hash}) == 1;
}

std::int64_t recovery_codes_left(db::Tx& tx, AccountId account) {
    const auto count = [](const db::Row& row) { return row.int64(0); };
    return tx.one(sql::recovery_codes_left, count, account).value_or(0);
}

std::optional<Secret> plain_recovery_code(std::string_view typed) {
    constexpr std::size_t typed_max = 64;
    if (typed.size() > typed_max) return std::nullopt;
    std::string plain;
    plain.reserve(typed_max);
    for (const char c : typed)
        if (c != '-' && c != ' ') plain += plain_letter(c);
    const bool fits =
        plain.size() == code_length && plain.find_first_not_of(alphabet) == std::string::npos;
    return fits ? std::optional{Secret{std::move(plain)}} : std::nullopt;
}

}  // namespace otpost::identity
