// SPDX-License-Identifier: Apache-2.0
// Queues, snapshots, announcements and the end of a store, on every engine.
#include "db/test_tables.hpp"

#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <mutex>

namespace otpost::db {
namespace {

using Topic = Announcement::Topic;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DatabaseTest : public PlayTest {
protected:
    void listen() {
        database().on_announce([this](std::span<const Announcement> announcements) {
            const std::lock_guard lock(mutex_);
            heard_.insert(heard_.end(), announcements.begin(), announcements.end());
        });
    }

    std::vector<Announcement> heard() {
        const std::lock_guard lock(mutex_);
        return heard_;
    }

private:
    std::mutex mutex_;
    std::vector<Announcement> heard_;
};

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, testing::all_engines, testing::engine_name);

/// Keeps the store's writers occupied until it is let go.
class Plug {
public:
    Plug(Database& database, int writers) : plugged_(writers) {
        for (int i = 0; i < writers; ++i) {
            database.submit_write(
                [this](Tx&) {
                    plugged_.count_down();
                    released_.wait();
                    return Verdict::commit;
                },
                [](const std::exception_ptr&) {}
            );
        }
        plugged_.wait();
    }

    void release() { released_.count_down(); }

private:
    std::latch plugged_;
    std::latch released_{1};
};

TEST_P(DatabaseTest, FullQueueIsBusyAtOnce) {
    store().options().queue_limit = 3;
    store().options().writers = 1;
    reopen();
    Plug plug(database(), 1);
    std::latch done{3};
    for (int i = 0; i < 3; ++i) {
        database().submit_write(
            [i](Tx& tx) {
                tx.exec(sql::test::insert_item, i, "item");
                return Verdict::commit;
            },
            [&done](const std::exception_ptr&) { done.count_down(); }
        );
    }
    EXPECT_EQ(database().queue_depth(), 3);
    try {
        insert(9);
        ADD_FAILURE() << "the queue took one too many";
    } catch (const Busy& busy) {
        EXPECT_EQ(busy.retry_after, std::chrono::seconds{1});
    }
    plug.release();
    done.wait();
    insert(9);
    EXPECT_THAT(stored(), ElementsAre(0, 1, 2, 9));
}

TEST_P(DatabaseTest, StopFinishesWhatWasAcceptedAndRefusesMore) {
    store().options().writers = 1;
    reopen();
    Plug plug(database(), 1);
    std::atomic<int> fine = 0;
    for (int i = 0; i < 50; ++i) {
        database().submit_write(
            [i](Tx& tx) {
                tx.exec(sql::test::insert_item, i, "item");
                return Verdict::commit;
            },
            [&fine](const std::exception_ptr& error) { fine += error == nullptr ? 1 : 0; }
        );
    }
    auto stopped = std::async(std::launch::async, [&] { database().stop(); });
    plug.release();
    stopped.get();
    database().stop();
    EXPECT_EQ(fine, 50);
    EXPECT_THROW(insert(99), Unavailable);
    EXPECT_THROW(stored(), Unavailable);
    reopen();
    EXPECT_EQ(stored().size(), 50);
}

TEST_P(DatabaseTest, AnnouncesAfterTheCommit) {
    listen();
    write(database(), [&](Tx& tx) {
        tx.exec(sql::test::insert_item, 1, "item");
        tx.announce({Topic::outbox, 2});
        tx.announce({Topic::account_events, 1});
        tx.announce({Topic::outbox, 2});
        EXPECT_THAT(heard(), IsEmpty());
    });
    EXPECT_THAT(
        heard(), ElementsAre(Announcement{Topic::account_events, 1}, Announcement{Topic::outbox, 2})
    );
}

TEST_P(DatabaseTest, AnnouncesNothingThatWasUndone) {
    listen();
    EXPECT_ANY_THROW(write(database(), [](Tx& tx) {
        tx.announce({Topic::outbox, 1});
        throw std::runtime_error("broken");
    }));
    EXPECT_FALSE(write(database(), [](Tx& tx) -> Result<int> {
        tx.announce({Topic::outbox, 2});
        return refuse(ErrorCode::conflict, "no");
    }));
    EXPECT_ANY_THROW(write(database(), [](Tx& tx) {
        tx.announce({Topic::outbox, 3});
        tx.send(sql::test::insert_item, 1, "one");
        tx.send(sql::test::insert_item, 1, "again");
    }));
    write(database(), [](Tx& tx) {
        tx.announce({Topic::outbox, 4});
        tx.begin_savepoint();
        tx.announce({Topic::outbox, 5});
        tx.rollback_to_savepoint();
    });
    EXPECT_THAT(heard(), ElementsAre(Announcement{Topic::outbox, 4}));
}

TEST_P(DatabaseTest, ReadsSeeOneSnapshot) {
    insert(1);
    const auto counted = [](Tx& tx) {
        return tx.one(sql::test::count_items, [](const Row& row) { return row.int64(0); });
    };
    read(database(), [&](Tx& tx) {
        EXPECT_EQ(counted(tx), 1);
        insert(2);
        EXPECT_EQ(counted(tx), 1);
    });
    EXPECT_EQ(read(database(), counted), 2);
}

TEST_P(DatabaseTest, ReadsCannotWrite) {
    const auto work = [](Tx& tx) { tx.exec(sql::test::insert_item, 1, "item"); };
    EXPECT_THROW(read(database(), work), BadStatement);
    const auto sending = [](Tx& tx) { tx.send(sql::test::insert_item, 1, "item"); };
    EXPECT_THROW(read(database(), sending), BadStatement);
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_P(DatabaseTest, StatementsThatTakeTooLongEnd) {
    store().options().statement_timeout = std::chrono::milliseconds{50};
    reopen();
    const auto endless = [](Tx& tx) { tx.exec(sql::test::count_up); };
    EXPECT_THROW(read(database(), endless), Unavailable);
    EXPECT_THROW(write(database(), endless), Unavailable);
    insert(1);
    EXPECT_THAT(stored(), ElementsAre(1));
}

TEST_P(DatabaseTest, OpenForReadingRefusesToWrite) {
    insert(1);
    auto options = store().options();
    options.access = Access::read_only;
    const auto reader = open(options);
    const auto count = read(*reader, [](Tx& tx) { return tx.exec(sql::test::list_items); });
    EXPECT_EQ(count, 1);
    EXPECT_THROW(write(*reader, [](Tx&) {}), Unavailable);
}

TEST(StoreUrl, KnowsTheTwoEngines) {
    const auto file = parse_store_url("sqlite:/var/lib/otpost/otpost.db");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->engine, Engine::sqlite);
    EXPECT_EQ(file->location, "/var/lib/otpost/otpost.db");
    for (const auto* url : {"postgres://u@h/d", "postgresql:///d?host=/run"}) {
        const auto server = parse_store_url(url);
        ASSERT_TRUE(server);
        EXPECT_EQ(server->engine, Engine::postgres);
        EXPECT_EQ(server->location, url);
    }
    for (const auto* url : {"", "sqlite:", "/var/lib/otpost.db", "mysql://u:secret@h/d"}) {
        const auto refused = parse_store_url(url);
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.error().message, ::testing::Not(::testing::HasSubstr("secret")));
    }
}

}  // namespace
}  // namespace otpost::db
