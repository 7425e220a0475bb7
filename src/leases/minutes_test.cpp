// SPDX-License-Identifier: Apache-2.0
#include "leases/minutes.hpp"

#include "leases/lease_fixture.hpp"

#include <gmock/gmock.h>

namespace otpost::leases {
namespace {

using namespace std::chrono_literals;
using ::testing::Eq;

class LeaseMinutesTest : public LeaseTest {
protected:
    void SetUp() override {
        LeaseTest::SetUp();
        add_numbers(8);
        top_up(ada, Money{10'000'000});
        count_all();
    }

    /// As the house does, until nothing is left to count; answers how often.
    int count_all() {
        for (int turns = 0;; ++turns) {
            const auto counted = read([&](db::Tx& tx) { return count_minutes(tx, now()); });
            if (!counted) return turns;
            write([&](db::Tx& tx) { put_minutes(tx, *counted); });
        }
    }

    LeaseCounts sum() {
        LeaseCounts all;
        for (const auto& minute :
             read([&](db::Tx& tx) { return minutes_since(tx, now() - 1h, now()); })) {
            EXPECT_EQ(minute.currency, "EUR");
            all += minute.counts;
        }
        return all;
    }

    /// One that got its code after seven seconds, one cancelled at once and one later, one waiting.
    void let_leases_be() {
        const auto delivered = open_for(ada);
        clock_.advance(7s);
        ASSERT_TRUE(code_for(delivered));
        act(cancel, open_for(ada));
        const auto missed = open_for(ada);
        clock_.advance(2min);
        act(cancel, missed);
        open_for(ada, "shop");
        clock_.advance(window - 30s);
        expire();
    }

    void expect_sum() {
        const auto all = sum();
        EXPECT_EQ(all.opened, 4);
        EXPECT_EQ(all.delivered, 1);
        EXPECT_EQ(all.withdrawn, 1);
        EXPECT_EQ(all.missed, 1);
        EXPECT_EQ(all.kept, 0);
        EXPECT_EQ(all.earned, chat_price);
        EXPECT_EQ(all.refunded, Money{2 * chat_price.micros()});
        EXPECT_THAT(all.code_times, Eq(CodeTimes{{7, 1}}));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, LeaseMinutesTest, testing::all_engines, testing::engine_name);

TEST_P(LeaseMinutesTest, EachLeaseIsCountedOnceWhenItOpensAndOnceWhenItCloses) {
    let_leases_be();
    clock_.advance(2min);
    EXPECT_GT(count_all(), 0);
    expect_sum();
    EXPECT_EQ(count_all(), 0);
    expect_sum();
}

TEST_P(LeaseMinutesTest, TheNewestMinutesAreThereBeforeTheyAreOver) {
    open_for(ada);
    EXPECT_EQ(sum().opened, 1);
    clock_.advance(70s);
    open_for(ada, "shop");
    EXPECT_EQ(sum().opened, 2) << "none counted";
    clock_.advance(50s);
    count_all();
    EXPECT_EQ(sum().opened, 2) << "one counted, one not";
}

/// Counting has gone on before the request that was stamped earlier is committed.
TEST_P(LeaseMinutesTest, WhatIsCommittedLateIsCountedAllTheSame) {
    open_for(ada);
    const auto counted = read([&](db::Tx& tx) { return count_minutes(tx, now() + 2min); });
    ASSERT_TRUE(counted);
    write([&](db::Tx& tx) { put_minutes(tx, *counted); });
    act(cancel, open_for(ada, "shop"));
    EXPECT_EQ(sum().opened, 1) << "for now";
    clock_.advance(12min);
    count_all();
    EXPECT_EQ(sum().opened, 2);
    EXPECT_EQ(sum().withdrawn, 1);
    clock_.advance(12min);
    count_all();
    EXPECT_EQ(sum().opened, 2);
}

TEST_P(LeaseMinutesTest, OfTwoNodesThatCountTheSameOneIsHeard) {
    open_for(ada);
    clock_.advance(2min);
    const auto counted = read([&](db::Tx& tx) { return count_minutes(tx, now()); });
    ASSERT_TRUE(counted);
    for (int node = 0; node < 2; ++node) write([&](db::Tx& tx) { put_minutes(tx, *counted); });
    EXPECT_EQ(sum().opened, 1);
}

TEST_P(LeaseMinutesTest, MinutesAreKeptForSomeDays) {
    open_for(ada);
    clock_.advance(2min);
    count_all();
    const auto kept = [&] {
        return read([&](db::Tx& tx) { return minutes_since(tx, now() - minutes_kept, now()); }
        ).size();
    };
    EXPECT_EQ(kept(), 1U);
    clock_.advance(minutes_kept + 1h);
    count_all();
    EXPECT_EQ(kept(), 0U);
}

TEST_P(LeaseMinutesTest, AHouseThatIsBehindShowsWhatItHasCounted) {
    open_for(ada);
    clock_.advance(10min);
    EXPECT_EQ(sum().opened, 0);
    count_all();
    EXPECT_EQ(sum().opened, 1);
}

TEST_P(LeaseMinutesTest, W4_WhatIsHeldIsTheFeesOfThoseThatWait) {
    const auto live = [&] { return read([](db::Tx& tx) { return live_now(tx); }); };
    EXPECT_TRUE(live().empty());
    const auto first = open_for(ada);
    open_for(ada, "shop");
    ASSERT_EQ(live().size(), 1U);
    EXPECT_EQ(live()[0].waiting, 2);
    EXPECT_EQ(live()[0].held, Money{850'000});
    ASSERT_TRUE(code_for(first));
    EXPECT_EQ(live()[0].waiting, 1);
    EXPECT_EQ(live()[0].received, 1);
    EXPECT_EQ(live()[0].held, shop_price);
}

TEST(CodeTimes, AQuantileIsATimeThatACodeTook) {
    EXPECT_EQ(quantile({}, 0.5), std::nullopt);
    EXPECT_EQ(quantile({{7, 1}}, 0.5), 7);
    const CodeTimes ten{{1, 5}, {2, 4}, {60, 1}};
    EXPECT_EQ(quantile(ten, 0.5), 1);
    EXPECT_EQ(quantile(ten, 0.9), 2);
    EXPECT_EQ(quantile(ten, 0.91), 60);
    EXPECT_EQ(quantile(ten, 1.0), 60);
}

}  // namespace
}  // namespace otpost::leases
