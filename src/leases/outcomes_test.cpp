// SPDX-License-Identifier: Apache-2.0
#include "leases/outcomes.hpp"

#include "leases/lease_fixture.hpp"

namespace otpost::leases {
namespace {

using namespace std::chrono_literals;

class LeaseOutcomesTest : public LeaseTest {
protected:
    NewestOutcomes newest(std::int64_t limit = 100) {
        return read([&](db::Tx& tx) { return newest_outcomes(tx, now() - 24h, limit); });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, LeaseOutcomesTest, testing::all_engines, testing::engine_name);

TEST_P(LeaseOutcomesTest, TellHowOftenACodeCame) {
    EXPECT_TRUE(newest().suppliers.empty());
    const auto delivered = open_one();
    ASSERT_TRUE(code_for(delivered));
    act(finish, delivered);
    act(cancel, open_for(ada));
    const auto missed = open_for(ada);
    clock_.advance(2min);
    act(cancel, missed);
    open_for(ada);
    const auto found = newest();
    ASSERT_EQ(found.suppliers.size(), 1U);
    EXPECT_EQ(found.suppliers.at(supplier_).delivered, 1);
    EXPECT_EQ(found.suppliers.at(supplier_).closed, 2) << "one withdrawn, one open";
    EXPECT_EQ(found.since, now() - 24h);
}

TEST_P(LeaseOutcomesTest, LookAtTheNewestAloneAndSaySo) {
    add_numbers(3);
    top_up(ada, Money{10'000'000});
    const auto older = open_for(ada);
    const auto newer = open_for(ada);
    clock_.advance(2min);
    act(cancel, older);
    clock_.advance(1min);
    act(cancel, newer);
    EXPECT_EQ(newest(1).suppliers.at(supplier_).closed, 1);
    EXPECT_EQ(newest(1).since, now());
    clock_.advance(25h);
    EXPECT_TRUE(newest().suppliers.empty());
}

}  // namespace
}  // namespace otpost::leases
