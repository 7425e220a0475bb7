// SPDX-License-Identifier: Apache-2.0
#include "crypto/jwt.hpp"

#include "crypto/encoding.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <vector>

namespace otpost::crypto {
namespace {

using namespace std::chrono_literals;

constexpr Time now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 6h};
constexpr std::string_view key_text = "a key of thirty-two bytes, or so";
constexpr JwtRules rules{"otpost", "dashboard", 10min, 1min};
const std::string good_header = R"({"alg":"HS256","typ":"at+jwt","kid":"20780"})";

Digest256 key_of(std::string_view text) {
    return sha256(text);
}

std::optional<Digest256> find_key(std::string_view id) {
    if (id == "20780") return key_of(key_text);
    if (id == "20779") return key_of("the day before");
    return std::nullopt;
}

std::chrono::sys_seconds seconds_of(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time);
}

Claims good_claims() {
    return {
        "otpost",
        "dashboard",
        "ac_7",
        "se_9",
        seconds_of(now),
        seconds_of(now),
        seconds_of(now + 10min)
    };
}

std::string good_payload() {
    const auto at = seconds_of(now).time_since_epoch().count();
    return fmt::format(
        R"({{"iss":"otpost","aud":"dashboard","sub":"ac_7","sid":"se_9","iat":{},"nbf":{},)"
        R"("exp":{}}})",
        at,
        at,
        at + 600
    );
}

/// Signed with our own key, whatever it says.
std::string forge(
    std::string_view header, std::string_view payload, std::string_view key = key_text
) {
    const std::string text = base64url(header) + "." + base64url(payload);
    return text + "." + base64url(hmac_sha256(key_of(key), text));
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

struct Bad {
    std::string_view what;
    std::string token;
    JwtFault fault;
};

void expect_refused(const std::vector<Bad>& table) {
    for (const Bad& bad : table) {
        const auto result = verify_jwt(bad.token, find_key, rules, now);
        ASSERT_FALSE(result) << bad.what;
        EXPECT_EQ(result.error(), bad.fault) << bad.what;
    }
}

TEST(Jwt, SEC_S7_OurOwnTokenIsRead) {
    const std::string token = sign_jwt(good_claims(), "20780", key_of(key_text));
    EXPECT_EQ(token, forge(good_header, good_payload()));
    const auto claims = verify_jwt(token, find_key, rules, now);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, "ac_7");
    EXPECT_EQ(claims->session, "se_9");
    EXPECT_EQ(claims->expires_at, seconds_of(now + 10min));
}

/// RFC 7515 A.1 has the MAC of a text under a key: ours is the same HMAC.
TEST(Jwt, SEC_S7_TheSignatureIsHs256) {
    const std::vector<std::byte> key =
        from_base64url(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        )
            .value();
    const std::string_view text =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
        "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    EXPECT_EQ(base64url(hmac_sha256(key, text)), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
}

TEST(Jwt, SEC_S7_BrokenTextsAreRefused) {
    const std::string good = forge(good_header, good_payload());
    const auto last = good.rfind('.');
    const auto first = good.find('.');
    std::string padded = good;
    padded.insert(last, "=");
    const std::string signature = good.substr(last);
    expect_refused({
        {"nothing", "", JwtFault::malformed},
        {"dots", "..", JwtFault::foreign_header},
        {"one part", "abc", JwtFault::malformed},
        {"two parts", good.substr(0, last), JwtFault::malformed},
        {"four parts", good + ".x", JwtFault::malformed},
        {"five parts, as of an encrypted token", "a.b.c.d.e", JwtFault::malformed},
        {"no signature", good.substr(0, last + 1), JwtFault::bad_signature},
        {"no header", good.substr(first), JwtFault::foreign_header},
        {"no payload", good.substr(0, first) + "." + signature, JwtFault::bad_signature},
        {"half a signature", good.substr(0, last + 22), JwtFault::malformed},
        {"a space in front", " " + good, JwtFault::foreign_header},
        {"a space behind", good + " ", JwtFault::malformed},
        {"a line end behind", good + "\n", JwtFault::malformed},
        {"padding", padded, JwtFault::bad_signature},
        {"padding of the signature", good + "=", JwtFault::malformed},
        {"standard base64",
         good.substr(0, last + 1) + "/" + good.substr(last + 2),
         JwtFault::malformed},
        {"a zero byte", good + std::string(1, '\0'), JwtFault::malformed},
        {"too long", good + std::string(jwt_length_max, 'A'), JwtFault::malformed},
        {"signature of another",
         good.substr(0, last) + "." + base64url(hmac_sha256(key_of("other"), good)),
         JwtFault::bad_signature},
    });
}

TEST(Jwt, SEC_S7_HeadersOfAnyOtherKindAreRefused) {
    const auto signed_as = [](std::string_view header) { return forge(header, good_payload()); };
    const std::string unsigned_text =
        base64url(R"({"alg":"none","typ":"at+jwt"})") + "." + base64url(good_payload()) + ".";
    const auto changed = [](std::string_view from, std::string_view to) {
        return forge(with(good_header, from, to), good_payload());
    };
    const auto adding = [&](std::string_view more) {
        return forge(with(good_header, "}", std::string{more} + "}"), good_payload());
    };
    using enum JwtFault;
    expect_refused({
        {"alg none, unsigned", unsigned_text, foreign_header},
        {"alg none", changed("HS256", "none"), foreign_header},
        {"alg None", changed("HS256", "None"), foreign_header},
        {"alg in lower case", changed("HS256", "hs256"), foreign_header},
        {"alg HS384", changed("HS256", "HS384"), foreign_header},
        {"alg HS512", changed("HS256", "HS512"), foreign_header},
        {"alg RS256", changed("HS256", "RS256"), foreign_header},
        {"alg ES256", changed("HS256", "ES256"), foreign_header},
        {"no alg", changed(R"("alg":"HS256",)", ""), foreign_header},
        {"alg as a list", changed(R"("HS256")", R"(["HS256"])"), foreign_header},
        {"alg twice", changed(R"("alg")", R"("alg":"none","alg")"), foreign_header},
        {"typ JWT", changed("at+jwt", "JWT"), foreign_header},
        {"no typ", changed(R"("typ":"at+jwt",)", ""), foreign_header},
        {"no kid", changed(R"(,"kid":"20780")", ""), foreign_header},
        {"kid as a number", changed(R"("20780")", "20780"), foreign_header},
        {"kid empty", changed("20780", ""), foreign_header},
        {"kid with a path", changed("20780", "../../dev/null"), foreign_header},
        {"kid with SQL", changed("20780", "x' OR '1'='1"), foreign_header},
        {"kid of no key of ours", changed("20780", "20700"), unknown_key},
        {"kid of another key", changed("20780", "20779"), bad_signature},
        {"jku", adding(R"(,"jku":"https://evil.example/keys")"), foreign_header},
        {"x5u", adding(R"(,"x5u":"https://evil.example/cert")"), foreign_header},
        {"jwk", adding(R"(,"jwk":{"kty":"oct","k":"AAAA"})"), foreign_header},
        {"x5c", adding(R"(,"x5c":["AAAA"])"), foreign_header},
        {"crit", adding(R"(,"crit":["exp"])"), foreign_header},
        {"b64", adding(R"(,"b64":false,"crit":["b64"])"), foreign_header},
        {"zip", adding(R"(,"zip":"DEF")"), foreign_header},
        {"cty", adding(R"(,"cty":"JWT")"), foreign_header},
        {"another order",
         signed_as(R"({"typ":"at+jwt","alg":"HS256","kid":"20780"})"),
         foreign_header},
        {"spaces", signed_as(R"({ "alg":"HS256","typ":"at+jwt","kid":"20780"})"), foreign_header},
        {"no JSON", signed_as("HS256"), foreign_header},
        {"a list", signed_as("[]"), foreign_header},
        {"too short to be both ends",
         signed_as(R"({"alg":"HS256","typ":"at+jwt","kid":"})"),
         foreign_header},
    });
}

TEST(Jwt, SEC_S7_ClaimsOfAnyOtherKindAreRefused) {
    const auto changed = [](std::string_view from, std::string_view to) {
        return forge(good_header, with(good_payload(), from, to));
    };
    const auto at = seconds_of(now).time_since_epoch().count();
    const std::string iat = fmt::format(R"("iat":{})", at);
    const std::string nbf = fmt::format(R"("nbf":{})", at);
    const std::string exp = fmt::format(R"("exp":{})", at + 600);
    const auto number = [](std::string_view name, std::int64_t value) {
        return fmt::format(R"("{}":{})", name, value);
    };
    using enum JwtFault;
    expect_refused({
        {"no claims", forge(good_header, "{}"), foreign_claims},
        {"no JSON", forge(good_header, "otpost"), foreign_claims},
        {"empty", forge(good_header, ""), foreign_claims},
        {"no issuer", changed(R"("iss":"otpost",)", ""), foreign_claims},
        {"another issuer", changed(R"("otpost")", R"("otpost2")"), wrong_issuer},
        {"no audience", changed(R"("aud":"dashboard",)", ""), foreign_claims},
        {"another audience", changed("dashboard", "api"), wrong_audience},
        {"audience as a list", changed(R"("dashboard")", R"(["dashboard"])"), foreign_claims},
        {"no subject", changed(R"("sub":"ac_7",)", ""), foreign_claims},
        {"subject empty", changed("ac_7", ""), foreign_claims},
        {"subject escaped", changed("ac_7", R"(ac\u005f7)"), foreign_claims},
        {"no session", changed(R"("sid":"se_9",)", ""), foreign_claims},
        {"no iat", changed(iat + ",", ""), foreign_claims},
        {"no nbf", changed(nbf + ",", ""), foreign_claims},
        {"no exp", changed("," + exp, ""), foreign_claims},
        {"exp as text", changed(exp, fmt::format(R"("exp":"{}")", at + 600)), foreign_claims},
        {"exp as a fraction", changed(exp, exp + ".5"), foreign_claims},
        {"exp with an exponent", changed(exp, R"("exp":9e9)"), foreign_claims},
        {"nbf below zero, and zero", changed(nbf, R"("nbf":-0)"), foreign_claims},
        {"exp below zero", changed(exp, R"("exp":-1)"), foreign_claims},
        {"exp with a zero in front", changed(exp, fmt::format(R"("exp":0{})", at)), foreign_claims},
        {"exp beyond all bounds", changed(exp, R"("exp":9999999999999)"), foreign_claims},
        {"exp twice", changed(exp, exp + "," + exp), foreign_claims},
        {"one claim more", changed(exp, exp + R"(,"admin":true)"), foreign_claims},
        {"text behind", changed("}", "}}"), foreign_claims},
        {"over", changed(exp, number("exp", at)), expired},
        {"long over", changed(exp, number("exp", 1)), expired},
        {"for a day", changed(exp, number("exp", at + 86'400)), lives_too_long},
        {"not yet", changed(nbf, number("nbf", at + 61)), not_yet_valid},
        {"from the future", changed(iat, number("iat", at + 61)), not_yet_valid},
    });
}

TEST(Jwt, SEC_S7_ItsTimeIsExact) {
    const std::string token = forge(good_header, good_payload());
    EXPECT_TRUE(verify_jwt(token, find_key, rules, now + 10min - 1us));
    EXPECT_EQ(verify_jwt(token, find_key, rules, now + 10min).error(), JwtFault::expired);
    EXPECT_TRUE(verify_jwt(token, find_key, rules, now - 1min));
    EXPECT_EQ(
        verify_jwt(token, find_key, rules, now - 1min - 1us).error(), JwtFault::not_yet_valid
    );
}

TEST(Jwt, SEC_S7_EveryFlippedBitIsNoticed) {
    const std::string good = forge(good_header, good_payload());
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const unsigned bit : {1U, 2U, 32U}) {
            std::string bad = good;
            bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ bit);
            EXPECT_FALSE(verify_jwt(bad, find_key, rules, now)) << at << " " << bad;
        }
    }
}

}  // namespace
}  // namespace otpost::crypto
