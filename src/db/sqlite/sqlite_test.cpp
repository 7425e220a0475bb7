// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a data file: other processes, no room, a closure that takes all down.
#include "db/sqlite/errors.hpp"
#include "db/test_tables.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <csignal>
#include <latch>
#include <sys/resource.h>
#include <sys/stat.h>

namespace otpost::db::sqlite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SqliteTest : public PlayTest {
protected:
    std::string file() { return store().options().location; }

    /// What refused the work, or nothing.
    template <class F>
    std::string refusal(F work) {
        try {
            write(database(), work);
        } catch (const Unavailable& refused) {
            return refused.what();
        }
        return "";
    }

    void pragma(const std::string& text) {
        write(database(), [&](Tx& tx) { tx.run_unprepared("PRAGMA " + text); });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, SqliteTest, ::testing::Values(Engine::sqlite), testing::engine_name
);

std::int64_t first_number(const Row& row) {
    return row.int64(0);
}

/// Two rows, far more than a page each: all or nothing is easy to see.
void insert_two(Tx& tx, std::int64_t id) {
    const std::vector<std::byte> data(20'000);
    tx.exec(sql::test::insert_everything, 2 * id, "even", std::nullopt, data);
    tx.exec(sql::test::insert_everything, 2 * id + 1, "odd", std::nullopt, data);
}

/// Another process at the same file.
class Stranger {
public:
    explicit Stranger(const std::string& file) { sqlite3_open(file.c_str(), &handle_); }

    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;

    ~Stranger() { sqlite3_close(handle_); }

    int run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }

private:
    sqlite3* handle_ = nullptr;
};

TEST_P(SqliteTest, LockedByAnotherProcessIsSaidAndPasses) {
    store().options().lock_timeout = std::chrono::milliseconds{10};
    reopen();
    Stranger stranger(file());
    ASSERT_EQ(stranger.run("BEGIN IMMEDIATE"), SQLITE_OK);
    const auto work = [](Tx& tx) { tx.exec(sql::test::insert_item, 1, "item"); };
    EXPECT_THAT(refusal(work), HasSubstr("locked by another process"));
    EXPECT_THAT(stored(), ElementsAre());
    stranger.run("ROLLBACK");
    EXPECT_EQ(refusal(work), "");
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(SqliteTest, SecondServerIsRefused) {
    try {
        open(store().options());
        ADD_FAILURE() << "two servers on one file";
    } catch (const Unavailable& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("open in a running server"));
    }
    insert(1);
    reopen();
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(SqliteTest, FullStoreHasNothingHalfDoneAndResumes) {
    reopen();  // so that the file holds all pages
    const auto pages = std::filesystem::file_size(file()) / 4096;
    pragma(fmt::format("max_page_count = {}", pages + 50));
    int refused = 0;
    for (int round = 0; round < 3; ++round) {
        std::latch done{20};
        std::atomic<int> failures = 0;
        for (int i = 0; i < 20; ++i) {
            database().submit_write(
                [id = round * 20 + i](Tx& tx) {
                    insert_two(tx, id);
                    return Verdict::commit;
                },
                [&](const std::exception_ptr& error) {
                    failures += error ? 1 : 0;
                    done.count_down();
                }
            );
        }
        done.wait();
        refused += failures;
        EXPECT_EQ(stored().size(), static_cast<std::size_t>(2 * ((round + 1) * 20 - refused)));
    }
    EXPECT_THAT(refusal([](Tx& tx) { insert_two(tx, 999); }), HasSubstr("no space left"));
    EXPECT_GT(refused, 50);
    EXPECT_LT(refused, 60);
    pragma("max_page_count = 1000000");
    EXPECT_EQ(refusal([](Tx& tx) { insert_two(tx, 999); }), "");
}

/// No file of this process may grow beyond `bytes` while it lives: writes fail at COMMIT.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }

    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

    ~SizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

TEST_P(SqliteTest, FailedCommitHasNothingHalfDoneAndResumes) {
    insert(1);
    {
        const SizeLimit limit(100'000);
        for (int id = 10; id < 13; ++id) {
            const auto work = [&](Tx& tx) {
                for (int i = 0; i < 10; ++i) insert_two(tx, 100 * id + i);
            };
            EXPECT_NE(refusal(work), "");
        }
        EXPECT_THAT(stored(), ElementsAre(1));
    }
    insert(2);
    reopen();
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(SqliteTest, NeighboursOfAClosureThatTakesTheBatchDownRunAgain) {
    store().options().statement_timeout = std::chrono::milliseconds{50};
    reopen();
    run_script(database(), "CREATE TABLE test_endless (n {{int64}} NOT NULL)");
    std::latch started{1};
    std::latch queued{1};
    std::latch done{5};
    std::vector<bool> failed(5);
    const auto submit = [&](std::size_t i, Work work) {
        database().submit_write(std::move(work), [&, i](const std::exception_ptr& error) {
            failed[i] = error != nullptr;
            done.count_down();
        });
    };
    submit(0, [&](Tx&) {
        started.count_down();
        queued.wait();
        return Verdict::commit;
    });
    started.wait();
    for (std::size_t i = 1; i < 5; ++i) {
        submit(i, [i](Tx& tx) {
            tx.exec(sql::test::insert_item, static_cast<std::int64_t>(i), "item");
            if (i == 3) {
                tx.run_unprepared(
                    "INSERT INTO test_endless WITH RECURSIVE s (n) AS "
                    "(SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT n FROM s"
                );
            }
            return Verdict::commit;
        });
    }
    queued.count_down();
    done.wait();
    EXPECT_THAT(failed, ElementsAre(false, false, false, true, false));
    EXPECT_THAT(stored(), ElementsAre(1, 2, 4));
}

TEST_P(SqliteTest, FilesAreForTheirOwnerOnly) {
    insert(1);
    const auto fresh = (folder() / "fresh.db").string();
    StoreOptions options;
    options.location = fresh;
    const auto database = open(options);
    write(*database, [](Tx& tx) { tx.run_unprepared("CREATE TABLE t (x INTEGER) STRICT"); });
    for (const auto* suffix : {"", "-wal", "-shm", ".lock"}) {
        struct stat found{};
        ASSERT_EQ(stat((fresh + suffix).c_str(), &found), 0) << suffix;
        EXPECT_EQ(found.st_mode & 0777, 0600) << suffix;
    }
}

TEST_P(SqliteTest, AnotherPatternOfLikeDoesNotPrepareTheStatementAnew) {
    write(database(), [](Tx& tx) {
        insert_two(tx, 1);
        const auto count = [&](std::string_view pattern) {
            return tx.one(sql::test::count_labels_like, first_number, pattern);
        };
        EXPECT_EQ(count("e%"), 1);
        const auto before = tx.one(sql::test::count_prepared_anew, first_number);
        EXPECT_EQ(count("%"), 2);
        EXPECT_EQ(count("x%"), 0);
        EXPECT_EQ(tx.one(sql::test::count_prepared_anew, first_number), before);
    });
}

TEST_P(SqliteTest, SomethingElseThanAStoreIsRefused) {
    StoreOptions options;
    options.location = (folder() / "other.db").string();
    std::FILE* other = std::fopen(options.location.c_str(), "w");
    for (int i = 0; i < 2000; ++i) std::fputs("not a store ", other);
    std::fclose(other);
    EXPECT_THROW(open(options), Corruption);
    options.location = "/nonexistent/store.db";
    EXPECT_THROW(open(options), Unavailable);
}

TEST(SqliteConstraint, NamesAreNormalised) {
    EXPECT_EQ(constraint_name("UNIQUE constraint failed: t.a"), "t.a");
    EXPECT_EQ(constraint_name("UNIQUE constraint failed: t.a, t.b, t.c"), "t.a,b,c");
    EXPECT_EQ(constraint_name("UNIQUE constraint failed: index 'folded'"), "folded");
    EXPECT_EQ(constraint_name("NOT NULL constraint failed: t.a"), "t.a");
    EXPECT_EQ(constraint_name("CHECK constraint failed: t_positive"), "t_positive");
    EXPECT_EQ(constraint_name("FOREIGN KEY constraint failed"), "foreign_key");
}

}  // namespace
}  // namespace otpost::db::sqlite
