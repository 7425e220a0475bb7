// SPDX-License-Identifier: Apache-2.0
#include "base/gcra.hpp"

#include "base/lru_map.hpp"
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otpost {
namespace {

using namespace std::chrono_literals;

constexpr Time start = from_micros(1'800'000'000'000'000);

TEST(RateLimit, SEC_H6_AllowsTheBurstThenOneEachInterval) {
    constexpr RateLimit limit{.burst = 3, .interval = 10s};
    Time arrival;
    for (int left = 2; left >= 0; --left) {
        const RateDecision decision = take(limit, arrival, start);
        EXPECT_TRUE(decision.allowed);
        EXPECT_EQ(decision.remaining, left);
    }
    const RateDecision refused = take(limit, arrival, start + 1s);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.remaining, 0);
    EXPECT_EQ(refused.retry_at, start + 10s);
    EXPECT_EQ(refused.full_at, start + 30s);
    EXPECT_FALSE(take(limit, arrival, refused.retry_at - 1us).allowed);
    EXPECT_TRUE(take(limit, arrival, refused.retry_at).allowed);
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

RateLimit any_limit(SeededRandom& random) {
    return {
        static_cast<std::int64_t>(1 + random.below(8)),
        Duration{1 + static_cast<std::int64_t>(random.below(50))}
    };
}

TEST(RateLimit, SEC_H6_AgreesWithAnExactLog) {
    SeededRandom random{21};
    for (int round = 0; round < 60; ++round) {
        const RateLimit limit = any_limit(random);
        ExactLog log{limit};
        Time arrival;
        Time now = start;
        for (int i = 0; i < 400; ++i) {
            now += Duration{static_cast<std::int64_t>(random.below(60))};
            if (random.below(40) == 0) now += 10 * limit.burst * limit.interval;
            ASSERT_EQ(take(limit, arrival, now).allowed, log.take(now)) << round << " " << i;
        }
    }
}

/// What holds on any clock: a new burst is all that a jump forward gives, an interval is the most
/// that one back costs, and every answer is true if the clock is let be from then on.
TEST(RateLimit, SEC_H6_JumpsOfTheClockGiveABurstAndTakeAnInterval) {
    SeededRandom random{23};
    for (int round = 0; round < 200; ++round) {
        const RateLimit limit = any_limit(random);
        const Duration full = limit.burst * limit.interval;
        Time arrival;
        Time now = start;
        Duration elapsed{0};
        std::int64_t jumps = 0;
        std::int64_t allowed = 0;
        for (int i = 0; i < 300; ++i) {
            const Duration step{static_cast<std::int64_t>(random.below(30))};
            now += step;
            elapsed += step;
            if (random.below(50) == 0) {
                const Duration jump = std::chrono::hours{1 + static_cast<int>(random.below(48))};
                now += random.below(2) == 0 ? jump : -jump;
                ++jumps;
            }
            const RateDecision decision = take(limit, arrival, now);
            allowed += decision.allowed ? 1 : 0;
            ASSERT_LE(allowed, (1 + jumps) * limit.burst + elapsed / limit.interval);
            ASSERT_LE(decision.retry_at, now + limit.interval);
            ASSERT_LE(decision.full_at, now + full);
            ASSERT_LT(decision.remaining, limit.burst);
        }
    }
}

TEST(RateLimit, SEC_H6_TellsTrulyWhenToComeBack) {
    SeededRandom random{22};
    constexpr RateLimit limit{.burst = 5, .interval = 7ms};
    Time arrival;
    Time now = start;
    for (int i = 0; i < 2'000; ++i) {
        now += Duration{static_cast<std::int64_t>(random.below(9'000))};
        const RateDecision decision = take(limit, arrival, now);
        if (decision.allowed) continue;
        EXPECT_FALSE(take(limit, arrival, decision.retry_at - 1us).allowed);
        EXPECT_TRUE(take(limit, arrival, decision.retry_at).allowed);
        now = decision.retry_at;
    }
}

TEST(RateLimit, SEC_H6_AClockSetBackLocksNobodyOut) {
    constexpr RateLimit limit{.burst = 3, .interval = 10s};
    Time arrival;
    for (int i = 0; i < 3; ++i) take(limit, arrival, start);
    const Time back = start - std::chrono::hours{24};
    const RateDecision decision = take(limit, arrival, back);
    EXPECT_FALSE(decision.allowed);
    EXPECT_EQ(decision.retry_at, back + 10s);
    EXPECT_TRUE(take(limit, arrival, back + 10s).allowed);
    EXPECT_TRUE(take(limit, arrival, start + std::chrono::hours{24}).allowed);
}

TEST(ArrivalTable, SEC_H6_SubjectsAndSpacesAreApart) {
    ArrivalTable table{100'000, 7};
    for (std::uint64_t space = 0; space < 3; ++space)
        for (std::uint64_t subject = 0; subject < 1'000; ++subject)
            table.of(space, subject) = start + Duration{space * 1'000 + subject};
    for (std::uint64_t space = 0; space < 3; ++space)
        for (std::uint64_t subject = 0; subject < 1'000; ++subject)
            ASSERT_EQ(table.of(space, subject), start + Duration{space * 1'000 + subject});
    EXPECT_EQ(table.of(3, 1), Time{});
}

TEST(ArrivalTable, SEC_H6_MemoryIsBoundedAndLongWaitsOutliveFloods) {
    ArrivalTable table{1'000, 7};
    EXPECT_EQ(table.places(), 1'024U);
    for (std::uint64_t subject = 0; subject < 50; ++subject) table.of(1, subject) = start + 1h;
    for (std::uint64_t subject = 0; subject < 100'000; ++subject) table.of(2, subject) = start + 1s;
    EXPECT_EQ(table.places(), 1'024U);
    int kept = 0;
    for (std::uint64_t subject = 0; subject < 50; ++subject)
        kept += table.of(1, subject) == start + 1h ? 1 : 0;
    EXPECT_EQ(kept, 50);
    // Most of the flood is forgotten; the last of it is there.
    EXPECT_EQ(table.of(2, 99'999), start + 1s);
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
