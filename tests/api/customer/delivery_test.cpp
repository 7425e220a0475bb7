// SPDX-License-Identifier: Apache-2.0
// Content on an event stream is shown before its delivery is on record, and still nobody can read
// it 5 minutes later (M6), whatever the store does meanwhile.
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <optional>

namespace otpost::api_test {
namespace {

constexpr db::Statement lock_messages{"test.lock_messages", "UPDATE message SET outcome = outcome"};
constexpr db::Statement list_deliveries{
    "test.list_deliveries", "SELECT key_kind, delivered_at FROM message ORDER BY id"
};

/// A transaction that keeps every message locked, so that no delivery can be committed.
class MessagesLocked {
public:
    explicit MessagesLocked(db::Database& database) {
        std::promise<void> locked;
        holder_ = std::jthread{[&] {
            db::write(database, [&](db::Tx& tx) {
                tx.exec(lock_messages);
                locked.set_value();
                release_.get_future().wait();
            });
        }};
        locked.get_future().wait();
    }

    ~MessagesLocked() { release(); }

    MessagesLocked(const MessagesLocked&) = delete;
    MessagesLocked& operator=(const MessagesLocked&) = delete;

    void release() {
        if (!holder_.joinable()) return;
        release_.set_value();
        holder_.join();
    }

private:
    std::promise<void> release_;
    std::jthread holder_;
};

struct Delivered {
    std::string key_kind;
    std::optional<Time> at;
};

class DeliveryApi : public HouseTest {
protected:
    static std::string path(const Reply& lease) { return "/v1/leases/" + lease["/id"]; }

    static std::string text_with(int code) { return fmt::format("WhatsApp code {}", code); }

    /// The lease of a message that no one has seen yet.
    Reply lease_with_code(const Person& person, int code = 730'416) {
        Reply lease = open_lease(person);
        EXPECT_EQ(deliver({.to = lease["/number"], .text = text_with(code)}).status, 200U);
        return lease;
    }

    /// What a new stream shows first, of what is after that event.
    std::string code_on_stream(const Person& person, std::int64_t after = 0) {
        const auto shown = events_of(person, after).next_of("lease.code");
        return shown ? (*shown)["/code"] : "nothing";
    }

    std::vector<Delivered> deliveries() {
        return read([](db::Tx& tx) {
            return tx.all(list_deliveries, [](const db::Row& row) {
                return Delivered{
                    row.is_null(0) ? "none" : std::string{row.text(0)}, row.optional_time(1)
                };
            });
        });
    }

    bool all_recorded() {
        return std::ranges::all_of(deliveries(), [](const Delivered& d) {
            return d.at.has_value();
        });
    }

    /// From now on the store refuses to record a delivery.
    void refuse_deliveries() {
        write([](db::Tx& tx) {
            if (GetParam() == db::Engine::sqlite) {
                tx.run_unprepared(
                    "CREATE TRIGGER refuse_delivery BEFORE UPDATE OF delivered_at ON message "
                    "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
                );
                return;
            }
            tx.run_unprepared(
                "CREATE FUNCTION refuse_delivery() RETURNS trigger LANGUAGE plpgsql AS "
                "'BEGIN RAISE EXCEPTION ''refused by the test''; END'"
            );
            tx.run_unprepared(
                "CREATE TRIGGER refuse_delivery BEFORE UPDATE OF delivered_at ON message "
                "FOR EACH ROW EXECUTE FUNCTION refuse_delivery()"
            );
        });
    }

    void accept_deliveries() {
        write([](db::Tx& tx) {
            tx.run_unprepared(
                GetParam() == db::Engine::sqlite ? "DROP TRIGGER refuse_delivery"
                                                 : "DROP TRIGGER refuse_delivery ON message"
            );
        });
    }

    bool wait_until_refused() {
        return wait_until([&] { return log_text().contains("delivery shown but not recorded"); });
    }

    /// The recorder tries again as time passes.
    bool wait_until_recorded() {
        return wait_until([&] {
            timer.advance(100ms);
            return all_recorded();
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, DeliveryApi, testing::all_engines, testing::engine_name);

TEST_P(DeliveryApi, M5_StreamShowsTheCodeWhileItsDeliveryIsCommitted) {
    const Person ada = add_person();
    const Reply lease = lease_with_code(ada);
    MessagesLocked locked(database());
    EXPECT_EQ(code_on_stream(ada), "730416");
    EXPECT_EQ(deliveries().front().key_kind, "pending");
    const Time shown_at = timer.now();
    timer.advance(1s);
    locked.release();
    ASSERT_TRUE(wait_until([&] { return all_recorded(); }));
    EXPECT_EQ(deliveries().front().at, shown_at);
    timer.advance(4min);
    EXPECT_EQ(as(ada).get(path(lease))["/code"], "730416");
    timer.advance(1min);
    EXPECT_EQ(as(ada).get(path(lease))["/code"], "null");
    EXPECT_EQ(as(ada).get(path(lease))["/messages/0/text"], "null");
    EXPECT_TRUE(wait_until([&] { return deliveries().front().key_kind == "none"; }));
}

TEST_P(DeliveryApi, M6_OtherReadsWaitForTheRecord) {
    const Person ada = add_person();
    const Reply lease = lease_with_code(ada);
    MessagesLocked locked(database());
    auto shown = std::async(std::launch::async, [&] { return as(ada).get(path(lease)); });
    EXPECT_EQ(shown.wait_for(50ms), std::future_status::timeout);
    locked.release();
    EXPECT_EQ(shown.get()["/code"], "730416");
    EXPECT_TRUE(all_recorded());
}

TEST_P(DeliveryApi, M6_RefusedRecordIsTriedAgainAndKeepsTheTimeItWasShown) {
    const Person ada = add_person();
    const Reply lease = lease_with_code(ada);
    refuse_deliveries();
    const Time shown_at = timer.now();
    EXPECT_EQ(code_on_stream(ada), "730416");
    ASSERT_TRUE(wait_until_refused());
    timer.advance(2min);
    EXPECT_FALSE(all_recorded());
    accept_deliveries();
    ASSERT_TRUE(wait_until_recorded());
    EXPECT_EQ(deliveries().front().at, shown_at);
    timer.advance(3min);
    EXPECT_EQ(as(ada).get(path(lease))["/code"], "null");
}

TEST_P(DeliveryApi, M6_NothingElseIsShownAheadWhileTheStoreRefuses) {
    const Person ada = add_person();
    const Reply other = open_lease(ada, "telegram");
    lease_with_code(ada);
    refuse_deliveries();
    EventReader events = events_of(ada, 0);
    const auto first = events.next_of("lease.code");
    ASSERT_TRUE(first);
    ASSERT_TRUE(wait_until_refused());
    const Sms sms{.to = other["/number"], .text = "Telegram code 22222", .from = "Telegram"};
    ASSERT_EQ(deliver(sms).status, 200U);
    EXPECT_FALSE(events.next_of("lease.code"));
    accept_deliveries();
    timer.advance(5s);
    EXPECT_EQ(code_on_stream(ada, first ? first->id : 0), "22222");
    EXPECT_TRUE(wait_until_recorded());
}

TEST_P(DeliveryApi, M6_NeverRecordedTheContentIsDestroyedAllTheSame) {
    const Person ada = add_person();
    const Reply lease = lease_with_code(ada);
    refuse_deliveries();
    EXPECT_EQ(code_on_stream(ada), "730416");
    ASSERT_TRUE(wait_until_refused());
    timer.advance(5min);
    EXPECT_TRUE(wait_until([&] { return as(ada).get(path(lease))["/code"] == "null"; }));
    accept_deliveries();
    EXPECT_EQ(as(ada).get(path(lease))["/messages/0/text"], "null");
    EXPECT_EQ(code_on_stream(ada), "null");
    EXPECT_NE(deliveries().front().key_kind, "bucket") << "pending, of a key that is no more";
}

TEST_P(DeliveryApi, O4_WhatWasShownIsOnRecordAfterTheDrain) {
    const Person ada = add_person();
    lease_with_code(ada);
    refuse_deliveries();
    EXPECT_EQ(code_on_stream(ada), "730416");
    ASSERT_TRUE(wait_until_refused());
    accept_deliveries();
    stop();
    reopen();
    EXPECT_TRUE(all_recorded());
}

TEST_P(DeliveryApi, O4_WhatCannotBeRecordedInTheDrainIsDestroyed) {
    const Person ada = add_person();
    const Reply lease = lease_with_code(ada);
    refuse_deliveries();
    EXPECT_EQ(code_on_stream(ada), "730416");
    ASSERT_TRUE(wait_until_refused());
    stop();
    reopen();
    accept_deliveries();
    const Reply gone = as(ada).get(path(lease));
    EXPECT_EQ(gone["/code"], "null") << gone;
    EXPECT_EQ(gone["/messages/0/text"], "null");
}

}  // namespace
}  // namespace otpost::api_test
