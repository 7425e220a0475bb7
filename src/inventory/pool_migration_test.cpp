// SPDX-License-Identifier: Apache-2.0
// A store from before there were pools goes on selling what it sold.
#include "db/migrate.hpp"
#include "inventory/inventory.hpp"
#include "inventory/pool.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace otpost::inventory {

namespace {

constexpr std::int64_t version_before = 10;

/// Numbers 1 and 2 serve all, 2 of them paused, 3 serves what was chosen; number 1 is used.
constexpr std::string_view old_rows[] = {
    "INSERT INTO country VALUES ('DE', 'Germany', '49', 4, 1)",
    "INSERT INTO service VALUES (9, 'chat', 'Chat', 'messenger', 3, 1)",
    "INSERT INTO supplier VALUES (1, 'pool', 'http', 'Pool', 1, NULL, 7, NULL, NULL, 0, 5)",
    "INSERT INTO number VALUES (1, '+491', 'DE', 1, 'active', 1, 10, 1, 0, 'v', 0, NULL)",
    "INSERT INTO number VALUES (2, '+492', 'DE', 1, 'paused', 1, 20, 1, 0, 'v', 0, NULL)",
    "INSERT INTO number VALUES (3, '+493', 'DE', 1, 'active', 0, 30, 1, 0, 'v', 0, NULL)",
    "INSERT INTO availability VALUES (1, 9, 'DE', 10, 'used', 0, NULL)",
    "INSERT INTO availability VALUES (2, 9, 'DE', 20, 'paused', 0, NULL)",
    "INSERT INTO availability VALUES (3, 9, 'DE', 30, 'free', 0, NULL)",
    "INSERT INTO stocked_offer VALUES ('chat', 'DE', 9)",
};

class PoolMigrationTest : public testing::EngineTest {
protected:
    void SetUp() override { store().erase(); }
};

INSTANTIATE_TEST_SUITE_P(Engines, PoolMigrationTest, testing::all_engines, testing::engine_name);

TEST_P(PoolMigrationTest, L2_WhatWasUsedStaysUsedAndWhatWasFreeIsFree) {
    std::vector<db::Migration> before;
    for (const auto& migration : db::embedded_migrations())
        if (migration.version <= version_before) before.push_back(migration);
    db::migrate(database(), Time{}, before);
    db::write(database(), [](db::Tx& tx) {
        for (const auto sql : old_rows) tx.run_unprepared(sql);
    });
    db::migrate(database(), Time{});
    db::write(database(), [](db::Tx& tx) {
        SeededRandom random{1};
        const auto take = [&] { return take_number(tx, "DE", 9, random, Time{}); };
        EXPECT_FALSE(open_next_block(tx, "DE", 9, Time{}));
        EXPECT_EQ(take()->e164, "+493");
        EXPECT_FALSE(take().has_value());
        EXPECT_TRUE(resume_number(tx, NumberId{2}, Time{}).has_value());
        EXPECT_EQ(take()->e164, "+492");
        EXPECT_EQ(join_pool(tx, "DE"), 3);
    });
}

}  // namespace

}  // namespace otpost::inventory
