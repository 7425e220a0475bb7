// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a PostgreSQL server, provoked on a real one.
#include "db/migrate.hpp"
#include "db/postgres/announcer.hpp"
#include "db/postgres/probe_sql.hpp"
#include "db/test_tables.hpp"
#include "testing/postgres_server.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <condition_variable>
#include <future>

namespace otpost::db::postgres {
namespace {

using Topic = Announcement::Topic;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view fail_to_serialize =
    "DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '40001'; END $$";

/// Ends the server process in the middle of its own COMMIT.
constexpr std::string_view die_at_commit = R"(
CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER die_at_commit AFTER UPDATE ON test_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();
)";

class PostgresTest : public PlayTest {
protected:
    std::int64_t number_of(std::int64_t id) {
        return read(
                   database(),
                   [&](Tx& tx) {
                       return tx.one(
                           sql::test::read_item, [](const Row& row) { return row.int64(1); }, id
                       );
                   }
        ).value();
    }

    void insert_numbered(std::int64_t id, std::int64_t number) {
        write(database(), [&](Tx& tx) {
            tx.exec(sql::test::insert_everything, id, "", number, std::nullopt);
        });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, PostgresTest, ::testing::Values(Engine::postgres), testing::engine_name
);

TEST_P(PostgresTest, KilledInTheMiddleTheWorkRunsAgain) {
    int runs = 0;
    write(database(), [&](Tx& tx) {
        tx.exec(sql::test::insert_item, 1, "item");
        if (++runs == 1) tx.exec(sql::probe::kill_self);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(PostgresTest, KilledEveryTimeTheWorkIsGivenUp) {
    int runs = 0;
    const auto work = [&](Tx& tx) {
        ++runs;
        tx.exec(sql::test::insert_item, 1, "item");
        tx.exec(sql::probe::kill_self);
    };
    EXPECT_THROW(write(database(), work), Unavailable);
    EXPECT_EQ(runs, 3);
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(PostgresTest, KilledReadRunsAgain) {
    int runs = 0;
    read(database(), [&](Tx& tx) {
        if (++runs == 1) tx.exec(sql::probe::kill_self);
    });
    EXPECT_EQ(runs, 2);
}

TEST_P(PostgresTest, BrokenWhileCommittingIsUnknown) {
    insert(1);
    run_script(database(), die_at_commit);
    int runs = 0;
    const auto work = [&](Tx& tx) {
        ++runs;
        tx.send(sql::test::rename_item, 1, "renamed");
    };
    EXPECT_THROW(write(database(), work), CommitUnknown);
    EXPECT_EQ(runs, 1);
    insert(2);
    EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_P(PostgresTest, CollisionsAreRetriedWithoutDoubleEffect) {
    insert_numbered(1, 10);
    int runs = 0;
    write(database(), [&](Tx& tx) {
        tx.send(sql::test::raise_number, 1, 1);
        if (++runs < 5) tx.run_unprepared(fail_to_serialize);
    });
    EXPECT_EQ(runs, 5);
    EXPECT_EQ(number_of(1), 11);
}

TEST_P(PostgresTest, CollisionsWithoutEndAreGivenUp) {
    int runs = 0;
    const auto work = [&](Tx& tx) {
        ++runs;
        tx.run_unprepared(fail_to_serialize);
    };
    EXPECT_THROW(write(database(), work), Unavailable);
    EXPECT_EQ(runs, 10);
}

TEST_P(PostgresTest, SwallowedCollisionIsRetriedToo) {
    int runs = 0;
    write(database(), [&](Tx& tx) {
        if (++runs > 1) return;
        EXPECT_THROW(tx.run_unprepared(fail_to_serialize), Unavailable);
    });
    EXPECT_EQ(runs, 2);
}

TEST_P(PostgresTest, DeadlockIsResolvedWithoutDoubleEffect) {
    insert_numbered(1, 10);
    insert_numbered(2, 10);
    std::barrier both_hold_one(2);
    std::atomic<int> runs = 0;
    std::atomic<int> deadlocks = 0;
    const auto raise = [&](std::int64_t first, std::int64_t second) {
        bool is_first_run = true;
        write(database(), [&](Tx& tx) {
            ++runs;
            try {
                tx.exec(sql::test::raise_number, first, 1);
                if (std::exchange(is_first_run, false)) both_hold_one.arrive_and_wait();
                tx.exec(sql::test::raise_number, second, 1);
            } catch (const Unavailable& collision) {
                deadlocks += std::string_view{collision.what()}.contains("40P01") ? 1 : 0;
                throw;
            }
        });
    };
    auto other = std::async(std::launch::async, [&] { raise(2, 1); });
    raise(1, 2);
    other.get();
    // One at least; the one that runs again may overtake the other at its lock and meet it anew.
    EXPECT_GE(deadlocks, 1);
    EXPECT_EQ(runs, 2 + deadlocks);
    EXPECT_EQ(number_of(1), 12);
    EXPECT_EQ(number_of(2), 12);
}

TEST_P(PostgresTest, SerializableWorksSeeEachOther) {
    store().options().isolation = Isolation::serializable;
    reopen();
    std::barrier both_have_looked(2);
    const auto insert_first = [&](std::int64_t id) {
        int runs = 0;
        write(database(), [&](Tx& tx) {
            const bool is_empty = tx.exec(sql::test::list_items) == 0;
            if (++runs == 1) both_have_looked.arrive_and_wait();
            if (is_empty) tx.send(sql::test::insert_item, id, "first");
        });
    };
    auto other = std::async(std::launch::async, [&] { insert_first(2); });
    insert_first(1);
    other.get();
    EXPECT_EQ(stored().size(), 1);
}

TEST_P(PostgresTest, WaitingForALockEnds) {
    insert_numbered(1, 10);
    store().options().lock_timeout = std::chrono::milliseconds{30};
    reopen();
    write(database(), [&](Tx& tx) {
        tx.exec(sql::test::raise_number, 1, 1);
        const auto blocked = [](Tx& other) { other.exec(sql::test::raise_number, 1, 1); };
        EXPECT_THROW(write(database(), blocked), Unavailable);
    });
    EXPECT_EQ(number_of(1), 11);
}

TEST_P(PostgresTest, OtherNodesHearAnnouncementsOnce) {
    const auto other = open(store().options());
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Announcement> here;
    std::vector<Announcement> there;
    const auto into = [&](std::vector<Announcement>& heard) {
        return [&](std::span<const Announcement> announcements) {
            const std::lock_guard lock(mutex);
            heard.insert(heard.end(), announcements.begin(), announcements.end());
            changed.notify_all();
        };
    };
    database().on_announce(into(here));
    other->on_announce(into(there));
    const auto announce = [&](Announcement announcement) {
        write(database(), [&](Tx& tx) { tx.announce(announcement); });
    };
    // The other node listens a moment after it was opened.
    std::unique_lock lock(mutex);
    while (there.empty()) {
        lock.unlock();
        announce({Topic::account_events, 1});
        lock.lock();
        changed.wait_for(lock, std::chrono::milliseconds{20}, [&] { return !there.empty(); });
    }
    here.clear();
    there.clear();
    lock.unlock();
    announce({Topic::outbox, -7});
    announce({Topic::keys_changed, 8});
    lock.lock();
    const Announcement last{Topic::keys_changed, 8};
    const auto is_through = [&] { return std::ranges::find(there, last) != there.end(); };
    EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds{10}, is_through));
    EXPECT_THAT(here, ElementsAre(Announcement{Topic::outbox, -7}, last));
    std::erase(there, Announcement{Topic::account_events, 1});
    EXPECT_THAT(there, ElementsAre(Announcement{Topic::outbox, -7}, last));
}

TEST(PostgresAnnouncement, SkipsItsOwnNodeAndWhatItDoesNotKnow) {
    const std::vector<Announcement> batch{{Topic::outbox, 5}, {Topic::keys_changed, -1}};
    const auto text = encode("here", batch);
    EXPECT_EQ(text, "here;1:5;3:-1");
    EXPECT_THAT(decode("here", text), IsEmpty());
    EXPECT_THAT(decode("there", text), ElementsAre(batch[0], batch[1]));
    EXPECT_THAT(
        decode("there", "x;99:1;1:7;;1;1:;:2;1:x;-1:3"), ElementsAre(Announcement{Topic::outbox, 7})
    );
    EXPECT_THAT(decode("there", ""), IsEmpty());
}

TEST(PostgresOutage, WorksAreRefusedAndResumeWithTheServer) {
    testing::PostgresServer server;
    const auto database = open(*parse_store_url(server.url("postgres")));
    run_script(*database, test_tables);
    const auto insert = [&](std::int64_t id) {
        write(*database, [&](Tx& tx) { tx.send(sql::test::insert_item, id, "item"); });
    };
    insert(1);
    server.stop();
    for (int i = 0; i < 3; ++i) {
        try {
            insert(2);
            ADD_FAILURE() << "wrote without a server";
        } catch (const Unavailable& refused) {
            EXPECT_THAT(refused.what(), HasSubstr("can't reach the store"));
        }
    }
    server.start();
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    bool is_back = false;
    while (!is_back && std::chrono::steady_clock::now() < give_up) {
        try {
            insert(3);
            is_back = true;
        } catch (const Unavailable&) {
            is_back = false;
        }
    }
    ASSERT_TRUE(is_back);
    const auto ids = read(*database, [](Tx& tx) {
        return tx.all(sql::test::list_items, [](const Row& row) { return row.int64(0); });
    });
    EXPECT_THAT(ids, ElementsAre(1, 3));
}

TEST(PostgresOutage, OpeningWithoutAServerSaysSo) {
    const auto options = parse_store_url("postgresql:///x?host=/nonexistent&user=nobody");
    try {
        open(*options);
        ADD_FAILURE();
    } catch (const Unavailable& refused) {
        EXPECT_THAT(refused.what(), HasSubstr("can't reach the store"));
    }
}

}  // namespace
}  // namespace otpost::db::postgres
