// SPDX-License-Identifier: Apache-2.0
#include "base/gcra.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace otpost {
namespace {

using namespace std::chrono_literals;

constexpr Time start = from_micros(1'800'000'000'000'000);

TEST(RateLimiter, SEC_H6_AllowsTheBurstThenOneEachInterval) {
    RateLimiter limiter{{.burst = 3, .interval = 10s}, 100};
    for (int left = 2; left >= 0; --left) {
        const RateDecision decision = limiter.take("key", start);
        EXPECT_TRUE(decision.allowed);
        EXPECT_EQ(decision.remaining, left);
    }
    const RateDecision refused = limiter.take("key", start + 1s);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.remaining, 0);
    EXPECT_EQ(refused.retry_at, start + 10s);
    EXPECT_EQ(refused.full_at, start + 30s);
    EXPECT_FALSE(limiter.take("key", refused.retry_at - 1us).allowed);
    EXPECT_TRUE(limiter.take("key", refused.retry_at).allowed);
    EXPECT_TRUE(limiter.take("other", start).allowed);
}

/// The slow, exact statement of the same limit: no stretch of time may hold more requests than
/// the burst and one for each interval in it.
class ExactLog {
public:
    explicit ExactLog(RateLimit limit) : limit_(limit) {}

    bool take(Time now) {
        for (std::size_t i = 0; i < accepted_.size(); ++i) {
            const auto count = static_cast<std::int64_t>(accepted_.size() - i) + 1;
            if ((count - limit_.burst) * limit_.interval > now - accepted_[i]) return false;
        }
        accepted_.push_back(now);
        return true;
    }

private:
    RateLimit limit_;
    std::vector<Time> accepted_;
};

TEST(RateLimiter, SEC_H6_AgreesWithAnExactLog) {
    SeededRandom random{21};
    for (int round = 0; round < 60; ++round) {
        const RateLimit limit{
            static_cast<std::int64_t>(1 + random.below(8)),
            Duration{1 + static_cast<std::int64_t>(random.below(50))}
        };
        RateLimiter limiter{limit, 10};
        ExactLog log{limit};
        Time now = start;
        for (int i = 0; i < 400; ++i) {
            now += Duration{static_cast<std::int64_t>(random.below(60))};
            if (random.below(40) == 0) now += 10 * limit.burst * limit.interval;
            ASSERT_EQ(limiter.take("key", now).allowed, log.take(now)) << round << " " << i;
        }
    }
}

TEST(RateLimiter, SEC_H6_TellsTrulyWhenToComeBack) {
    SeededRandom random{22};
    RateLimiter limiter{{.burst = 5, .interval = 7ms}, 10};
    Time now = start;
    for (int i = 0; i < 2'000; ++i) {
        now += Duration{static_cast<std::int64_t>(random.below(9'000))};
        RateDecision decision = limiter.take("key", now);
        if (decision.allowed) continue;
        EXPECT_FALSE(limiter.take("key", decision.retry_at - 1us).allowed);
        EXPECT_TRUE(limiter.take("key", decision.retry_at).allowed);
        now = decision.retry_at;
    }
}

TEST(RateLimiter, SEC_H6_AClockSetBackLocksNobodyOut) {
    RateLimiter limiter{{.burst = 3, .interval = 10s}, 10};
    for (int i = 0; i < 3; ++i) limiter.take("key", start);
    const Time back = start - std::chrono::hours{24};
    const RateDecision decision = limiter.take("key", back);
    EXPECT_FALSE(decision.allowed);
    EXPECT_EQ(decision.retry_at, back + 10s);
    EXPECT_TRUE(limiter.take("key", back + 10s).allowed);
    EXPECT_TRUE(limiter.take("key", start + std::chrono::hours{24}).allowed);
}

TEST(RateLimiter, SEC_H6_MemoryIsBounded) {
    RateLimiter limiter{{.burst = 1, .interval = 1h}, 50};
    for (int i = 0; i < 1'000; ++i) limiter.take("key " + std::to_string(i), start);
    EXPECT_EQ(limiter.keys(), 50U);
    EXPECT_FALSE(limiter.take("key 999", start).allowed);
    EXPECT_TRUE(limiter.take("key 0", start).allowed);
}

TEST(LruMap, drops_the_least_recently_used) {
    LruMap<std::string, int> map{2};
    map.put("one", 1);
    map.put("two", 2);
    ASSERT_NE(map.find("one"), nullptr);
    map.put("three", 3);
    EXPECT_EQ(map.find("two"), nullptr);
    EXPECT_EQ(*map.find("one"), 1);
    map.put("one", 11);
    EXPECT_EQ(*map.find("one"), 11);
    map.erase_if([](int value) { return value == 11; });
    EXPECT_EQ(map.find("one"), nullptr);
    EXPECT_EQ(map.size(), 1U);
}

}  // namespace
}  // namespace otpost
