// SPDX-License-Identifier: Apache-2.0
// JSON Web Tokens (RFC 7519) of exactly one form, ours: HS256 (RFC 7515), typ `at+jwt`, and the
// claims of Claims in the order they are written. What says anything else, more or less is refused,
// also if it is signed: so there is no algorithm to choose, no key to be named from outside (jku,
// jwk, x5u) and no extension to honour (crit). docs/decisions/0011 says why this is our own.
#pragma once

#include "base/time.hpp"
#include "crypto/hash.hpp"

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::crypto {

/// Longer texts are no token of ours and are not looked at.
inline constexpr std::size_t jwt_length_max = 512;

/// Texts are of letters, digits and `-._:`, or signing is a bug.
struct Claims {
    std::string issuer;
    std::string audience;
    std::string subject;
    std::string session;  ///< `sid`
    std::chrono::sys_seconds issued_at;
    std::chrono::sys_seconds not_before;
    std::chrono::sys_seconds expires_at;
};

/// For our own eyes: who showed the token is told nothing of it.
enum class JwtFault : std::uint8_t {
    malformed,
    foreign_header,  ///< another algorithm, type or parameter
    unknown_key,
    bad_signature,
    foreign_claims,  ///< signed by us, and not a token of this kind
    wrong_issuer,
    wrong_audience,
    not_yet_valid,
    expired,
    lives_too_long,
};

struct JwtRules {
    std::string_view issuer;
    std::string_view audience;
    std::chrono::seconds life_max;
    std::chrono::seconds clocks_differ_max;  ///< between the nodes that sign
};

/// The key of an id from our own set; nothing for any other.
using FindJwtKey = std::function<std::optional<Digest256>(std::string_view key_id)>;

std::string sign_jwt(const Claims& claims, std::string_view key_id, const Digest256& key);

std::expected<Claims, JwtFault> verify_jwt(
    std::string_view token, const FindJwtKey& find_key, const JwtRules& rules, Time now
);

}  // namespace otpost::crypto
