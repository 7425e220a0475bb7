// SPDX-License-Identifier: Apache-2.0
// Register, sign in, sign out, and what a browser's session may do (A1-A4).
#include "browser.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <latch>

namespace otpost::api_test {
namespace {

constexpr std::string_view password = "correct horse battery staple";

class SignInApi : public BrowserTest {
protected:
    Reply register_as(std::string_view name, std::string_view username = {}) {
        return stranger().send(
            "POST",
            "/v1/auth/register",
            fmt::format(
                R"({{"email":"{}@example.com","username":"{}","password":"{}",)"
                R"("birth_date":"1990-05-17","accept_terms":true}})",
                name,
                username.empty() ? name : username,
                password
            )
        );
    }

    /// What tells answers apart, without what differs by nature.
    static std::vector<std::pair<std::string, std::string>> headers_of(const Reply& reply) {
        auto headers = reply.headers;
        std::erase_if(headers, [](const auto& header) {
            return header.first == "date" || header.first == "x-request-id" ||
                   header.first == "ratelimit";
        });
        return headers;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, SignInApi, testing::all_engines, testing::engine_name);

using ::testing::HasSubstr;

TEST_P(SignInApi, A1_RegisterThenSignInAndLease) {
    const Reply registered = register_as("grace");
    ASSERT_EQ(registered.status, 202U) << registered;
    EXPECT_EQ(registered.body, R"({"status":"accepted"})");
    const Reply signed_in = sign_in("grace@example.com", password);
    ASSERT_EQ(signed_in.status, 200U) << signed_in;
    EXPECT_EQ(signed_in["/account/username"], "grace");
    EXPECT_EQ(signed_in["/account/role"], "user");
    Caller browser = browser_with(signed_in);
    EXPECT_EQ(browser.get("/v1/account").json, signed_in.json.at("account"));
    EXPECT_EQ(browser.get("/v1/wallet")["/balance/amount"], "0.00");
    EXPECT_EQ(
        browser.post("/v1/leases", R"({"country":"GB","service":"whatsapp"})")["/code"],
        "insufficient_funds"
    );
}

TEST_P(SignInApi, A1_KnownEmailGetsTheSameAnswer) {
    const Reply first = register_as("grace");
    const Reply again = register_as("grace", "hopper");
    EXPECT_EQ(again.status, first.status) << again;
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(headers_of(again), headers_of(first));
}

TEST_P(SignInApi, A1_RefusalsNameWhatIsWrong) {
    const auto attempt = [&](std::string_view changes, std::string_view birth_date) {
        return stranger().send(
            "POST",
            "/v1/auth/register",
            fmt::format(
                R"({{"email":"ivy@example.com","username":"ivy","password":"{}",)"
                R"("birth_date":"{}",{}}})",
                password,
                birth_date,
                changes
            )
        );
    };
    EXPECT_EQ(attempt(R"("accept_terms":false)", "1990-05-17")["/code"], "terms_not_accepted");
    EXPECT_EQ(attempt(R"("accept_terms":true)", "2015-05-17")["/code"], "age_too_low");
    const Reply no_date = attempt(R"("accept_terms":true)", "1990-02-30");
    EXPECT_EQ(no_date["/errors/0/field"], "birth_date") << no_date;
}

TEST_P(SignInApi, T3_RegistrationsFromOneAddressAreLimited) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(register_as(fmt::format("name{}", i)).status, 202U);
    const Reply refused = register_as("name6");
    EXPECT_EQ(refused.status, 429U) << refused;
    EXPECT_EQ(refused["/code"], "too_many_requests");
    EXPECT_NE(refused.header("retry-after"), "");
}

TEST_P(SignInApi, A2_WrongPasswordAndUnknownEmailAreAlike) {
    add_person({.password = std::string{password}});
    const Reply wrong = sign_in("ada@example.com", "wrong");
    const Reply unknown = sign_in("nobody@example.com", "wrong");
    EXPECT_EQ(wrong.status, 401U);
    EXPECT_EQ(wrong["/code"], "invalid_credentials");
    EXPECT_EQ(unknown.status, wrong.status);
    EXPECT_EQ(unknown.body, wrong.body);
    EXPECT_EQ(headers_of(unknown), headers_of(wrong));
}

TEST_P(SignInApi, T3_GuessingIsSlowedForKnownAndUnknownEmails) {
    add_person({.password = std::string{password}});
    for (const char* email : {"ada@example.com", "nobody@example.com"}) {
        Reply last;
        int tries = 0;
        do {
            last = sign_in(email, "wrong");
            ++tries;
        } while (last.status == 401 && tries < 30);
        EXPECT_EQ(last.status, 429U) << email << last;
        EXPECT_NE(last.header("retry-after"), "");
        EXPECT_GT(tries, 5);
        timer.advance(10min);
    }
}

TEST_P(SignInApi, A4_SignOutKillsTheSessionAtOnce) {
    add_person({.password = std::string{password}});
    Caller browser = browser_with(sign_in("ada@example.com", password));
    ASSERT_EQ(browser.get("/v1/account").status, 200U);
    const Reply out = browser.send("POST", "/v1/auth/sign-out", {});
    EXPECT_EQ(out.status, 204U) << out;
    EXPECT_THAT(out.header("set-cookie"), HasSubstr("Max-Age=0"));
    const Reply after = browser.get("/v1/account");
    EXPECT_EQ(after.status, 401U) << after;
    EXPECT_EQ(after["/code"], "unauthenticated");
}

TEST_P(SignInApi, SEC_P4_WhatFindsNoRoomToHashIsNoFailedAttempt) {
    const Person ada = add_person({.password = std::string{password}});
    std::latch busy{1};
    std::latch release{1};
    ASSERT_TRUE(house().hash_pool().hash(Secret{"x"}, [&](const auto&) {
        busy.count_down();
        release.wait();
    }));
    busy.wait();
    while (house().hash_pool().hash(Secret{"x"}, [](const auto&) {})) {
    }
    for (int i = 0; i < 7; ++i) {
        const Reply refused = sign_in(ada.email, password);
        EXPECT_EQ(refused.status, 503U) << refused;
        EXPECT_NE(refused.header("retry-after"), "");
    }
    release.count_down();
    EXPECT_TRUE(wait_until([&] { return house().hash_pool().queue_depth() == 0; }));
    EXPECT_EQ(sign_in(ada.email, password).status, 200U);
}

TEST_P(SignInApi, SEC_S3_SigningInAnewEndsTheSessionOfTheBrowser) {
    const Person ada = add_person({.password = std::string{password}});
    const CookieJar first = jar_of(ada);
    const CookieJar other = jar_of(ada);
    const std::string body =
        fmt::format(R"({{"email":"{}","password":"{}"}})", ada.email, password);
    const auto sign_in_from = [&](const std::string& headers) {
        return stranger().send("POST", "/v1/auth/sign-in", body, headers);
    };
    const Reply foreign = sign_in_from(first.cookie_line());
    ASSERT_EQ(foreign.status, 200U) << foreign;
    EXPECT_EQ(browser_with(first).get("/v1/account").status, 200U) << "no page of ours sent it";
    const Reply anew = sign_in_from(first.headers());
    ASSERT_EQ(anew.status, 200U) << anew;
    EXPECT_EQ(browser_with(anew).get("/v1/account").status, 200U);
    EXPECT_TRUE(wait_until([&] { return browser_with(first).get("/v1/account").status == 401; }));
    EXPECT_EQ(browser_with(other).get("/v1/account").status, 200U);
}

TEST_P(SignInApi, A8_KeyIsShownOnceAndDiesWhenRevoked) {
    add_person({.password = std::string{password}});
    Caller browser = browser_with(sign_in("ada@example.com", password));
    const Reply made = browser.post("/v1/api-keys", R"({"label":"ci"})");
    ASSERT_EQ(made.status, 201U) << made;
    const std::string header = "Authorization: Bearer " + made["/key"] + "\r\n";
    Caller program{port(), header};
    EXPECT_EQ(program.get("/v1/wallet").status, 200U);
    EXPECT_EQ(program.get("/v1/api-keys").status, 403U);
    EXPECT_EQ(program.post("/v1/api-keys", R"({"label":"more"})").status, 403U);
    ASSERT_EQ(browser.post("/v1/api-keys", R"({"label":"cd"})").status, 201U);
    const Reply page = browser.get("/v1/api-keys?limit=1");
    EXPECT_EQ(page["/items/0/label"], "cd") << page;
    EXPECT_EQ(page["/items/1"], "absent");
    const Reply rest = browser.get("/v1/api-keys?limit=2&cursor=" + page["/next_cursor"]);
    EXPECT_EQ(rest["/items/0/id"], made["/id"]) << rest;
    EXPECT_EQ(rest["/next_cursor"], "null");
    EXPECT_EQ(browser.get("/v1/api-keys?limit=0").status, 422U);
    EXPECT_EQ(browser.del("/v1/api-keys/" + page["/items/0/id"]).status, 204U);
    const Reply listed = browser.get("/v1/api-keys");
    EXPECT_NE(listed.body.find(R"("label":"ci")"), std::string::npos) << listed;
    EXPECT_EQ(listed.body.find(made["/key"]), std::string::npos);
    EXPECT_EQ(browser.del("/v1/api-keys/" + made["/id"]).status, 204U);
    EXPECT_EQ(program.get("/v1/wallet").status, 401U);
    EXPECT_EQ(browser.del("/v1/api-keys/" + made["/id"]).status, 404U);
}

TEST_P(SignInApi, A8_KeyRetriedUnderItsIdempotencyKeyIsOneKey) {
    add_person({.password = std::string{password}});
    Caller browser = browser_with(sign_in("ada@example.com", password));
    const Reply made = browser.post("/v1/api-keys", R"({"label":"ci"})", "one");
    const Reply again = browser.post("/v1/api-keys", R"({"label":"ci"})", "one");
    EXPECT_EQ(again.status, 201U) << again;
    EXPECT_EQ(again["/id"], made["/id"]);
    EXPECT_NE(made["/key"], "");
    EXPECT_EQ(again["/key"], "");
    const Reply without = browser.send("POST", "/v1/api-keys", R"({"label":"ci"})");
    EXPECT_EQ(without["/code"], "idempotency_key_missing") << without;
}

TEST_P(SignInApi, SecK3_CredentialsInTheUrlAreNotTaken) {
    const Person ada = add_person();
    const std::string key = ada.headers.substr(22, ada.headers.size() - 24);
    for (const char* name : {"api_key", "key", "token", "access_token", "authorization"}) {
        const Reply reply = stranger().get(fmt::format("/v1/wallet?{}={}", name, key));
        EXPECT_EQ(reply.status, 401U) << reply;
    }
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 200U);
}

TEST_P(SignInApi, A4_UserAgentThatIsNoTextIsNoTrouble) {
    add_person({.password = std::string{password}});
    const std::string long_text = std::string(299, 'x') + "\xC3\xA4";
    for (const std::string& agent : {std::string{"Mozilla \xFF\xFE"}, long_text}) {
        const Reply reply = stranger().send(
            "POST",
            "/v1/auth/sign-in",
            fmt::format(R"({{"email":"ada@example.com","password":"{}"}})", password),
            "User-Agent: " + agent + "\r\n"
        );
        EXPECT_EQ(reply.status, 200U) << reply;
    }
}

}  // namespace
}  // namespace otpost::api_test
