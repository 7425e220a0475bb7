// SPDX-License-Identifier: Apache-2.0
#include "inventory/pool.hpp"

#include "inventory/inventory_fixture.hpp"
#include "inventory/pool_sql.hpp"
#include "inventory/testing/rows_sql.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

namespace otpost::inventory {

namespace {

class PoolTest : public HouseTest {
protected:
    void add_to_pool(std::int64_t count) {
        std::vector<NewNumber> numbers;
        for (std::int64_t i = 0; i < count; ++i) numbers.push_back(next_number());
        ASSERT_TRUE(write([&](db::Tx& tx) { return add_numbers(tx, moment(), numbers); }));
    }

    std::int64_t rows_of(std::int64_t service) {
        return db::read(database(), [&](db::Tx& tx) {
            const auto count = [](const db::Row& row) { return row.int64(0); };
            return *tx.one(sql::rows::availability_rows, count, service);
        });
    }

    std::vector<NumberId> all_numbers() {
        return db::read(database(), [](db::Tx& tx) {
            std::vector<NumberId> ids;
            for (const auto& number : list_numbers(tx, {}, NumberId{}, 1000))
                ids.push_back(number.id);
            return ids;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, PoolTest, testing::all_engines, testing::engine_name);

TEST_P(PoolTest, ANumberHasNoRowBeforeItsServiceIsAskedFor) {
    add_to_pool(2 * pool_block);
    EXPECT_EQ(rows_of(chat_), 0);
    ASSERT_TRUE(take(chat_));
    EXPECT_EQ(rows_of(chat_), pool_block);
    EXPECT_EQ(rows_of(shop_), 0);
}

TEST_P(PoolTest, L2_EveryNumberOfThePoolIsTakenOnce) {
    const std::int64_t count = 2 * pool_block + 3;
    add_to_pool(count);
    std::set<NumberId> taken;
    for (std::int64_t i = 0; i < count; ++i) taken.insert(take(chat_)->id);
    EXPECT_EQ(std::ssize(taken), count);
    EXPECT_EQ(take(chat_).error().code, ErrorCode::out_of_stock);
    EXPECT_EQ(rows_of(chat_), count);
}

TEST_P(PoolTest, NumbersAddedAfterThePoolWasOpenedAreFound) {
    add_to_pool(1);
    ASSERT_TRUE(take(chat_));
    EXPECT_EQ(take(chat_).error().code, ErrorCode::out_of_stock);
    const auto later = add();
    EXPECT_EQ(take(chat_)->id, later);
}

TEST_P(PoolTest, AnUnopenedNumberThatIsPausedIsNotTakenUntilResumed) {
    add_to_pool(1);
    const auto id = all_numbers().front();
    ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, id, now()); }));
    EXPECT_EQ(take(chat_).error().code, ErrorCode::out_of_stock);
    ASSERT_TRUE(write([&](db::Tx& tx) { return resume_number(tx, id, now()); }));
    EXPECT_EQ(take(chat_)->id, id);
    EXPECT_EQ(take(shop_)->id, id);
}

TEST_P(PoolTest, BlocksOfPausedNumbersDoNotHideTheRest) {
    add_to_pool(2 * pool_block);
    for (const auto id : all_numbers())
        ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, id, now()); }));
    const auto last = add();
    EXPECT_EQ(take(chat_)->id, last);
}

TEST_P(PoolTest, OneTakerOpensSoManyBlocksAndNoMore) {
    constexpr std::int64_t blocks_at_most = 8;
    add_to_pool((blocks_at_most + 1) * pool_block);
    ASSERT_TRUE(write([&](db::Tx& tx) { return disable_supplier(tx, supplier_, now()); }));
    const auto refused = write([&](db::Tx& tx) -> bool {
        return take_number(tx, "DE", chat_, random_, now()).has_value();
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(rows_of(chat_), blocks_at_most * pool_block);
    ASSERT_TRUE(write([&](db::Tx& tx) { return enable_supplier(tx, supplier_, now()); }));
    EXPECT_TRUE(take(chat_));
}

TEST_P(PoolTest, L2_ManyTakersOpenThePoolTogether) {
    constexpr std::int64_t numbers = 4 * pool_block + 1;
    constexpr std::uint64_t takers = 8;
    add_to_pool(numbers);
    auto& store = database();
    std::mutex mutex;
    std::multiset<NumberId> taken;
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t seed = 1; seed <= takers; ++seed) {
            threads.emplace_back([&, seed] {
                SeededRandom random{seed};
                const auto take_one = [&](db::Tx& tx) {
                    return take_number(tx, "DE", chat_, random, Time{});
                };
                while (const auto got = db::write(store, take_one)) {
                    const std::lock_guard lock{mutex};
                    taken.insert(got->id);
                }
            });
        }
    }
    const std::set<NumberId> distinct{taken.begin(), taken.end()};
    EXPECT_EQ(distinct.size(), taken.size());
    EXPECT_EQ(std::ssize(taken), numbers);
}

TEST_P(PoolTest, EveryStatementIsUnderstood) {
    db::read(database(), [](db::Tx& tx) {
        for (const auto* statement :
             {&sql::pool::join_pool,
              &sql::pool::unopened,
              &sql::pool::advance_opened,
              &sql::pool::open_block,
              &sql::pool::stock_all_services,
              &sql::pool::stock_allowed_services})
            tx.prepare(*statement);
    });
}

}  // namespace

}  // namespace otpost::inventory
