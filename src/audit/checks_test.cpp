// SPDX-License-Identifier: Apache-2.0
#include "audit/checks.hpp"

#include "testing/store.hpp"

#include <gtest/gtest.h>

namespace otpost::audit {
namespace {

using namespace std::chrono_literals;

class ChecksTest : public testing::EngineTest {
protected:
    static constexpr AccountId root{31};
    static constexpr auto kind = CheckKind::ledger;

    template <class F>
    auto write(F work) {
        return db::write(database(), [&](db::Tx& tx) { return work(tx); });
    }

    Result<> ask() {
        return write([&](db::Tx& tx) { return ask_check(tx, kind, root, now); });
    }

    bool claim() {
        return write([&](db::Tx& tx) { return claim_check(tx, kind, 15min, now); });
    }

    bool end(Time claimed) {
        return write([&](db::Tx& tx) {
            return end_check(tx, kind, claimed, {now, 3s, CheckOutcome::whole, "all is well"});
        });
    }

    Check found() {
        return write([&](db::Tx& tx) { return find_check(tx, kind); });
    }

    Time now = from_micros(1'800'000'000'000'000);
};

INSTANTIATE_TEST_SUITE_P(Engines, ChecksTest, testing::all_engines, testing::engine_name);

TEST_P(ChecksTest, IsAskedForOnceAndRunByOneNode) {
    EXPECT_FALSE(claim()) << "nobody asked";
    ASSERT_TRUE(ask());
    EXPECT_EQ(ask().error().code, ErrorCode::conflict);
    EXPECT_EQ(found().asked_by, root);
    const Time claimed = now;
    EXPECT_TRUE(claim());
    EXPECT_FALSE(claim());
    now += 3s;
    EXPECT_TRUE(end(claimed));
    const auto check = found();
    EXPECT_FALSE(check.asked_at);
    EXPECT_FALSE(check.claimed_at);
    ASSERT_TRUE(check.newest);
    EXPECT_EQ(check.newest->ended_at, now);
    EXPECT_EQ(check.newest->took, 3s);
    EXPECT_EQ(check.newest->report, "all is well");
    EXPECT_FALSE(claim());
    EXPECT_TRUE(ask());
}

TEST_P(ChecksTest, O2_ANodeThatDiedIsReplacedAndItsLateResultIsNone) {
    ASSERT_TRUE(ask());
    const Time first = now;
    ASSERT_TRUE(claim());
    now += 16min;
    const Time second = now;
    EXPECT_TRUE(claim());
    EXPECT_FALSE(end(first));
    EXPECT_TRUE(end(second));
}

TEST_P(ChecksTest, TheHouseAsksOnceADay) {
    const auto ask_if_old = [&] {
        write([&](db::Tx& tx) { ask_check_if_old(tx, kind, 24h, now); });
        return found().asked_at.has_value();
    };
    ASSERT_TRUE(ask_if_old());
    EXPECT_FALSE(found().asked_by);
    const Time claimed = now;
    ASSERT_TRUE(claim());
    ASSERT_TRUE(end(claimed));
    now += 23h;
    EXPECT_FALSE(ask_if_old());
    now += 2h;
    EXPECT_TRUE(ask_if_old());
}

}  // namespace
}  // namespace otpost::audit
