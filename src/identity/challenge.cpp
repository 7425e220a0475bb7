// SPDX-License-Identifier: Apache-2.0
#include "identity/challenge.hpp"

#include "crypto/canonical.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "identity/second_factor_sql.hpp"

#include <charconv>
#include <string>

namespace otpost::identity {

namespace sql = otpost::sql::second_factor;

namespace {

constexpr std::string_view front = "ch_";
constexpr std::size_t length_max = 128;

struct Claim {
    AccountId account;
    Time end;
};

std::string signed_claim(
    const Claim& claim, std::string_view password_hash, const crypto::Key& server_key
) {
    crypto::CanonicalBytes signed_bytes;
    signed_bytes.add("sign-in challenge")
        .add(claim.account.value())
        .add(to_micros(claim.end))
        .add(password_hash);
    const auto mac = crypto::hmac_sha256(server_key.reveal(), signed_bytes.bytes());
    return std::string{front} + std::to_string(claim.account.value()) + "_" +
           std::to_string(to_micros(claim.end)) + "_" + crypto::base64url(mac);
}

/// Takes digits and the `_` behind them from the front.
std::optional<std::int64_t> take_number(std::string_view& text) {
    std::int64_t number = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error != std::errc{} || end == last || *end != '_') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return number;
}

std::optional<Claim> claim_of(std::string_view text) {
    if (text.size() > length_max || !text.starts_with(front)) return std::nullopt;
    text.remove_prefix(front.size());
    const auto account = take_number(text);
    const auto end = account ? take_number(text) : std::nullopt;
    if (!end) return std::nullopt;
    return Claim{AccountId{*account}, from_micros(*end)};
}

}  // namespace

Secret make_challenge(
    AccountId account, std::string_view password_hash, const crypto::Key& server_key, Time now
) {
    return Secret{signed_claim({account, now + challenge_life}, password_hash, server_key)};
}

std::optional<AccountId> challenged_account(
    db::Tx& tx, const Secret& challenge, const crypto::Key& server_key, Time now
) {
    const auto claim = claim_of(challenge.reveal());
    if (!claim || claim->end <= now) return std::nullopt;
    const auto text = [](const db::Row& row) { return std::string{row.text(0)}; };
    const auto hash = tx.one(sql::challenged_account, text, claim->account);
    if (!hash) return std::nullopt;
    if (!crypto::equal_constant_time(signed_claim(*claim, *hash, server_key), challenge.reveal()))
        return std::nullopt;
    return claim->account;
}

}  // namespace otpost::identity
