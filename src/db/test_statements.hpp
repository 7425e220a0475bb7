// SPDX-License-Identifier: Apache-2.0
// The table that the tests of the engines play with, made by a migration of their own.
#pragma once

#include "db/database.hpp"
#include "db/dialect.hpp"

namespace otpost::db {

namespace test_sql {

inline constexpr Statement insert_item{
    "test.insert_item", "INSERT INTO test_item (id, label) VALUES ($1, $2)"
};
inline constexpr Statement list_items{"test.list_items", "SELECT id FROM test_item ORDER BY id"};

}  // namespace test_sql

inline void create_test_tables(Database& database) {
    write(database, [&](Tx& tx) {
        tx.run_unprepared(adapt_schema(
            "CREATE TABLE test_item (id {{int64}} PRIMARY KEY, label TEXT NOT NULL)",
            database.engine()
        ));
    });
}

}  // namespace otpost::db
