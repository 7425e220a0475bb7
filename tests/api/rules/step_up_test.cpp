// SPDX-License-Identifier: Apache-2.0
// What asks for a recent sign-in, and how a browser proves again who uses it (SEC-S3, SEC-S11).
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

constexpr std::string_view password = "correct horse battery staple";
constexpr std::string_view right = R"({"password":"correct horse battery staple"})";
constexpr std::string_view wrong = R"({"password":"wrong"})";

class StepUpApi : public BrowserTest {
protected:
    /// An administrator, whom no route refuses for the role.
    void SetUp() override {
        ada = add_person({.role = identity::Role::admin, .password = std::string{password}});
    }

    static Reply make_key(Caller& browser) {
        return browser.post("/v1/api-keys", R"({"label":"ci"})");
    }

    static Reply confirm(Caller& browser, std::string_view body) {
        return browser.send("POST", "/v1/auth/confirm", body);
    }

    /// Eleven minutes after it has signed in, with an access token that is still good.
    Caller later_browser() {
        const CookieJar signed_in = jar_of(ada);
        timer.advance(9min);
        const CookieJar renewed = refreshed(signed_in);
        timer.advance(2min);
        return browser_with(renewed);
    }

    Person ada;
};

INSTANTIATE_TEST_SUITE_P(Engines, StepUpApi, testing::all_engines, testing::engine_name);

TEST_P(StepUpApi, SEC_S11_WhatAsksForItIsRefusedTenMinutesAfterTheSignIn) {
    const CookieJar signed_in = jar_of(ada);
    timer.advance(9min);
    Caller browser = browser_with(refreshed(signed_in));
    timer.advance(1min);
    EXPECT_EQ(make_key(browser).status, 201U);
    timer.advance(1s);
    int checked = 0;
    for (const api::Route& route : house().routes()) {
        if (route.spec.step_up == api::StepUp::none) continue;
        const auto method = net::to_string(route.spec.method);
        const std::string path = filled_path(route.spec.path);
        const Reply refused = browser.send(method, path, "{}", "Idempotency-Key: one\r\n");
        EXPECT_EQ(refused.status, 403U) << route.spec.operation << refused;
        EXPECT_EQ(refused["/code"], "recent_sign_in_required") << route.spec.operation;
        const Reply program = as(ada).send(method, path, "{}", "Idempotency-Key: one\r\n");
        EXPECT_EQ(program["/code"], "forbidden") << route.spec.operation << program;
        ++checked;
    }
    EXPECT_GE(checked, 2);
    EXPECT_EQ(browser.get("/v1/api-keys").status, 200U);
}

TEST_P(StepUpApi, SEC_S11_AClockThatWasSetBackMakesNoSignInRecent) {
    const auto recent = [](Duration since) {
        const Time signed_in{std::chrono::days{20'000}};
        return identity::is_recent_sign_in(signed_in, signed_in + since);
    };
    EXPECT_TRUE(recent(0s));
    EXPECT_TRUE(recent(10min));
    EXPECT_FALSE(recent(10min + 1us));
    EXPECT_TRUE(recent(-1min));
    EXPECT_FALSE(recent(-1min - 1us));
}

TEST_P(StepUpApi, SEC_S3_ConfirmingReplacesTheSession) {
    Caller before = later_browser();
    ASSERT_EQ(make_key(before)["/code"], "recent_sign_in_required");
    const Reply confirmed = confirm(before, right);
    ASSERT_EQ(confirmed.status, 200U) << confirmed;
    EXPECT_EQ(confirmed["/account/username"], "ada");
    Caller after = browser_with(confirmed);
    EXPECT_EQ(make_key(after).status, 201U);
    ASSERT_TRUE(wait_until([&] { return before.get("/v1/account").status == 401; }));
    EXPECT_EQ(confirm(before, right).status, 401U);
}

TEST_P(StepUpApi, SEC_S11_AWrongPasswordConfirmsNothing) {
    Caller browser = later_browser();
    const Reply refused = confirm(browser, wrong);
    EXPECT_EQ(refused.status, 401U) << refused;
    EXPECT_EQ(refused["/code"], "invalid_credentials");
    EXPECT_TRUE(refused.all_headers("set-cookie").empty());
    EXPECT_EQ(make_key(browser)["/code"], "recent_sign_in_required");
}

TEST_P(StepUpApi, T3_GuessingIsSlowedAsAtSignIn) {
    Caller browser{port(), session_of(ada)};
    Reply last;
    int tries = 0;
    do {
        last = confirm(browser, wrong);
        ++tries;
    } while (last.status == 401 && tries < 15);
    EXPECT_EQ(last.status, 429U) << last;
    EXPECT_GT(tries, 5);
    EXPECT_EQ(confirm(browser, right).status, 429U);
    EXPECT_EQ(sign_in(ada.email, password).status, 429U) << "both are counted together";
}

TEST_P(StepUpApi, SecS8_AKeyHasNothingToConfirm) {
    EXPECT_EQ(as(ada).send("POST", "/v1/auth/confirm", right).status, 403U);
}

TEST_P(StepUpApi, A9_ConfirmationsAreOnRecord) {
    const Person root = add_person({.name = "root", .role = identity::Role::admin});
    Caller browser{port(), session_of(ada)};
    ASSERT_EQ(confirm(browser, wrong).status, 401U);
    ASSERT_EQ(confirm(browser, right).status, 200U);
    const Reply log = as(root).get("/v1/admin/audit");
    EXPECT_EQ(log["/items/0/action"], "sign_in.confirmed") << log;
    EXPECT_EQ(log["/items/0/actor"], to_string(ada.id));
    EXPECT_EQ(log["/items/0/object_kind"], "session");
    EXPECT_EQ(log["/items/1/action"], "sign_in.failed");
    EXPECT_EQ(log["/items/1/actor"], to_string(ada.id));
    EXPECT_EQ(log["/items/1/result"], "invalid_credentials");
}

}  // namespace
}  // namespace otpost::api_test
