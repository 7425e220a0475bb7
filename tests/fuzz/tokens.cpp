// SPDX-License-Identifier: Apache-2.0
// A header of a token on the first line, its claims behind: signed with our own key, whatever they
// say. Whatever is accepted is, to the byte, what we would have written.
#include "crypto/encoding.hpp"
#include "crypto/jwt.hpp"
#include "crypto/key.hpp"
#include "identity/refresh.hpp"
#include "support/fuzz.hpp"

#include <array>
#include <string>

namespace otpost::crypto {

namespace {

constexpr Time now = from_micros(1'795'000'000'000'000);
constexpr JwtRules rules{"otpost", "dashboard", std::chrono::minutes{10}, std::chrono::minutes{1}};

void check(const std::string& token, const Digest256& key) {
    std::string used;
    const auto find_key = [&](std::string_view id) {
        used = id;
        return std::optional{key};
    };
    const auto claims = verify_jwt(token, find_key, rules, now);
    if (claims) ASSERT(sign_jwt(*claims, used, key) == token);
}

}  // namespace

FUZZ_TARGET(tokens) {
    fuzz::Choices choices{input};
    const std::string header{choices.line()};
    const std::string claims{choices.rest()};
    const Digest256 key = sha256(std::string_view{"key"});
    const std::string text = base64url(header) + "." + base64url(claims);
    check(text + "." + base64url(hmac_sha256(key, text)), key);
    check(claims, key);
    static constexpr std::array<std::byte, Key::size> bytes{};
    static const Key server_key{bytes};
    const auto refresh = identity::read_refresh_token(claims, server_key);
    ASSERT(!refresh);  // nobody guesses a MAC
}

}  // namespace otpost::crypto
