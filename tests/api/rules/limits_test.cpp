// SPDX-License-Identifier: Apache-2.0
// Rate limits as callers see them (T3): who is counted, what the headers say, when it is over; and
// who a caller is behind proxies (SEC-H3).
#include "browser.hpp"
#include "identity/access_tokens.hpp"
#include "identity/api_keys.hpp"
#include "structured_field.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using api::LimitClass;
using api::LimitSubject;
using api::Quota;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Quota two_in_twenty{2, 20s};

class LimitsApi : public BrowserTest {
protected:
    void limit(LimitClass limit_class, LimitSubject subject, Quota quota) {
        config.limits.of(limit_class, subject) = quota;
    }

    /// Another API key of the same account.
    Caller with_new_key(const Person& person) {
        const identity::CreateApiKey order{person.id, "second", identity::Scopes::all(), {}};
        const auto made = write([&](db::Tx& tx) {
            return identity::create_api_key(tx, order, house().server_key(), moment()).value();
        });
        return {port(), "Authorization: Bearer " + made.key.reveal() + "\r\n"};
    }

    Caller from(std::string_view forwarded_for) {
        return {port(), fmt::format("X-Forwarded-For: {}\r\n", forwarded_for)};
    }

    static void expect_refused(const Reply& reply, std::string_view policy) {
        EXPECT_EQ(reply.status, 429U) << reply;
        EXPECT_EQ(reply["/code"], "too_many_requests");
        EXPECT_THAT(reply["/type"], HasSubstr("#quota-exceeded"));
        EXPECT_EQ(reply["/violated-policies/0"], policy);
        EXPECT_EQ(parse_field(reply.header("ratelimit")).at(0).name, policy);
    }

    /// Two calls are let through, the third is not; ten seconds later one is, and then none.
    template <class Call>
    void expect_two_then_one(std::string_view policy, Call call) {
        EXPECT_NE(call().status, 429U) << policy;
        EXPECT_NE(call().status, 429U) << policy;
        const Reply refused = call();
        expect_refused(refused, policy);
        EXPECT_EQ(refused.header("retry-after"), "10") << policy;
        timer.advance(10s - 1us);
        EXPECT_EQ(call().status, 429U) << policy;
        timer.advance(1us);
        EXPECT_NE(call().status, 429U) << policy;
        EXPECT_EQ(call().status, 429U) << policy;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, LimitsApi, testing::all_engines, testing::engine_name);

TEST_P(LimitsApi, T3_KeyAccountAndAddressAreCountedEachForItself) {
    limit(LimitClass::reads, LimitSubject::key, {3, 60s});
    limit(LimitClass::reads, LimitSubject::account, {4, 60s});
    limit(LimitClass::reads, LimitSubject::address, {8, 60s});
    const Person ada = add_person();
    const Person bob = add_person({.name = "bob"});
    Caller first = as(ada);
    Caller second = with_new_key(ada);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(first.get("/v1/account").status, 200U);
    expect_refused(first.get("/v1/account"), "reads-key");
    EXPECT_EQ(second.get("/v1/account").status, 200U);
    expect_refused(second.get("/v1/account"), "reads-account");
    Caller other = as(bob);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(other.get("/v1/wallet").status, 200U);
    expect_refused(other.get("/v1/wallet"), "reads-address");
    expect_refused(stranger().get("/v1/settings"), "reads-address");
    timer.advance(7'500ms);
    EXPECT_EQ(other.get("/v1/wallet").status, 200U);
}

TEST_P(LimitsApi, T3_EachClassOfTheSignedInHasItsLimitAndRecovers) {
    for (const auto of :
         {LimitClass::reads, LimitClass::writes, LimitClass::leasing, LimitClass::admin})
        limit(of, LimitSubject::account, two_in_twenty);
    const Person person = add_person({.role = identity::Role::admin});
    Caller caller = as(person);
    expect_two_then_one("reads-account", [&] { return caller.get("/v1/wallet"); });
    expect_two_then_one("writes-account", [&] { return caller.post("/v1/leases/x/cancel"); });
    expect_two_then_one("leasing-account", [&] { return open_lease(person); });
    expect_two_then_one("admin-account", [&] { return caller.get("/v1/admin/accounts"); });
}

TEST_P(LimitsApi, T3_EachClassOfStrangersHasItsLimitAndRecovers) {
    for (const auto of : {LimitClass::sign_in, LimitClass::registration, LimitClass::ingest})
        limit(of, LimitSubject::address, two_in_twenty);
    Caller caller = stranger();
    const auto send = [&](std::string_view target) { return caller.send("POST", target, "{}"); };
    expect_two_then_one("sign-in-address", [&] { return send("/v1/auth/sign-in"); });
    expect_two_then_one("registration-address", [&] { return send("/v1/auth/register"); });
    expect_two_then_one("ingest-address", [&] { return send("/ingest/http/testhook"); });
    expect_refused(send("/ingest/http/nobody"), "ingest-address");
}

TEST_P(LimitsApi, T3_StreamsOpenedAreLimited) {
    limit(LimitClass::streams, LimitSubject::account, two_in_twenty);
    const Person person = add_person();
    EXPECT_EQ(events_of(person).status(), 200U);
    EXPECT_EQ(events_of(person).status(), 200U);
    EXPECT_EQ(events_of(person).status(), 429U);
    timer.advance(10s);
    EXPECT_EQ(events_of(person).status(), 200U);
}

TEST_P(LimitsApi, T3_ASupplierWhoSignsIsNeverLimited) {
    limit(LimitClass::ingest, LimitSubject::address, two_in_twenty);
    Caller caller = stranger();
    for (int i = 0; i < 5; ++i) caller.send("POST", "/ingest/http/testhook", "{}");
    expect_refused(caller.send("POST", "/ingest/http/testhook", "{}"), "ingest-address");
    for (int i = 0; i < 50; ++i) {
        const Reply taken = deliver({.to = "+447700900000", .text = "Your code: 481-927"});
        ASSERT_EQ(taken.status / 100, 2U) << taken;
        EXPECT_EQ(taken.header("ratelimit"), "");
    }
}

TEST_P(LimitsApi, SEC_P4_ARefusedSignInIsNotHashed) {
    limit(LimitClass::sign_in, LimitSubject::address, two_in_twenty);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(sign_in("a@example.com", "wrong").status, 401U);
    const auto before = house().hasher().runs();
    expect_refused(sign_in("b@example.com", "wrong"), "sign-in-address");
    EXPECT_EQ(house().hasher().runs(), before);
    // Nor is its body looked at.
    expect_refused(stranger().send("POST", "/v1/auth/sign-in", "{"), "sign-in-address");
}

TEST_P(LimitsApi, T3_AStrangerIsRefusedBeforeTheCredentialIsLookedUp) {
    limit(LimitClass::reads, LimitSubject::address, two_in_twenty);
    port();
    const auto token = identity::make_access_token(
        {SessionId{1}, AccountId{1}}, house().server_key(), timer.now(), timer.now() + 1h
    );
    Caller caller{port(), "Cookie: __Host-at=" + token.text.reveal() + "\r\n"};
    EXPECT_EQ(caller.get("/v1/account").status, 401U);
    database().stop();
    EXPECT_EQ(caller.get("/v1/account").status, 503U);
    expect_refused(caller.get("/v1/account"), "reads-address");
}

TEST_P(LimitsApi, SEC_H8_HeadersTellTheQuotaAndWhatIsLeft) {
    limit(LimitClass::reads, LimitSubject::account, {5, 50s});
    Caller caller = as(add_person());
    for (std::int64_t left = 4; left >= 0; --left) {
        const Reply reply = caller.get("/v1/account");
        const auto policy = parse_field(reply.header("ratelimit-policy"));
        ASSERT_EQ(policy.size(), 1U) << reply.header("ratelimit-policy");
        EXPECT_EQ(policy[0].name, "reads-account");
        EXPECT_EQ(policy[0].parameters, (Parameters{{"q", 5}, {"w", 50}}));
        const auto standing = parse_field(reply.header("ratelimit"));
        ASSERT_EQ(standing.size(), 1U) << reply.header("ratelimit");
        EXPECT_EQ(standing[0].name, "reads-account");
        const std::int64_t seconds = left == 0 ? 10 : (5 - left) * 10;
        EXPECT_EQ(standing[0].parameters, (Parameters{{"r", left}, {"t", seconds}}));
        EXPECT_EQ(reply.header("retry-after"), "");
    }
    timer.advance(300ms);
    const Reply refused = caller.get("/v1/account");
    const auto standing = parse_field(refused.header("ratelimit")).at(0).parameters;
    EXPECT_EQ(standing, (Parameters{{"r", 0}, {"t", 10}}));
    EXPECT_GE(std::stoll(refused.header("retry-after")), standing.at("t"));
    EXPECT_EQ(refused["/retry_at"], format_rfc3339(start_time + 10s));
}

TEST_P(LimitsApi, SEC_H8_OtherRefusalsWithARetryAfterKeepIt) {
    Reply last;
    for (int i = 0; i < 7 && last.status != 429; ++i) last = sign_in("a@example.com", "wrong");
    EXPECT_EQ(last.header("retry-after"), "1");
    EXPECT_EQ(last["/violated-policies"], "absent");
    EXPECT_EQ(last.header("ratelimit"), "");
}

TEST_P(LimitsApi, T3_ProbesAndFilesAreOutside) {
    Caller caller = stranger();
    for (const auto* const target : {"/healthz", "/readyz", "/metrics", "/wallet", "/nothing"}) {
        EXPECT_EQ(caller.get(target).header("ratelimit"), "") << target;
    }
    EXPECT_NE(caller.get("/v1/settings").header("ratelimit"), "");
}

TEST_P(LimitsApi, T3_AClockThatIsSetChangesNothing) {
    ManualClock steady{start_time};
    pace = &steady;
    limit(LimitClass::reads, LimitSubject::account, two_in_twenty);
    Caller caller = as(add_person());
    EXPECT_EQ(caller.get("/v1/account").status, 200U);
    EXPECT_EQ(caller.get("/v1/account").status, 200U);
    for (const Duration jump : {Duration{5h}, Duration{-10h}, Duration{24h}}) {
        timer.advance(jump);
        const Reply refused = caller.get("/v1/account");
        expect_refused(refused, "reads-account");
        EXPECT_EQ(refused.header("retry-after"), "10");
        EXPECT_EQ(refused["/retry_at"], format_rfc3339(timer.now() + 10s));
    }
    steady.advance(10s);
    EXPECT_EQ(caller.get("/v1/account").status, 200U);
    stop();
}

TEST_P(LimitsApi, T3_RefusalsAreCountedAndSaidOnce) {
    limit(LimitClass::reads, LimitSubject::key, two_in_twenty);
    Caller caller = as(add_person());
    for (int i = 0; i < 12; ++i) caller.get("/v1/account");
    EXPECT_THAT(
        stranger().get("/metrics").body,
        HasSubstr("otpost_limit_refusals_total{class=\"reads\",by=\"key\"} 10\n")
    );
    stop();
    const std::string log = log_text();
    const auto first = log.find("limit hit");
    ASSERT_NE(first, std::string::npos);
    EXPECT_THAT(log.substr(first), HasSubstr("reads-key"));
    EXPECT_EQ(log.find("limit hit", first + 1), std::string::npos);
}

TEST_P(LimitsApi, T3_WhereStrangersChangeSomethingIsAStrictClass) {
    port();
    for (const api::Route& route : house().routes()) {
        const bool changes = route.spec.method != net::Method::get;
        if (!changes || route.spec.access != api::Access::anyone) continue;
        // Whoever holds a refresh token can't have guessed it, and an office shares an address.
        if (route.spec.operation == "refresh_session" || route.spec.operation == "sign_out")
            continue;
        const LimitClass of = api::limit_class_of(route.spec);
        EXPECT_FALSE(api::counts_accounts(of)) << route.spec.path;
        EXPECT_NE(of, LimitClass::none) << route.spec.path;
    }
}

TEST_P(LimitsApi, SEC_H3_AnUnconfiguredPeerIsNotBelieved) {
    limit(LimitClass::reads, LimitSubject::address, two_in_twenty);
    EXPECT_EQ(from("203.0.113.1").get("/v1/settings").status, 200U);
    EXPECT_EQ(from("203.0.113.2").get("/v1/settings").status, 200U);
    expect_refused(from("203.0.113.3").get("/v1/settings"), "reads-address");
    Caller other{port(), "Forwarded: for=203.0.113.4\r\nX-Real-IP: 203.0.113.4\r\n"};
    expect_refused(other.get("/v1/settings"), "reads-address");
}

TEST_P(LimitsApi, SEC_H3_AConfiguredProxyIsBelievedUpToTheFirstStranger) {
    config.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
    limit(LimitClass::reads, LimitSubject::address, two_in_twenty);
    const auto ask = [&](std::string_view chain) { return from(chain).get("/v1/settings").status; };
    EXPECT_EQ(ask("203.0.113.1"), 200U);
    EXPECT_EQ(ask("6.6.6.6, 203.0.113.1"), 200U);
    EXPECT_EQ(ask("7.7.7.7, 203.0.113.1, 10.1.2.3"), 429U);
    EXPECT_EQ(ask("203.0.113.2, 10.1.2.3"), 200U);
    EXPECT_EQ(ask("2001:db8::1"), 200U);
    EXPECT_EQ(ask("2001:db8::2"), 200U);
    EXPECT_EQ(ask("2001:db8::3"), 429U);
    EXPECT_EQ(ask("2001:db8:0:1::3"), 200U);
    Caller other{port(), "Forwarded: for=203.0.113.9\r\nX-Forwarded-For: 203.0.113.1\r\n"};
    EXPECT_EQ(other.get("/v1/settings").status, 429U);
}

TEST_P(LimitsApi, SEC_H3_TheForwardedHeaderWhereItIsConfigured) {
    config.trusted_proxies = {"127.0.0.1"};
    config.proxy_header = net::ForwardHeader::forwarded;
    limit(LimitClass::reads, LimitSubject::address, two_in_twenty);
    const auto ask = [&](std::string_view value, std::string_view other) {
        Caller caller{
            port(), fmt::format("Forwarded: {}\r\nX-Forwarded-For: {}\r\n", value, other)
        };
        return caller.get("/v1/settings").status;
    };
    EXPECT_EQ(ask("for=203.0.113.1", "1.1.1.1"), 200U);
    EXPECT_EQ(ask("for=6.6.6.6, for=203.0.113.1;proto=https", "2.2.2.2"), 200U);
    EXPECT_EQ(ask("for=203.0.113.1", "3.3.3.3"), 429U);
    EXPECT_EQ(ask("for=\"[2001:db8::1]:4711\"", "1.1.1.1"), 200U);
}

}  // namespace
}  // namespace otpost::api_test
