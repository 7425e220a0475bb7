// SPDX-License-Identifier: Apache-2.0
// A browser's session serves our own page and no other (SEC-S8, SEC-S9, SEC-S10): every route, with
// what each kind of foreign page and old browser sends.
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

class CsrfApi : public BrowserTest {
protected:
    void SetUp() override {
        // Many calls of one address: what is asked here is not how many.
        config.limits.of(api::LimitClass::sign_in, api::LimitSubject::address).reset();
        admin = add_person({.name = "root", .role = identity::Role::admin});
        jar = jar_of(admin);
    }

    /// A session's cookies are looked at, and something is changed.
    static bool is_guarded(const api::Route& route) {
        return changes(route) && (route.spec.access != api::Access::anyone || is_holder(route));
    }

    static bool changes(const api::Route& route) { return route.spec.method != net::Method::get; }

    /// Open to anyone who holds a refresh token, and guarded all the same.
    static bool is_holder(const api::Route& route) {
        return route.spec.operation == "refresh_session" || route.spec.operation == "sign_out";
    }

    Reply call(const api::Route& route, const std::string& headers) {
        Caller caller{port(), headers};
        return caller.send(
            net::to_string(route.spec.method),
            filled_path(route.spec.path),
            {},
            "Idempotency-Key: one\r\n"
        );
    }

    void expect_refused(const api::Route& route, const std::string& headers) {
        const Reply refused = call(route, headers);
        EXPECT_EQ(refused.status, 403U) << route.spec.operation << "\n" << headers << refused;
        EXPECT_EQ(refused["/code"], "csrf_refused") << route.spec.operation;
        EXPECT_TRUE(refused.all_headers("set-cookie").empty()) << route.spec.operation;
        ++checked;
    }

    Person admin;
    CookieJar jar;
    int checked = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, CsrfApi, testing::all_engines, testing::engine_name);

TEST_P(CsrfApi, SEC_S8_ACookieSentFromElsewhereIsRefusedOnEveryRoute) {
    const std::string right = jar.cookie_line() + jar.token_line();
    for (const api::Route& route : house().routes()) {
        if (route.spec.access == api::Access::anyone && !is_holder(route)) continue;
        for (const char* elsewhere :
             {"Sec-Fetch-Site: cross-site\r\n",
              "Sec-Fetch-Site: same-site\r\n",
              "Origin: https://evil.example\r\n",
              "Origin: null\r\n"})
            expect_refused(route, right + elsewhere);
    }
    EXPECT_GE(checked, 25 * 4);
}

TEST_P(CsrfApi, SEC_S9_WhatChangesSomethingMustComeFromOurPage) {
    const std::string right = jar.cookie_line() + jar.token_line();
    for (const api::Route& route : house().routes()) {
        if (!is_guarded(route)) continue;
        for (const char* page :
             {"",
              "Sec-Fetch-Site: none\r\nOrigin: http://localhost\r\n",
              "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost\r\n",
              "Origin: http://localhost.evil.example\r\n",
              "Origin: localhost\r\n"})
            expect_refused(route, right + page);
    }
    EXPECT_GE(checked, 12 * 5);
}

TEST_P(CsrfApi, SEC_S9_AnOldBrowserIsKnownByItsOrigin) {
    const Reply fine = stranger().send(
        "POST",
        "/v1/auth/sign-out",
        {},
        jar.cookie_line() + jar.token_line() + "Origin: http://localhost\r\n"
    );
    EXPECT_EQ(fine.status, 204U) << fine;
}

TEST_P(CsrfApi, SEC_S9_ReadingNeedsNoToken) {
    Caller page{port(), jar.cookie_line() + "Sec-Fetch-Site: same-origin\r\n"};
    EXPECT_EQ(page.get("/v1/account").status, 200U);
    Caller typed{port(), jar.cookie_line() + "Sec-Fetch-Site: none\r\n"};
    EXPECT_EQ(typed.get("/v1/account").status, 200U);
    Caller old{port(), jar.cookie_line()};
    EXPECT_EQ(old.get("/v1/account").status, 200U);
}

TEST_P(CsrfApi, SEC_S10_ATokenOfAnotherSessionFitsNone) {
    const CookieJar other = jar_of(add_person({.name = "mallory"}));
    const CookieJar elsewhere = jar_of(admin);
    const std::string own = "Sec-Fetch-Site: same-origin\r\n";
    std::vector<std::string> tossed;
    for (const CookieJar* thief : {&other, &elsewhere}) {
        CookieJar planted = jar;
        planted.set("__Host-csrf", thief->value("__Host-csrf"));
        tossed.push_back(planted.headers());
        // A browser that knows no prefixes sends both: the planted one in front, or behind.
        std::string twice = jar.cookie_line();
        twice.insert(8, fmt::format("__Host-csrf={}; ", thief->value("__Host-csrf")));
        tossed.push_back(fmt::format("{}{}{}", twice, thief->token_line(), own));
        tossed.push_back(fmt::format("{}{}{}", twice, jar.token_line(), own));
        tossed.push_back(fmt::format("{}{}{}", jar.cookie_line(), thief->token_line(), own));
    }
    CookieJar without = jar;
    without.drop("__Host-csrf");
    tossed.push_back(without.cookie_line() + jar.token_line() + own);
    tossed.push_back(jar.cookie_line() + own);
    tossed.push_back(jar.cookie_line() + "X-CSRF-Token: 1\r\n" + own);
    tossed.push_back(jar.cookie_line() + "X-CSRF-Token: \r\n" + own);
    for (const api::Route& route : house().routes())
        if (is_guarded(route))
            for (const std::string& headers : tossed) expect_refused(route, headers);
    EXPECT_GE(checked, 12 * 12);
    EXPECT_EQ(browser_with(jar).get("/v1/account").status, 200U) << "nothing was done";
}

TEST_P(CsrfApi, SEC_S10_APlantedSessionIsNotBelieved) {
    const CookieJar other = jar_of(add_person({.name = "mallory"}));
    std::string both = jar.cookie_line();
    both.insert(8, "__Host-at=" + other.value("__Host-at") + "; ");
    EXPECT_EQ(Caller(port(), both).get("/v1/account").status, 401U);
}

TEST_P(CsrfApi, SEC_S9_NoForeignPageSignsItsVisitorsIn) {
    int strangers = 0;
    for (const api::Route& route : house().routes()) {
        if (route.spec.access != api::Access::anyone || !changes(route)) continue;
        if (api::limit_class_of(route.spec) == api::LimitClass::ingest) continue;
        expect_refused(route, "Sec-Fetch-Site: cross-site\r\n");
        expect_refused(route, "Origin: https://evil.example\r\n");
        ++strangers;
    }
    EXPECT_GE(strangers, 4);
    EXPECT_EQ(sign_in("nobody@example.com", "wrong").status, 401U) << "programs say nothing of it";
}

TEST_P(CsrfApi, SEC_S8_ProgramsNeedNoPage) {
    Caller program = as(admin);
    EXPECT_EQ(program.get("/v1/account").status, 200U);
    const Reply done = program.send(
        "POST",
        "/v1/leases",
        R"({"country":"GB","service":"whatsapp"})",
        "Idempotency-Key: one\r\nSec-Fetch-Site: cross-site\r\n"
    );
    EXPECT_NE(done["/code"], "csrf_refused") << done;
}

}  // namespace
}  // namespace otpost::api_test
