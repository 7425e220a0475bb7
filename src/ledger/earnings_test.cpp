// SPDX-License-Identifier: Apache-2.0
#include "ledger/earnings.hpp"

#include "ledger/ledger_fixture.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace otpost::ledger {

namespace {

using std::chrono::days;

class EarningsTest : public LedgerTest {
protected:
    void earn(std::int64_t lease, Money share) {
        ASSERT_TRUE(hold(LeaseId{lease}, Money{1'000'000}));
        settle(LeaseId{lease}, Money{1'000'000}, Money{50'000}, share);
    }

    std::chrono::sys_days today() { return std::chrono::floor<days>(clock_.now()); }

    std::vector<DayEarnings> read(PayableId account, int count) {
        return db::read(database(), [&](db::Tx& tx) {
            return earnings_by_day(tx, account, today() - days{count - 1}, today());
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, EarningsTest, testing::all_engines, testing::engine_name);

TEST_P(EarningsTest, W11_SumsAreOfTheTransfersOfEachDay) {
    ASSERT_TRUE(top_up(Money{100'000'000}));
    clock_.set(Time{today()});
    earn(1, Money{400'001});
    clock_.advance(days{1} - std::chrono::microseconds{1});
    earn(2, Money{333'333});
    clock_.advance(std::chrono::microseconds{1});
    earn(3, Money{1});
    clock_.advance(days{1});
    const auto earned = read(operator_, 4);
    ASSERT_EQ(earned.size(), 4U);
    EXPECT_EQ(earned[0].codes, 0);
    EXPECT_EQ(earned[1].day, today() - days{2});
    EXPECT_EQ(earned[1].codes, 2);
    EXPECT_EQ(earned[1].earned, Money{733'334});
    EXPECT_EQ(earned[2].earned, Money{1});
    EXPECT_EQ(earned[3].earned, Money{0});
    EXPECT_EQ(read(operator_, 2).front().codes, 1) << "what is older is left out";
}

TEST_P(EarningsTest, W11_NothingOfOthersIsCounted) {
    ASSERT_TRUE(top_up(Money{100'000'000}));
    earn(1, Money{400'000});
    EXPECT_EQ(read(supplier, 1).front().codes, 0);
    EXPECT_EQ(read(PayableId{}, 1).front().codes, 0);
}

TEST_P(EarningsTest, AnAccountThatNobodyOpenedIsNotThere) {
    const auto find = [&](std::int64_t owner) {
        return db::read(database(), [&](db::Tx& tx) {
            return find_payable(tx, PayableClass::operator_, owner, "EUR");
        });
    };
    EXPECT_EQ(find(9), operator_);
    EXPECT_EQ(find(10), std::nullopt);
}

}  // namespace

}  // namespace otpost::ledger
