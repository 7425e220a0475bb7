// SPDX-License-Identifier: Apache-2.0
// The life of a browser's session over HTTP (A4): tokens that run out and are renewed, answers that
// are lost, cookies that are stolen, devices that are ended.
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

class SessionApi : public BrowserTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin});
    }

    Reply refresh(const CookieJar& jar, const std::string& more = {}) {
        return stranger().send("POST", "/v1/auth/refresh", {}, jar.headers() + more);
    }

    Reply sign_out(const CookieJar& jar) {
        return stranger().send("POST", "/v1/auth/sign-out", {}, jar.headers());
    }

    unsigned status_of(const CookieJar& jar) { return browser_with(jar).get("/v1/account").status; }

    Reply entries(std::string_view query) {
        return as(root).get(fmt::format("/v1/admin/audit?{}", query));
    }

    static void expect_cleared(const Reply& reply) {
        const auto cookies = reply.all_headers("set-cookie");
        EXPECT_EQ(cookies.size(), 3U) << reply;
        for (const std::string& cookie : cookies) EXPECT_THAT(cookie, HasSubstr("Max-Age=0"));
    }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, SessionApi, testing::all_engines, testing::engine_name);

TEST_P(SessionApi, A4_AnAccessTokenIsOverAfterTenMinutesAndIsRenewed) {
    CookieJar jar = jar_of(ada);
    timer.advance(10min - 1s);
    EXPECT_EQ(status_of(jar), 200U);
    timer.advance(1s);
    EXPECT_EQ(status_of(jar), 401U);
    const Reply renewed = refresh(jar);
    ASSERT_EQ(renewed.status, 204U) << renewed;
    jar.take(renewed);
    EXPECT_EQ(status_of(jar), 200U);
    EXPECT_EQ(browser_with(jar).post("/v1/sessions/end-others").status, 200U);
}

TEST_P(SessionApi, SEC_S6_ALostAnswerIsAskedForAgain) {
    const CookieJar before = jar_of(ada);
    CookieJar lost = before;
    lost.take(refresh(before));
    timer.advance(3s);
    CookieJar after = before;
    const Reply again = refresh(before);
    ASSERT_EQ(again.status, 204U) << again;
    after.take(again);
    EXPECT_EQ(after.value("__Host-rt"), lost.value("__Host-rt")) << "not a second successor";
    EXPECT_EQ(status_of(after), 200U);
    EXPECT_EQ(refresh(after).status, 204U);
}

TEST_P(SessionApi, SEC_S5_AStolenTokenEndsTheSessionAndItsOwnerHears) {
    const CookieJar stolen = jar_of(ada);
    CookieJar owner = stolen;
    owner.take(refresh(stolen));
    timer.advance(11s);
    const Reply refused = refresh(stolen);
    EXPECT_EQ(refused.status, 401U) << refused;
    expect_cleared(refused);
    EXPECT_TRUE(wait_until([&] { return status_of(owner) == 401; }));
    EXPECT_EQ(refresh(owner).status, 401U);
    const Reply log = entries("action=session.token_reused");
    EXPECT_EQ(log["/items/0/actor"], to_string(ada.id)) << log;
    EXPECT_EQ(log["/items/0/object_kind"], "session");
    EXPECT_EQ(log["/items/1"], "absent") << "once, however often it is shown";
}

TEST_P(SessionApi, SEC_S5_AnotherBrowserGetsNoSecondCopy) {
    const CookieJar jar = jar_of(ada);
    EXPECT_EQ(refresh(jar, "User-Agent: one\r\n").status, 204U);
    EXPECT_EQ(refresh(jar, "User-Agent: two\r\n").status, 401U);
}

TEST_P(SessionApi, SEC_S5_WhatIsNoTokenOfOursEndsNothing) {
    const CookieJar jar = jar_of(ada);
    for (const std::string& text : {std::string{"nonsense"}, jar.value("__Host-rt") + "A"}) {
        CookieJar forged = jar;
        forged.set("__Host-rt", text);
        const Reply refused = refresh(forged);
        EXPECT_EQ(refused.status, 401U) << refused;
        EXPECT_EQ(refused["/code"], "unauthenticated");
        expect_cleared(refused);
    }
    CookieJar none = jar;
    none.drop("__Host-rt");
    EXPECT_EQ(refresh(none).status, 401U);
    EXPECT_EQ(refresh(jar).status, 204U);
}

TEST_P(SessionApi, SEC_S3_SignOutWorksAfterTheAccessTokenAndTwice) {
    const CookieJar jar = jar_of(ada);
    EventReader events{port(), jar.headers()};
    timer.advance(15min);
    const Reply out = sign_out(jar);
    EXPECT_EQ(out.status, 204U) << out;
    expect_cleared(out);
    EXPECT_FALSE(events.next()) << "the stream ends with the session";
    EXPECT_EQ(refresh(jar).status, 401U);
    EXPECT_EQ(sign_out(jar).status, 204U);
    EXPECT_EQ(sign_out(CookieJar{}).status, 204U);
    const Reply log = entries("action=session.ended");
    EXPECT_EQ(log["/items/0/actor"], to_string(ada.id)) << log;
    EXPECT_EQ(log["/items/1"], "absent");
}

TEST_P(SessionApi, SEC_S3_RoleSuspensionAndEndActBeforeTheTokenIsOver) {
    const CookieJar jar = jar_of(ada);
    ASSERT_EQ(status_of(jar), 200U);
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return identity::set_role(tx, ada.id, identity::Role::operator_, timer.now());
    }));
    EXPECT_TRUE(wait_until([&] { return status_of(jar) == 401; }));
    const CookieJar again = jar_of(ada);
    ASSERT_EQ(status_of(again), 200U);
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return identity::set_status(tx, ada.id, identity::AccountStatus::suspended, timer.now());
    }));
    EXPECT_TRUE(wait_until([&] { return status_of(again) == 401; }));
}

TEST_P(SessionApi, A4_DevicesAreListedAndEnded) {
    const CookieJar here = jar_of(ada);
    timer.advance(1min);
    const CookieJar there = jar_of(ada);
    Caller browser = browser_with(here);
    const Reply list = browser.get("/v1/sessions");
    EXPECT_EQ(list["/items/0/current"], "false") << list;
    EXPECT_EQ(list["/items/1/current"], "true");
    EXPECT_EQ(list["/items/2"], "absent");
    EventReader events{port(), there.headers()};
    ASSERT_EQ(events.status(), 200U);
    EXPECT_EQ(browser.del("/v1/sessions/" + list["/items/0/id"]).status, 204U);
    EXPECT_FALSE(events.next());
    EXPECT_TRUE(wait_until([&] { return status_of(there) == 401; }));
    EXPECT_EQ(status_of(here), 200U);
    EXPECT_EQ(browser.del("/v1/sessions/" + list["/items/0/id"]).status, 404U);
    EXPECT_EQ(browser.del("/v1/sessions/nonsense").status, 404U);
    EXPECT_EQ(entries("action=session.ended")["/items/0/object"], list["/items/0/id"]);
}

TEST_P(SessionApi, A4_AllOtherDevicesAreEndedTogether) {
    const CookieJar here = jar_of(ada);
    const CookieJar one = jar_of(ada);
    const CookieJar two = jar_of(ada);
    const Reply done = browser_with(here).post("/v1/sessions/end-others");
    EXPECT_EQ(done["/ended"], "2") << done;
    EXPECT_TRUE(wait_until([&] { return status_of(one) == 401 && status_of(two) == 401; }));
    EXPECT_EQ(status_of(here), 200U);
    const Reply log = entries("action=session.ended");
    EXPECT_NE(log["/items/1/object"], "absent") << log;
    EXPECT_EQ(log["/items/2"], "absent");
}

TEST_P(SessionApi, A6_NobodySeesOrEndsTheDevicesOfAnother) {
    const CookieJar theirs = jar_of(ada);
    const std::string id = browser_with(theirs).get("/v1/sessions")["/items/0/id"];
    Caller other = browser_with(jar_of(add_person({.name = "mallory"})));
    EXPECT_THAT(other.get("/v1/sessions").body, ::testing::Not(HasSubstr(id)));
    EXPECT_EQ(other.del("/v1/sessions/" + id).status, 404U);
    EXPECT_EQ(status_of(theirs), 200U);
    EXPECT_EQ(as(ada).get("/v1/sessions").status, 403U) << "keys don't see devices";
    EXPECT_EQ(as(ada).del("/v1/sessions/" + id).status, 403U);
}

TEST_P(SessionApi, A4_TheTwentyFirstDeviceEndsTheOldestAndItIsOnRecord) {
    constexpr std::string_view password = "correct horse battery staple";
    const Person eve = add_person({.name = "eve", .password = std::string{password}});
    const CookieJar oldest = jar_of(eve);
    const std::string id = browser_with(oldest).get("/v1/sessions")["/items/0/id"];
    for (int i = 1; i < identity::sessions_per_account_max; ++i) jar_of(eve);
    ASSERT_EQ(status_of(oldest), 200U);
    ASSERT_EQ(sign_in(eve.email, password).status, 200U);
    EXPECT_TRUE(wait_until([&] { return status_of(oldest) == 401; }));
    const Reply log = entries("action=session.ended");
    EXPECT_EQ(log["/items/0/object"], id) << log;
    EXPECT_EQ(log["/items/0/actor"], to_string(eve.id));
    EXPECT_EQ(log["/items/0/detail"], "the oldest of too many");
}

TEST_P(SessionApi, SEC_S4_TwelveIdleHoursEndIt) {
    const CookieJar jar = jar_of(ada);
    timer.advance(12h);
    const Reply idle = refresh(jar);
    EXPECT_EQ(idle.status, 401U) << idle;
    expect_cleared(idle);
}

TEST_P(SessionApi, SEC_S7_MidnightChangesTheKeyAndNobodyNotices) {
    timer.advance(24h - 5min);
    const CookieJar jar = jar_of(ada);
    timer.advance(6min);
    EXPECT_EQ(status_of(jar), 200U);
}

TEST_P(SessionApi, SEC_S1_CookiesAreThreeAndTheDevices) {
    constexpr std::string_view password = "correct horse battery staple";
    add_person({.name = "eve", .password = std::string{password}});
    const Reply signed_in = sign_in("eve@example.com", password);
    std::map<std::string, std::string> attributes;
    for (const std::string& line : signed_in.all_headers("set-cookie"))
        attributes[line.substr(0, line.find('='))] = line.substr(line.find(';'));
    EXPECT_EQ(attributes["__Host-at"], "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=570");
    EXPECT_EQ(
        attributes["__Host-rt"], "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=2592000"
    );
    EXPECT_EQ(attributes["__Host-csrf"], "; Path=/; Secure; SameSite=Strict; Max-Age=2592000");
    EXPECT_EQ(
        attributes["__Host-device"], "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=31536000"
    );
    EXPECT_EQ(attributes.size(), 4U);
}

/// A house that knows places; its settings are read when its first person is added.
class PlaceApi : public BrowserTest {};

INSTANTIATE_TEST_SUITE_P(Engines, PlaceApi, testing::all_engines, testing::engine_name);

TEST_P(PlaceApi, A4_DevicesHaveAPlaceWhereTheHouseKnowsPlaces) {
    config.geoip_file = OTPOST_API_TEST_DIR "/../data/places/places.mmdb";
    config.trusted_proxies = {"127.0.0.0/8"};
    const Person eve = add_person({.name = "eve", .password = "thirteen grey geese"});
    const auto sign_in_from = [&](const std::string& address) {
        Caller caller{port(), "X-Forwarded-For: " + address + "\r\n"};
        return caller.send(
            "POST",
            "/v1/auth/sign-in",
            fmt::format(R"({{"email":"{}","password":"thirteen grey geese"}})", eve.email)
        );
    };
    sign_in_from("192.0.2.5");
    const Reply list = browser_with(sign_in_from("198.51.100.1")).get("/v1/sessions");
    EXPECT_EQ(list["/items/0/country"], "null") << list;
    EXPECT_EQ(list["/items/1/country"], "CH");
    EXPECT_EQ(list["/items/1/city"], "Zürich");
    EXPECT_THAT(list.body, ::testing::Not(HasSubstr("192.0.2.5")));
}

}  // namespace
}  // namespace otpost::api_test
