// SPDX-License-Identifier: Apache-2.0
#include "api/limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace otpost::api {
namespace {

using namespace std::chrono_literals;
using enum LimitClass;

constexpr Time start = from_micros(1'800'000'000'000'000);
constexpr Time wall_time = from_micros(1'700'000'000'000'000);

class LimitsTest : public ::testing::Test {
protected:
    LimitsTest() {
        settings.of(reads, LimitSubject::address) = Quota{6, 60s};
        settings.of(reads, LimitSubject::account) = Quota{4, 40s};
        settings.of(reads, LimitSubject::key) = std::nullopt;
    }

    Limits& limits() {
        if (!limits_) limits_ = std::make_unique<Limits>(settings, clock, 5);
        return *limits_;
    }

    /// Counts one request by address, then by account.
    LimitStanding ask(std::uint64_t address, std::uint64_t account) {
        LimitStanding standing = limits().begin(reads);
        if (limits().admit(standing, LimitSubject::address, address))
            limits().admit(standing, LimitSubject::account, account);
        return standing;
    }

    static std::string header(const net::Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers)
            if (key == name) return value;
        return "absent";
    }

    static std::string told(const LimitStanding& standing) {
        net::Response response;
        Limits::tell(standing, response);
        return header(response, "RateLimit");
    }

    LimitSettings settings;
    ManualClock clock{start};

private:
    std::unique_ptr<Limits> limits_;
};

TEST_F(LimitsTest, T3_WhatOthersDidWhileARequestWaitedIsNotHeldAgainstIt) {
    LimitStanding waiting = limits().begin(reads);
    ASSERT_TRUE(limits().admit(waiting, LimitSubject::address, 1));
    clock.advance(1h);
    EXPECT_NE(ask(2, 7).nearest, nullptr);
    EXPECT_TRUE(limits().admit(waiting, LimitSubject::account, 7));
    EXPECT_EQ(told(waiting), "\"reads-account\";r=2;t=20");
}

TEST_F(LimitsTest, T3_TheNearestLimitIsTold) {
    EXPECT_EQ(told(ask(1, 1)), R"("reads-account";r=3;t=10)");
    EXPECT_EQ(told(ask(1, 1)), R"("reads-account";r=2;t=20)");
    EXPECT_EQ(told(ask(1, 2)), R"("reads-address";r=3;t=30)");
    EXPECT_EQ(told(ask(2, 2)), R"("reads-account";r=2;t=20)");
}

TEST_F(LimitsTest, SEC_H8_RetryAfterIsNeverEarlierThanT) {
    LimitStanding standing = ask(1, 1);
    for (int i = 0; i < 4; ++i) standing = ask(1, 1);
    ASSERT_FALSE(standing.decision.allowed);
    clock.advance(2'300ms);
    standing = ask(1, 1);
    const net::Response refused = Limits::refusal(standing, wall_time);
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(header(refused, "Retry-After"), "8");
    EXPECT_EQ(header(refused, "RateLimit"), R"("reads-account";r=0;t=8)");
    EXPECT_EQ(header(refused, "RateLimit-Policy"), R"("reads-account";q=4;w=40)");
    EXPECT_NE(refused.body.find(R"("violated-policies":["reads-account"])"), std::string::npos);
    EXPECT_NE(refused.body.find("http-problem-types#quota-exceeded"), std::string::npos);
    EXPECT_NE(refused.body.find(format_rfc3339(wall_time + 7'700ms)), std::string::npos)
        << refused.body;
    clock.advance(8s);
    EXPECT_TRUE(ask(9, 1).decision.allowed);
}

TEST_F(LimitsTest, SEC_H8_AnAnswerWithARetryAfterOfItsOwnIsLeftAlone) {
    net::Response response{.headers = {{"Retry-After", "1"}}};
    Limits::tell(ask(1, 1), response);
    EXPECT_EQ(response.headers.size(), 1U);
    Limits::tell(limits().begin(reads), response);
    EXPECT_EQ(response.headers.size(), 1U);
}

TEST_F(LimitsTest, T3_ARefusalIsCountedAlwaysAndNewsOnceASecond) {
    for (int i = 0; i < 4; ++i) ask(1, 1);
    int news = 0;
    for (std::uint64_t address = 2; address < 102; ++address) {
        LimitStanding standing = ask(address, 1);
        ASSERT_FALSE(standing.decision.allowed);
        news += Limits::is_news(standing) ? 1 : 0;
        clock.advance(50ms);
    }
    EXPECT_EQ(news, 5);
    EXPECT_EQ(limits().refusals(reads, LimitSubject::account), 100);
    EXPECT_EQ(limits().refusals(reads, LimitSubject::address), 0);
}

TEST_F(LimitsTest, T3_WhatHasNoLimitIsNeverCounted) {
    for (const LimitSubject subject : {LimitSubject::address, LimitSubject::account}) {
        LimitStanding standing = limits().begin(none);
        for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(limits().admit(standing, subject, 1));
        EXPECT_EQ(standing.nearest, nullptr);
    }
    EXPECT_TRUE(counts_accounts(reads));
    EXPECT_FALSE(counts_accounts(sign_in));
}

TEST_F(LimitsTest, T3_AnHonestBotNeverNotices) {
    // Twenty leases, each polled ten times a second, for a minute: by one key from one address.
    Limits defaults{LimitSettings{}, clock, 5};
    for (int i = 0; i < 60 * 200; ++i) {
        LimitStanding standing = defaults.begin(reads);
        for (const auto subject : {LimitSubject::address, LimitSubject::account, LimitSubject::key})
            ASSERT_TRUE(defaults.admit(standing, subject, 1)) << i;
        clock.advance(5ms);
    }
}

TEST_F(LimitsTest, T3_RaisedLimitsStillGuardPasswords) {
    const LimitSettings before;
    settings.raise();
    EXPECT_EQ(settings.of(reads, LimitSubject::key)->requests, requests_per_second_max);
    for (const LimitClass guarded : {sign_in, registration, ingest})
        EXPECT_EQ(
            settings.of(guarded, LimitSubject::address), before.of(guarded, LimitSubject::address)
        );
}

TEST(Quota, what_is_possible) {
    EXPECT_TRUE(is_possible({1, 1s}));
    EXPECT_TRUE(is_possible({requests_per_second_max, 1s}));
    EXPECT_TRUE(is_possible({1, window_max}));
    EXPECT_TRUE(is_possible({requests_per_second_max * window_max.count(), window_max}));
    EXPECT_FALSE(is_possible({0, 1s}));
    EXPECT_FALSE(is_possible({requests_per_second_max + 1, 1s}));
    EXPECT_FALSE(is_possible({1, 0s}));
    EXPECT_FALSE(is_possible({1, window_max + 1s}));
}

TEST(LimitClass, words_are_read_back) {
    for (std::size_t i = 0; i < limit_class_count; ++i)
        EXPECT_EQ(
            parse_limit_class(to_string(static_cast<LimitClass>(i))), static_cast<LimitClass>(i)
        );
    EXPECT_EQ(parse_limit_class("reading"), std::nullopt);
}

}  // namespace
}  // namespace otpost::api
