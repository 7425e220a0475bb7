// SPDX-License-Identifier: Apache-2.0
// What a transaction promises on every engine.
#include "db/test_statements.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

namespace otpost::db {
namespace {

using testing::all_engines;
using ::testing::ElementsAre;
using testing::engine_name;

class TransactionTest : public testing::EngineTest {
protected:
    void SetUp() override { create_test_tables(database()); }

    std::vector<std::int64_t> stored() {
        return read(database(), [](Tx& tx) {
            return tx.all(test_sql::list_items, [](const Row& row) { return row.int64(0); });
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, TransactionTest, all_engines, engine_name);

TEST_P(TransactionTest, KeepsWhatWasCommitted) {
    write(database(), [](Tx& tx) { tx.exec(test_sql::insert_item, std::int64_t{1}, "one"); });
    EXPECT_THAT(stored(), ElementsAre(1));
    reopen();
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(TransactionTest, RollsBackARefusal) {
    const auto result = write(database(), [](Tx& tx) -> Result<int> {
        tx.exec(test_sql::insert_item, std::int64_t{1}, "one");
        return refuse(ErrorCode::conflict, "no");
    });
    EXPECT_FALSE(result);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, RollsBackAnException) {
    const auto work = [](Tx& tx) {
        tx.exec(test_sql::insert_item, std::int64_t{1}, "one");
        throw std::runtime_error("broken");
    };
    EXPECT_THROW(write(database(), work), std::runtime_error);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, SentStatementsAreCommittedToo) {
    write(database(), [](Tx& tx) {
        tx.send(test_sql::insert_item, std::int64_t{1}, "one");
        tx.send(test_sql::insert_item, std::int64_t{2}, "two");
    });
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(TransactionTest, ErrorOfASentStatementSurfacesAtTheLatestAtCommit) {
    const auto work = [](Tx& tx) {
        tx.send(test_sql::insert_item, std::int64_t{1}, "one");
        tx.send(test_sql::insert_item, std::int64_t{1}, "again");
    };
    EXPECT_THROW(write(database(), work), Conflict);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, ErrorOfASentStatementSurfacesAtTheNextRun) {
    bool went_on = false;
    const auto work = [&](Tx& tx) {
        tx.send(test_sql::insert_item, std::int64_t{1}, "one");
        tx.send(test_sql::insert_item, std::int64_t{1}, "again");
        tx.exec(test_sql::list_items);
        went_on = true;
    };
    EXPECT_THROW(write(database(), work), Conflict);
    EXPECT_FALSE(went_on);
}

TEST_P(TransactionTest, NeighboursAreNotHarmed) {
    constexpr int count = 400;
    std::atomic<int> pending = count;
    std::promise<void> all_done;
    std::vector<std::exception_ptr> errors(count);
    for (int i = 0; i < count; ++i) {
        const auto work = [i](Tx& tx) {
            tx.exec(test_sql::insert_item, std::int64_t{i}, "item");
            if (i % 4 == 1) throw std::runtime_error("broken");
            if (i % 4 == 2) return Verdict::rollback;
            if (i % 4 == 3) tx.exec(test_sql::insert_item, std::int64_t{i}, "again");
            return Verdict::commit;
        };
        const auto done = [&, i](std::exception_ptr error) {
            errors[static_cast<std::size_t>(i)] = std::move(error);
            if (--pending == 0) all_done.set_value();
        };
        database().submit_write(work, done);
    }
    all_done.get_future().get();
    EXPECT_EQ(stored().size(), count / 4);
    for (int i = 0; i < count; ++i) {
        const bool is_fine = i % 4 == 0 || i % 4 == 2;
        EXPECT_EQ(errors[static_cast<std::size_t>(i)] == nullptr, is_fine) << i;
    }
}

}  // namespace
}  // namespace otpost::db
