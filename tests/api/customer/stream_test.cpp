// SPDX-License-Identifier: Apache-2.0
// Server-sent events: nothing is missed, nothing comes twice, and who may no longer listen doesn't.
#include "house_fixture.hpp"
#include "identity/api_keys.hpp"
#include "outbox/outbox.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

class StreamApi : public HouseTest {
protected:
    StreamApi() { config.terms.limits["free"] = {1000, 1000}; }

    /// Opens and cancels: four events.
    void open_and_cancel(const Person& person) {
        const Reply lease = open_lease(person);
        ASSERT_EQ(lease.status, 201U) << lease;
        const Reply cancelled = as(person).post("/v1/leases/" + lease["/id"] + "/cancel");
        ASSERT_EQ(cancelled.status, 200U) << cancelled;
    }

    static std::vector<std::int64_t> ids_of(const std::vector<Event>& events) {
        std::vector<std::int64_t> all;
        for (const Event& event : events) all.push_back(event.id);
        return all;
    }

    static std::vector<std::int64_t> from_to(std::int64_t first, std::int64_t last) {
        std::vector<std::int64_t> all;
        for (; first <= last; ++first) all.push_back(first);
        return all;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, StreamApi, testing::all_engines, testing::engine_name);

TEST_P(StreamApi, M5_IdsGrowWithoutGaps) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    for (int i = 0; i < 5; ++i) open_and_cancel(ada);
    EXPECT_EQ(ids_of(events.take(20)), from_to(1, 20));
}

TEST_P(StreamApi, M5_ReconnectingClientMissesNothing) {
    const Person ada = add_person();
    std::int64_t seen = 0;
    {
        EventReader events = events_of(ada);
        open_and_cancel(ada);
        seen = events.take(2).back().id;
    }
    for (int i = 0; i < 26; ++i) open_and_cancel(ada);
    EventReader again = events_of(ada, seen);
    const auto missed = again.take(106);
    EXPECT_EQ(ids_of(missed), from_to(3, 108));
    EXPECT_EQ(missed[0].name, "lease.cancelled");
    open_and_cancel(ada);
    EXPECT_EQ(again.next()->id, 109);
}

TEST_P(StreamApi, M5_PositionNeverGivenMeansReset) {
    const Person ada = add_person();
    open_and_cancel(ada);
    EventReader events = events_of(ada, 999);
    const auto reset = events.next();
    ASSERT_TRUE(reset);
    EXPECT_EQ(reset->name, "reset");
    EXPECT_EQ(reset->id, 4);
    open_and_cancel(ada);
    EXPECT_EQ(events.next()->id, 5);
}

TEST_P(StreamApi, M5_PositionTooOldMeansReset) {
    const Person ada = add_person();
    for (int i = 0; i < 3; ++i) open_and_cancel(ada);
    write([&](db::Tx& tx) { outbox::prune_events(tx, timer.now() + 1s, 6); });
    EventReader lost = events_of(ada, 3);
    EXPECT_EQ(lost.next()->name, "reset");
    EventReader kept = events_of(ada, 6);
    EXPECT_EQ(kept.next()->id, 7);
}

TEST_P(StreamApi, M5_PositionThatIsNoneIsRefused) {
    const Person ada = add_person();
    for (const char* position : {"-1", "abc", "1x", "99999999999999999999"}) {
        const Reply reply = Caller{port(), ada.headers}.send(
            "GET", "/v1/events", {}, fmt::format("Last-Event-ID: {}\r\n", position)
        );
        EXPECT_EQ(reply.status, 400U) << position << reply;
        EXPECT_EQ(reply["/code"], "invalid_request");
    }
}

TEST_P(StreamApi, M5_TwoStreamsOfOneAccountBothGetEverything) {
    const Person ada = add_person();
    EventReader one = events_of(ada);
    EventReader two = events_of(ada);
    for (int i = 0; i < 3; ++i) open_and_cancel(ada);
    EXPECT_EQ(ids_of(one.take(12)), from_to(1, 12));
    EXPECT_EQ(ids_of(two.take(12)), from_to(1, 12));
}

TEST_P(StreamApi, M5_CodeComesAfterItsAcknowledgement) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    for (int i = 0; i < 10; ++i) {
        const Reply lease = open_lease(ada);
        const auto text = fmt::format("WhatsApp code {:06}", 100'000 + i);
        ASSERT_EQ(deliver({.to = lease["/number"], .text = text}).status, 200U);
        const auto code = events.next_of("lease.code");
        ASSERT_TRUE(code);
        EXPECT_EQ((*code)["/code"], std::to_string(100'000 + i));
        EXPECT_EQ((*code)["/id"], lease["/id"]);
    }
}

TEST_P(StreamApi, A8_RevokedKeyEndsTheStream) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    write([&](db::Tx& tx) { return identity::revoke_api_key(tx, ada.id, ada.key, timer.now()); });
    EXPECT_FALSE(events.next());
    EXPECT_TRUE(events.ended());
    EXPECT_EQ(events_of(ada).status(), 401U);
}

TEST_P(StreamApi, A8_KeyRevokedUnheardEndsTheStreamWithinHalfAMinute) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    revoke_unheard(ada);
    EXPECT_TRUE(wait_until([&] {
        timer.advance(31s);
        return stranger().get("/metrics").body.contains("otpost_event_streams_open 0");
    }));
    EXPECT_FALSE(events.next());
    EXPECT_TRUE(events.ended());
}

TEST_P(StreamApi, O4_DrainEndsStreamsWithAFarewell) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    stop();
    const auto farewell = events.next();
    ASSERT_TRUE(farewell);
    EXPECT_EQ(farewell->name, "shutdown");
    EXPECT_FALSE(events.next());
}

}  // namespace
}  // namespace otpost::api_test
