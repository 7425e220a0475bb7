// SPDX-License-Identifier: Apache-2.0
// The tables that the tests of the engines play with, made like a migration would.
#pragma once

#include "db/dialect.hpp"
#include "db/test_sql.hpp"
#include "testing/store.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace otpost::db {

inline constexpr std::string_view test_tables = R"(
CREATE TABLE test_item (
    id {{int64}} PRIMARY KEY,
    label TEXT NOT NULL,
    number {{int64}} CONSTRAINT test_item_number_positive CHECK (number > 0),
    data {{blob}}
);
CREATE TABLE test_pair (
    a {{int64}} NOT NULL,
    b {{int64}} NOT NULL,
    kind TEXT NOT NULL,
    item_id {{int64}} REFERENCES test_item (id),
    UNIQUE (b, a)
);
CREATE UNIQUE INDEX test_pair_one_main ON test_pair (a) WHERE kind = 'main';
CREATE UNIQUE INDEX test_pair_folded ON test_pair (LOWER(kind)) WHERE a = 7;
)";

inline void run_script(Database& database, std::string_view script) {
    write(database, [&](Tx& tx) {
        for (const auto& statement : split_script(script)) {
            tx.run_unprepared(adapt_schema(statement, database.engine()));
        }
    });
}

/// The fixture of the engines' tests: an empty store with the tables above.
class PlayTest : public testing::EngineTest {
protected:
    void SetUp() override { run_script(database(), test_tables); }

    std::vector<std::int64_t> stored() {
        return read(database(), [](Tx& tx) {
            return tx.all(sql::test::list_items, [](const Row& row) { return row.int64(0); });
        });
    }

    void insert(std::int64_t id) {
        write(database(), [id](Tx& tx) { tx.exec(sql::test::insert_item, id, "item"); });
    }
};

}  // namespace otpost::db
