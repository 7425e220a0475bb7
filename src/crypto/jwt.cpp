// SPDX-License-Identifier: Apache-2.0
#include "crypto/jwt.hpp"

#include "base/assert.hpp"
#include "crypto/encoding.hpp"

#include <algorithm>
#include <charconv>

namespace otpost::crypto {

namespace {

constexpr std::string_view header_front = R"({"alg":"HS256","typ":"at+jwt","kid":")";
constexpr std::string_view header_back = R"("})";

/// Seconds until the year 33658; more digits than anybody needs and less than overflow.
constexpr std::size_t digits_max = 12;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"-._:"}.contains(c);
}

bool is_plain_text(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_plain);
}

/// Reads our own form of JSON from front to back: what differs in one character is not it.
class ClaimsReader {
public:
    explicit ClaimsReader(std::string_view json) : rest_(json) {}

    std::optional<Claims> read() {
        Claims claims;
        const bool whole =
            text(R"({"iss":")", claims.issuer) && text(R"(","aud":")", claims.audience) &&
            text(R"(","sub":")", claims.subject) && text(R"(","sid":")", claims.session) &&
            moment(R"(","iat":)", claims.issued_at) && moment(R"(,"nbf":)", claims.not_before) &&
            moment(R"(,"exp":)", claims.expires_at) && rest_ == "}";
        if (!whole) return std::nullopt;
        return claims;
    }

private:
    bool skip(std::string_view expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }

    bool text(std::string_view before, std::string& value) {
        if (!skip(before)) return false;
        const auto end = std::ranges::find_if_not(rest_, is_plain);
        value.assign(rest_.begin(), end);
        rest_.remove_prefix(value.size());
        return !value.empty();
    }

    bool moment(std::string_view before, std::chrono::sys_seconds& value) {
        if (!skip(before)) return false;
        std::int64_t seconds = 0;
        const auto [end, error] =
            std::from_chars(rest_.data(), rest_.data() + rest_.size(), seconds);
        const auto digits = static_cast<std::size_t>(end - rest_.data());
        if (error != std::errc{} || digits > digits_max) return false;
        if (rest_.front() == '-' || (digits > 1 && rest_.front() == '0')) return false;
        rest_.remove_prefix(digits);
        value = std::chrono::sys_seconds{std::chrono::seconds{seconds}};
        return true;
    }

    std::string_view rest_;
};

std::string json_of(const Claims& claims) {
    const auto seconds = [](std::chrono::sys_seconds time) {
        return std::to_string(time.time_since_epoch().count());
    };
    return R"({"iss":")" + claims.issuer + R"(","aud":")" + claims.audience + R"(","sub":")" +
           claims.subject + R"(","sid":")" + claims.session + R"(","iat":)" +
           seconds(claims.issued_at) + R"(,"nbf":)" + seconds(claims.not_before) + R"(,"exp":)" +
           seconds(claims.expires_at) + "}";
}

std::optional<JwtFault> fault_of(const Claims& claims, const JwtRules& rules, Time now) {
    if (claims.issuer != rules.issuer) return JwtFault::wrong_issuer;
    if (claims.audience != rules.audience) return JwtFault::wrong_audience;
    const Time ahead_max = now + rules.clocks_differ_max;
    if (claims.issued_at > ahead_max || claims.not_before > ahead_max)
        return JwtFault::not_yet_valid;
    if (claims.expires_at <= now) return JwtFault::expired;
    if (claims.expires_at - claims.issued_at > rules.life_max) return JwtFault::lives_too_long;
    return std::nullopt;
}

/// The key id of a header that is ours.
std::optional<std::string> key_id_of(std::string_view header) {
    const auto bytes = from_base64url(header);
    if (!bytes) return std::nullopt;
    const std::string_view json = as_text(*bytes);
    if (!json.starts_with(header_front) || !json.ends_with(header_back)) return std::nullopt;
    if (json.size() < header_front.size() + header_back.size()) return std::nullopt;
    const auto length = json.size() - header_front.size() - header_back.size();
    const std::string_view id = json.substr(header_front.size(), length);
    if (!is_plain_text(id)) return std::nullopt;
    return std::string{id};
}

}  // namespace

std::string sign_jwt(const Claims& claims, std::string_view key_id, const Digest256& key) {
    for (const std::string_view text :
         {std::string_view{claims.issuer},
          std::string_view{claims.audience},
          std::string_view{claims.subject},
          std::string_view{claims.session},
          key_id})
        ASSERT(is_plain_text(text));
    const std::string header = std::string{header_front}.append(key_id).append(header_back);
    std::string token = base64url(header) + "." + base64url(json_of(claims));
    const Digest256 mac = hmac_sha256(key, token);
    token += "." + base64url(mac);
    ASSERT(token.size() <= jwt_length_max);
    return token;
}

std::expected<Claims, JwtFault> verify_jwt(
    std::string_view token, const FindJwtKey& find_key, const JwtRules& rules, Time now
) {
    const auto refuse = [](JwtFault fault) { return std::unexpected{fault}; };
    if (token.size() > jwt_length_max || std::ranges::count(token, '.') != 2)
        return refuse(JwtFault::malformed);
    const auto first = token.find('.');
    const auto second = token.rfind('.');
    const auto key_id = key_id_of(token.substr(0, first));
    if (!key_id) return refuse(JwtFault::foreign_header);
    const auto key = find_key(*key_id);
    if (!key) return refuse(JwtFault::unknown_key);
    const auto shown = from_base64url(token.substr(second + 1));
    if (!shown) return refuse(JwtFault::malformed);
    if (!equal_constant_time(hmac_sha256(*key, token.substr(0, second)), *shown))
        return refuse(JwtFault::bad_signature);
    const auto payload = from_base64url(token.substr(first + 1, second - first - 1));
    if (!payload) return refuse(JwtFault::malformed);
    auto claims = ClaimsReader{as_text(*payload)}.read();
    if (!claims) return refuse(JwtFault::foreign_claims);
    if (const auto fault = fault_of(*claims, rules, now)) return refuse(*fault);
    return *std::move(claims);
}

}  // namespace otpost::crypto
