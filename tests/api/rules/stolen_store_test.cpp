// SPDX-License-Identifier: Apache-2.0
// Who has stolen a copy of the store, and no key file, is nobody: no value of any table signs in,
// as an API key, in a cookie or as a code, and what customers were shown stands in none (SEC-K1).
#include "app.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hash.hpp"
#include "published_policy.hpp"
#include "store_dump.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace otpost::api_test {
namespace {

constexpr std::string_view canary = "a canary sings in the cellar 4711";

class StolenStore : public SecondFactorBrowser {
protected:
    /// What was shown once to its owner, by what it is.
    std::map<std::string, std::string> secrets;
    std::vector<std::string> cookie_names;
    std::string key_id;

    void remember_cookies(const Reply& reply, std::string_view when) {
        for (const std::string& cookie : reply.all_headers("set-cookie")) {
            const auto equals = cookie.find('=');
            const auto name = cookie.substr(0, equals);
            const auto value = cookie.substr(equals + 1, cookie.find(';') - equals - 1);
            if (value.empty()) continue;
            secrets[fmt::format("{} of {}", name, when)] = value;
            if (std::ranges::find(cookie_names, name) == cookie_names.end())
                cookie_names.push_back(name);
        }
    }

    /// Every secret that the house hands out, used and unused.
    void live() {
        const Person ada = add_person({.password = std::string{canary}});
        secrets["password"] = canary;
        const Reply signed_in = sign_in(ada.email, canary);
        ASSERT_EQ(signed_in.status, 200U) << signed_in;
        remember_cookies(signed_in, "sign-in");
        Caller browser = browser_with(signed_in);
        ASSERT_EQ(browser.get("/v1/account").status, 200U);
        const Reply made = browser.post("/v1/api-keys", R"({"label":"canary"})");
        ASSERT_EQ(made.status, 201U) << made;
        secrets["API key"] = made["/key"];
        key_id = made["/id"];
        const Reply rotated = browser.post(fmt::format("/v1/api-keys/{}/rotate", key_id));
        ASSERT_EQ(rotated.status, 201U) << rotated;
        secrets["rotated API key"] = rotated["/key"];
        const Reply confirmed =
            browser.send("POST", "/v1/auth/confirm", fmt::format(R"({{"password":"{}"}})", canary));
        ASSERT_EQ(confirmed.status, 200U) << confirmed;
        remember_cookies(confirmed, "confirmation");
        const std::string program = "Authorization: Bearer " + secrets["API key"] + "\r\n";
        ASSERT_EQ(Caller(port(), program).get("/v1/account").status, 200U);
        ASSERT_EQ(ask("forgot-password", {{"email", ada.email}}).status, 202U);
        secrets["reset code"] = reset_code_in(newest_email(1));
        sign_in(ada.email, "not the password, but a canary too");
        secrets["tried password"] = "not the password, but a canary too";
        Caller again = browser_with(confirmed);
        const App app = enrol(again);
        secrets["seed"] = app.seed.reveal();
        secrets["recovery code"] = app.recovery_codes.front();
        secrets["bare recovery code"] = app.recovery_codes.front();
        std::erase(secrets["bare recovery code"], '-');
    }

    StoreDump dump() {
        return read([&](db::Tx& tx) { return dump_of(tx, GetParam()); });
    }

    /// The forms in which a secret could be written down.
    static std::vector<std::string> forms_of(const std::string& secret) {
        std::string upper = crypto::hex(secret);
        for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        std::vector<std::string> forms{
            secret, crypto::hex(secret), upper, crypto::base64(secret), crypto::base64url(secret)
        };
        if (const auto bytes = crypto::from_base64url(secret); bytes && bytes->size() >= 16) {
            const std::string raw{crypto::as_text(*bytes)};
            forms.insert(forms.end(), {raw, crypto::hex(raw), crypto::base64(raw)});
        }
        // The part of an API key that makes it one.
        if (secret.starts_with("otp_live_")) forms.push_back(secret.substr(secret.rfind('_') + 1));
        return forms;
    }

    /// What a thief would try with a value: as it is, and written as tokens are.
    static std::vector<std::string> tokens_of(const std::string& value) {
        std::vector<std::string> tokens{crypto::hex(value), crypto::base64url(value)};
        const bool is_text = std::ranges::all_of(value, [](char c) {
            return c > ' ' && c < 0x7F && c != ';' && c != ',' && c != '"' && c != '\\';
        });
        if (is_text) tokens.push_back(value);
        return tokens;
    }

    /// An API key with a known id and the value as its secret.
    std::string forged_key(std::string token) const {
        constexpr std::size_t secret_length = 32;
        std::erase_if(token, [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) == 0;
        });
        token.resize(secret_length, '0');
        const std::string front = secrets.at("API key").substr(0, 19) + token;
        return front + crypto::base62(crypto::crc32(front), 6);
    }

    /// No value of the store is what the operation asks for.
    void expect_none_fits(const Operation& operation, const char* field, const StoreDump& stolen) {
        SCOPED_TRACE(operation.id);
        auto body = boost::json::parse(sample_body(operation)).as_object();
        body["email"] = "ada@example.com";
        for (const std::string& value : stolen.values) {
            if (value.size() > 200) continue;
            for (const std::string& token : tokens_of(value)) {
                body[field] = token;
                const Reply reply =
                    stranger().send(operation.method, operation.path, boost::json::serialize(body));
                EXPECT_GE(reply.status, 400U) << token;
            }
        }
    }

    /// True if that gets anything.
    bool signs_in(Caller& thief, const std::string& token) {
        const auto authorized = [&](const std::string& header) {
            const Reply reply = thief.send("GET", "/v1/account", {}, header);
            return reply.status != 401;
        };
        if (authorized("Authorization: Bearer " + token + "\r\n")) return true;
        if (authorized("Authorization: Bearer " + forged_key(token) + "\r\n")) return true;
        return std::ranges::any_of(cookie_names, [&](const std::string& name) {
            const auto cookie = fmt::format("Cookie: {}={}\r\n", name, token);
            const auto page = cookie + "Sec-Fetch-Site: same-origin\r\n";
            return authorized(page) ||
                   thief.send("POST", "/v1/auth/refresh", {}, page).status < 400;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, StolenStore, testing::all_engines, testing::engine_name);

TEST_P(StolenStore, SEC_K1_NoValueOfAnyTableSignsIn) {
    live();
    const StoreDump stolen = dump();
    ASSERT_GT(stolen.columns, 50U);
    ASSERT_GT(stolen.values.size(), 100U);
    Caller thief = stranger();
    std::size_t tried = 0;
    for (const std::string& value : stolen.values) {
        if (value.size() < 16 || value.size() > 2'000) continue;
        for (const std::string& token : tokens_of(value)) {
            EXPECT_FALSE(signs_in(thief, token)) << token;
            ++tried;
        }
    }
    fmt::print(
        "stolen store: {} columns, {} values, {} tokens tried in {} cookies and as API keys\n",
        stolen.columns,
        stolen.values.size(),
        tried,
        cookie_names.size()
    );
    const std::string key = secrets.at("API key");
    EXPECT_EQ(forged_key(key.substr(19, 32)), key) << "a thief who knew the secret could";
}

TEST_P(StolenStore, SEC_K1_NoCodeIsAmongItsValues) {
    live();
    const StoreDump stolen = dump();
    for (const Operation& operation : operations_of(stranger().get("/openapi.json").json)) {
        const auto* schema = operation.body.if_object();
        const bool is_open = operation.policy && !operation.policy->role;
        if (!is_open || schema == nullptr || !operation.path.starts_with("/v1/auth/")) continue;
        for (const char* field : {"code", "token"})
            if (schema->at("properties").as_object().contains(field))
                expect_none_fits(operation, field, stolen);
    }
}

TEST_P(StolenStore, SEC_K1_WhatWasShownOnceStandsInNoValue) {
    live();
    const StoreDump stolen = dump();
    for (const auto& [what, secret] : secrets) {
        ASSERT_GE(secret.size(), 16U) << what;
        for (const std::string& form : forms_of(secret))
            for (const std::string& value : stolen.values)
                EXPECT_EQ(value.find(form), std::string::npos) << what << " as " << form;
    }
}

TEST_P(StolenStore, SEC_K1_NorInTheFilesOfTheStoreOrInTheLog) {
    live();
    std::string bytes = log_text();
    if (GetParam() == db::Engine::sqlite) {
        for (const auto& file : std::filesystem::directory_iterator(folder())) {
            if (!file.is_regular_file()) continue;
            std::ifstream stream(file.path(), std::ios::binary);
            std::stringstream content;
            content << stream.rdbuf();
            bytes += content.str();
        }
        EXPECT_NE(bytes.find("ada@example.com"), std::string::npos) << "the store was read";
    }
    for (const auto& [what, secret] : secrets)
        for (const std::string& form : forms_of(secret))
            EXPECT_EQ(bytes.find(form), std::string::npos) << what << " as " << form;
}

}  // namespace
}  // namespace otpost::api_test
