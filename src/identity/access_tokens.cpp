// SPDX-License-Identifier: Apache-2.0
#include "identity/access_tokens.hpp"

#include "crypto/jwt.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace otpost::identity {

namespace {

/// As far as the clocks of nodes of one store may be apart.
constexpr std::chrono::minutes clocks_differ_max{1};

constexpr crypto::JwtRules rules{
    .issuer = "otpost",
    .audience = "dashboard",
    .life_max = access_token_life,
    .clocks_differ_max = clocks_differ_max
};

/// The day that a key is for, as its id.
std::string key_id_at(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return std::to_string(day.time_since_epoch().count());
}

crypto::Digest256 key_of(std::string_view key_id, const crypto::Key& server_key) {
    return crypto::hmac_sha256(server_key.reveal(), {"access token key:", key_id});
}

/// Of today and yesterday; and of tomorrow where another node's clock is just past midnight.
std::optional<crypto::Digest256> find_key(
    std::string_view key_id, const crypto::Key& server_key, Time now
) {
    const std::array accepted{
        key_id_at(now), key_id_at(now - std::chrono::days{1}), key_id_at(now + clocks_differ_max)
    };
    if (std::ranges::find(accepted, key_id) == accepted.end()) return std::nullopt;
    return key_of(key_id, server_key);
}

}  // namespace

AccessToken make_access_token(
    const ShownSession& who, const crypto::Key& server_key, Time now, Time ends_at
) {
    const auto from = std::chrono::floor<std::chrono::seconds>(now);
    const Time until = std::min<Time>(from + access_token_life, ends_at);
    const auto to = std::chrono::floor<std::chrono::seconds>(until);
    const crypto::Claims claims{
        .issuer = std::string{rules.issuer},
        .audience = std::string{rules.audience},
        .subject = to_string(who.account),
        .session = to_string(who.session),
        .issued_at = from,
        .not_before = from,
        .expires_at = to
    };
    const std::string key_id = key_id_at(now);
    return {Secret{crypto::sign_jwt(claims, key_id, key_of(key_id, server_key))}, to};
}

std::optional<ShownSession> read_access_token(
    std::string_view text, const crypto::Key& server_key, Time now
) {
    const auto find = [&](std::string_view key_id) { return find_key(key_id, server_key, now); };
    const auto claims = crypto::verify_jwt(text, find, rules, now);
    if (!claims) return std::nullopt;
    const auto account = parse<AccountTag>(claims->subject);
    const auto session = parse<SessionTag>(claims->session);
    if (!account || !session) return std::nullopt;
    return ShownSession{*session, *account};
}

}  // namespace otpost::identity
