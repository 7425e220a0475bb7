// SPDX-License-Identifier: Apache-2.0
#include "outbox/outbox.hpp"

#include "outbox/outbox_sql.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <mutex>
#include <set>
#include <thread>

namespace otpost::outbox {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;

constexpr AccountId ada{11};
constexpr AccountId bob{12};

class OutboxTest : public testing::EngineTest {
protected:
    void SetUp() override { database(); }  // before threads ask for it

    Moment moment() { return {clock_.now(), ids_, random_}; }

    void append(AccountId account, std::initializer_list<EventKind> kinds) {
        std::vector<NewEvent> events;
        for (const auto kind : kinds) events.push_back({kind, 7, R"({"status":"waiting"})"});
        db::write(database(), [&](db::Tx& tx) { append_events(tx, account, events, moment()); });
    }

    std::vector<std::int64_t> numbers_after(AccountId account, std::int64_t seq, int limit = 100) {
        std::vector<std::int64_t> numbers;
        const auto events =
            db::read(database(), [&](db::Tx& tx) { return events_after(tx, account, seq, limit); });
        for (const auto& event : events) numbers.push_back(event.seq);
        return numbers;
    }

    ManualClock clock_{from_micros(1'790'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SystemRandom random_;
};

INSTANTIATE_TEST_SUITE_P(Engines, OutboxTest, testing::all_engines, testing::engine_name);

TEST_P(OutboxTest, StatementsPrepare) {
    testing::prepare_all(
        database(),
        {&sql::outbox::advance_cursor,
         &sql::outbox::insert_event,
         &sql::outbox::events_after,
         &sql::outbox::last_seq,
         &sql::outbox::prune_events}
    );
}

TEST_P(OutboxTest, EventsOfAnAccountAreNumberedFromOne) {
    append(ada, {EventKind::lease_opened, EventKind::wallet_changed});
    append(bob, {EventKind::lease_opened});
    append(ada, {EventKind::lease_code});
    EXPECT_THAT(numbers_after(ada, 0), ElementsAre(1, 2, 3));
    EXPECT_THAT(numbers_after(bob, 0), ElementsAre(1));
    EXPECT_EQ(db::read(database(), [](db::Tx& tx) { return last_seq(tx, ada); }), 3);
    EXPECT_EQ(db::read(database(), [](db::Tx& tx) { return last_seq(tx, AccountId{99}); }), 0);
}

TEST_P(OutboxTest, EventsKeepTheOrderAndTheContentTheyWereGiven) {
    append(ada, {EventKind::lease_code, EventKind::wallet_changed});
    const auto events =
        db::read(database(), [](db::Tx& tx) { return events_after(tx, ada, 0, 9); });
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].kind, EventKind::lease_code);
    EXPECT_EQ(events[0].subject, 7);
    EXPECT_EQ(events[0].data, R"({"status":"waiting"})");
    EXPECT_EQ(events[0].created_at, clock_.now());
    EXPECT_EQ(events[1].kind, EventKind::wallet_changed);
}

TEST_P(OutboxTest, M5_AReaderGoesOnWhereItStopped) {
    append(ada, {EventKind::lease_opened, EventKind::wallet_changed, EventKind::lease_code});
    EXPECT_THAT(numbers_after(ada, 0, 2), ElementsAre(1, 2));
    EXPECT_THAT(numbers_after(ada, 2), ElementsAre(3));
    EXPECT_THAT(numbers_after(ada, 3), ElementsAre());
}

TEST_P(OutboxTest, ARefusedTransactionLeavesNoEventAndNoGap) {
    append(ada, {EventKind::lease_opened});
    const auto refused = db::write(database(), [&](db::Tx& tx) -> Result<> {
        const std::array events{NewEvent{EventKind::lease_code, 7, "{}"}};
        append_events(tx, ada, events, moment());
        return refuse(ErrorCode::conflict, "no");
    });
    EXPECT_FALSE(refused);
    append(ada, {EventKind::wallet_changed});
    EXPECT_THAT(numbers_after(ada, 0), ElementsAre(1, 2));
}

TEST_P(OutboxTest, ManyWritersLeaveNoGap) {
    constexpr int writers = 4;
    constexpr int each = 25;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < writers; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < each; ++n) append(ada, {EventKind::lease_message});
            });
        }
    }
    const auto numbers = numbers_after(ada, 0, 1000);
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(writers * each));
    EXPECT_EQ(numbers.front(), 1);
    EXPECT_EQ(numbers.back(), writers * each);
}

TEST_P(OutboxTest, ListenersHearOfTheAccountAfterTheCommit) {
    std::mutex mutex;
    std::set<std::int64_t> heard;
    database().on_announce([&](std::span<const db::Announcement> announcements) {
        const std::lock_guard lock{mutex};
        for (const auto& [topic, key] : announcements) {
            if (topic == db::Announcement::Topic::account_events) heard.insert(key);
        }
    });
    append(ada, {EventKind::lease_opened});
    store().close();
    EXPECT_THAT(heard, ElementsAre(ada.value()));
}

TEST_P(OutboxTest, PruneDeletesOldEventsInSteps) {
    append(ada, {EventKind::lease_opened, EventKind::wallet_changed, EventKind::lease_code});
    clock_.advance(hours{48});
    append(ada, {EventKind::lease_completed});
    const auto prune = [&](int limit) {
        return db::write(database(), [&](db::Tx& tx) {
            return prune_events(tx, clock_.now() - hours{24}, limit);
        });
    };
    EXPECT_EQ(prune(2), 2);
    EXPECT_EQ(prune(2), 1);
    EXPECT_EQ(prune(2), 0);
    EXPECT_THAT(numbers_after(ada, 0), ElementsAre(4));
    append(ada, {EventKind::wallet_changed});
    EXPECT_THAT(numbers_after(ada, 4), ElementsAre(5));
}

}  // namespace
}  // namespace otpost::outbox
