// SPDX-License-Identifier: Apache-2.0
// What a transaction promises on every engine.
#include "db/test_tables.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

namespace otpost::db {
namespace {

using ::testing::ElementsAre;

using TransactionTest = PlayTest;
INSTANTIATE_TEST_SUITE_P(Engines, TransactionTest, testing::all_engines, testing::engine_name);

TEST_P(TransactionTest, KeepsWhatWasCommitted) {
    write(database(), [](Tx& tx) { tx.exec(sql::test::insert_item, 1, "one"); });
    EXPECT_THAT(stored(), ElementsAre(1));
    reopen();
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(TransactionTest, RollsBackARefusal) {
    const auto result = write(database(), [](Tx& tx) -> Result<int> {
        tx.exec(sql::test::insert_item, 1, "one");
        return refuse(ErrorCode::conflict, "no");
    });
    EXPECT_FALSE(result);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, RollsBackAnException) {
    const auto work = [](Tx& tx) {
        tx.exec(sql::test::insert_item, 1, "one");
        throw std::runtime_error("broken");
    };
    EXPECT_THROW(write(database(), work), std::runtime_error);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, SentStatementsAreCommittedToo) {
    write(database(), [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 2, "two");
    });
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(TransactionTest, ErrorOfASentStatementSurfacesAtTheLatestAtCommit) {
    const auto work = [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 1, "again");
    };
    EXPECT_THROW(write(database(), work), Conflict);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, ErrorOfASentStatementSurfacesAtTheNextRun) {
    bool went_on = false;
    const auto work = [&](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 1, "again");
        tx.exec(sql::test::list_items);
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
            tx.exec(sql::test::insert_item, i, "item");
            if (i % 4 == 1) throw std::runtime_error("broken");
            if (i % 4 == 2) return Verdict::rollback;
            if (i % 4 == 3) tx.exec(sql::test::insert_item, i, "again");
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

TEST_P(TransactionTest, SwallowedErrorSpoilsTheTransaction) {
    const auto work = [](Tx& tx) {
        tx.exec(sql::test::insert_item, 1, "one");
        EXPECT_THROW(tx.exec(sql::test::insert_item, 1, "again"), Conflict);
        EXPECT_THROW(tx.exec(sql::test::insert_item, 2, "two"), Conflict);
    };
    EXPECT_THROW(write(database(), work), Conflict);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, SavepointsNest) {
    write(database(), [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "kept");
        tx.begin_savepoint();
        tx.send(sql::test::insert_item, 2, "undone with the outer one");
        tx.begin_savepoint();
        tx.exec(sql::test::insert_item, 3, "undone");
        tx.rollback_to_savepoint();
        tx.begin_savepoint();
        tx.exec(sql::test::insert_item, 4, "undone with the outer one");
        tx.release_savepoint();
        tx.rollback_to_savepoint();
        tx.begin_savepoint();
        tx.exec(sql::test::insert_item, 5, "kept");
        tx.release_savepoint();
    });
    EXPECT_THAT(stored(), ElementsAre(1, 5));
}

TEST_P(TransactionTest, SavepointHealsAFailedStatement) {
    write(database(), [](Tx& tx) {
        tx.exec(sql::test::insert_item, 1, "one");
        for (int i = 0; i < 3; ++i) {
            tx.begin_savepoint();
            EXPECT_THROW(tx.exec(sql::test::insert_item, 1, "again"), Conflict);
            tx.rollback_to_savepoint();
        }
        tx.exec(sql::test::insert_item, 2, "two");
    });
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(TransactionTest, SavepointHealsASentStatementAndABadParameter) {
    write(database(), [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.begin_savepoint();
        try {
            tx.send(sql::test::insert_item, 1, "again");
        } catch (const Conflict&) {
            // SQLite says so at once.
        }
        tx.rollback_to_savepoint();
        tx.begin_savepoint();
        EXPECT_THROW(tx.exec(sql::test::insert_item, 3, std::string(1, '\0')), BadStatement);
        tx.rollback_to_savepoint();
        tx.send(sql::test::insert_item, 2, "two");
    });
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(TransactionTest, SavepointDoesNotHealWhatFailedBeforeIt) {
    const auto work = [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 1, "again");
        tx.begin_savepoint();
        tx.send(sql::test::insert_item, 2, "two");
        tx.rollback_to_savepoint();
    };
    EXPECT_THROW(write(database(), work), Conflict);
    EXPECT_THAT(stored(), ElementsAre());
}

TEST_P(TransactionTest, StatementsFirstUsedInAFailedWorkAreUsableAfterIt) {
    const auto broken = [](Tx& tx) {
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 1, "again");
        tx.send(sql::test::insert_or_ignore, 2, "two");
        throw std::runtime_error("broken");
    };
    for (int i = 0; i < 20; ++i) {
        EXPECT_ANY_THROW(write(database(), broken));
        write(database(), [](Tx& tx) { tx.exec(sql::test::insert_or_ignore, 2, "two"); });
    }
    EXPECT_THAT(stored(), ElementsAre(2));
}

TEST_P(TransactionTest, WorkWithoutStatementsIsFine) {
    EXPECT_EQ(write(database(), [](Tx&) { return 7; }), 7);
    EXPECT_EQ(read(database(), [](Tx&) { return 7; }), 7);
    EXPECT_THROW(
        write(database(), [](Tx&) { throw std::runtime_error("broken"); }), std::runtime_error
    );
}

TEST_P(TransactionTest, RowsAffectedAreCounted) {
    write(database(), [](Tx& tx) {
        EXPECT_EQ(tx.exec(sql::test::insert_item, 1, "one"), 1);
        EXPECT_EQ(tx.exec(sql::test::insert_or_ignore, 1, "again"), 0);
        EXPECT_EQ(tx.exec(sql::test::insert_item, 2, "two"), 1);
        EXPECT_EQ(tx.exec(sql::test::rename_all, "both"), 2);
        EXPECT_EQ(tx.exec(sql::test::rename_item, 3, "nobody"), 0);
        EXPECT_EQ(tx.exec(sql::test::list_items), 2);
        EXPECT_EQ(tx.exec(sql::test::raise_number, 9, 1), 0);
    });
}

TEST_P(TransactionTest, StatementsRunInsideTheRowsOfAnother) {
    write(database(), [](Tx& tx) {
        for (int i = 1; i <= 3; ++i) tx.exec(sql::test::insert_item, i, "old");
        tx.run(sql::test::list_items, {}, [&](const Row& row) {
            tx.exec(sql::test::rename_item, row.int64(0), "new");
        });
    });
    EXPECT_THAT(stored(), ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace otpost::db
