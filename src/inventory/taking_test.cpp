// SPDX-License-Identifier: Apache-2.0
// Many takers at once.
#include "inventory/inventory_fixture.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

namespace otpost::inventory {

namespace {

class TakingTest : public HouseTest {
protected:
    void add_numbers_of_chat(int count) {
        std::vector<NewNumber> numbers;
        for (int i = 0; i < count; ++i) numbers.push_back(next_number({chat_}));
        ASSERT_TRUE(write([&](db::Tx& tx) { return add_numbers(tx, moment(), numbers); }));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, TakingTest, testing::all_engines, testing::engine_name);

/// What all takers got together.
struct Loot {
    std::mutex mutex;
    std::multiset<NumberId> taken;
    std::vector<ErrorCode> refusals;
};

void take_until_empty(
    db::Database& database, std::int64_t service, std::uint64_t seed, Loot& loot
) {
    SeededRandom random{seed};
    while (true) {
        const auto taken = db::write(database, [&](db::Tx& tx) {
            return take_number(tx, "DE", service, random, Time{});
        });
        const std::lock_guard lock{loot.mutex};
        if (!taken) {
            loot.refusals.push_back(taken.error().code);
            return;
        }
        loot.taken.insert(taken->id);
    }
}

TEST_P(TakingTest, L2_ManyTakersNeverGetTheSameNumber) {
    constexpr int numbers = 300;
    constexpr std::uint64_t takers = 16;
    add_numbers_of_chat(numbers);
    auto& store = database();
    Loot loot;
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t seed = 1; seed <= takers; ++seed) {
            threads.emplace_back([&, seed] { take_until_empty(store, chat_, seed, loot); });
        }
    }
    const std::set<NumberId> distinct{loot.taken.begin(), loot.taken.end()};
    EXPECT_EQ(distinct.size(), loot.taken.size());
    EXPECT_EQ(loot.taken.size(), static_cast<std::size_t>(numbers));
    EXPECT_EQ(loot.refusals, std::vector(takers, ErrorCode::out_of_stock));
}

TEST_P(TakingTest, L2_ARefusedTransactionGivesItsNumberBack) {
    add_numbers_of_chat(1);
    const auto refused = write([&](db::Tx& tx) -> Result<> {
        EXPECT_TRUE(take_number(tx, "DE", chat_, random_, now()));
        return refuse(ErrorCode::insufficient_funds, "Top up.");
    });
    EXPECT_FALSE(refused.has_value());
    EXPECT_TRUE(take(chat_).has_value());
}

}  // namespace

}  // namespace otpost::inventory
