// SPDX-License-Identifier: Apache-2.0
// Keys that several nodes share through a PostgreSQL store (SEC-C5). What one process alone must
// do with either kind of keys is in vault_test.cpp, which runs on both.
#include "messages/shared_keys.hpp"

#include "messages/testing/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <future>
#include <set>
#include <thread>

namespace otpost::messages {
namespace {

using ::testing::HasSubstr;

const std::string text = "Your WhatsApp code is 735194";

class NodesTest : public DeskTest {
protected:
    void SetUp() override {
        DeskTest::SetUp();
        other_ = join();
        rotate(*shared_);
    }

    /// Both nodes do what they do every second.
    void live_through(Duration span) {
        const Time end = now() + span;
        while (now() < end) {
            clock_.advance(std::min<Duration>(1s, end - now()));
            tend(*shared_);
            tend(*other_);
        }
    }

    LeaseContents look_at(SharedKeys& node, LeaseId lease) {
        return read([&](db::Tx& tx) { return open_contents(tx, lease, node, moment()); });
    }

    std::string text_at(SharedKeys& node, LeaseId lease) {
        const LeaseContents contents = look_at(node, lease);
        if (contents.messages.empty()) return "(none)";
        const auto& content = contents.messages.back().content;
        return content ? content->text.reveal() : "(gone)";
    }

    Received receive_at(SharedKeys& node, InboundMessage inbound) {
        const Inbox inbox{extractor(), node};
        const Prepared prepared = inbox.prepare(std::move(inbound));
        return write([&](db::Tx& tx) { return inbox.receive(tx, prepared, moment()); }).value();
    }

    void lose_table() {
        write([](db::Tx& tx) { tx.exec(sql::key_table::empty_keys); });
    }

    void expect_only_living_keys() {
        for (const SealedKey& key : key_table())
            EXPECT_FALSE(is_over(key.area, key.ref.number, now()))
                << static_cast<int>(key.area) << ' ' << key.ref.number;
    }

    std::unique_ptr<SharedKeys> other_;
};

INSTANTIATE_TEST_SUITE_P(
    Engines, NodesTest, ::testing::Values(db::Engine::postgres), otpost::testing::engine_name
);

TEST_P(NodesTest, StatementsPrepare) {
    using namespace sql::key_table;
    otpost::testing::prepare_all(
        database(),
        {&take_turn,
         &create_table,
         &join_keys,
         &seize_keys,
         &all_keys,
         &insert_key,
         &empty_keys,
         &store_clock}
    );
}

TEST_P(NodesTest, SEC_C5_WhatOneNodeStoresAnotherShows) {
    const auto lease = open_lease("whatsapp");
    receive(text);
    EXPECT_EQ(text_at(*other_, lease.id), text);
    record(look_at(*other_, lease.id));
    EXPECT_EQ(text_at(*shared_, lease.id), text);
    EXPECT_TRUE(look_at(*shared_, lease.id).deliveries.empty());
}

TEST_P(NodesTest, SEC_C5_DeliveredAnywhereItIsReadableEverywhereUntilItsTermAndNotAfter) {
    const std::array<std::pair<std::string, Duration>, 3> cases{
        {{"whatsapp", 0s}, {"telegram", 7s}, {"google", 14'999ms}}
    };
    for (const auto& [service, into_bucket] : cases) {
        SCOPED_TRACE(service);
        const std::string canary = "Your " + service + " code is 735194";
        live_through(crypto::bucket_span - now().time_since_epoch() % crypto::bucket_span);
        live_through(into_bucket);
        const auto lease = open_lease(service);
        receive(canary);
        record(look_at(*other_, lease.id));
        live_through(4min + 45s - 1ms);
        EXPECT_EQ(text_at(*shared_, lease.id), canary);
        EXPECT_EQ(text_at(*other_, lease.id), canary);
        live_through(15s + 1ms);
        EXPECT_EQ(text_at(*shared_, lease.id), "(gone)");
        EXPECT_EQ(text_at(*other_, lease.id), "(gone)");
        expect_only_living_keys();
    }
}

TEST_P(NodesTest, SEC_C5_UndeliveredContentMovesOnAndDiesWithItsWindow) {
    const auto lease = open_lease("whatsapp", 10min);
    receive(text);
    std::set<std::int64_t> slots;
    for (int second = 0; second < 599; ++second) {
        slots.insert(rows().front().slot->number);
        ASSERT_EQ(text_at(second % 2 == 0 ? *shared_ : *other_, lease.id), text) << second;
        live_through(1s);
    }
    EXPECT_GE(slots.size(), 9U);
    live_through(1s);
    EXPECT_EQ(text_at(*shared_, lease.id), "(gone)");
    const auto last = rows().front().slot;
    live_through(1min);
    for (const SealedKey& key : key_table()) EXPECT_NE(slot_number(key.ref), last->number);
}

TEST_P(NodesTest, SEC_C5_PartsMoveOnToo) {
    const auto lease = open_lease("whatsapp");
    InboundMessage first = message("Your WhatsApp code is ");
    first.part = Part{7, 2, 1};
    InboundMessage second = message("735194");
    second.part = Part{7, 2, 2};
    second.received_at = first.received_at;
    receive(std::move(first));
    live_through(part_patience - 1s);
    receive_at(*other_, std::move(second));
    EXPECT_EQ(text_at(*shared_, lease.id), text);
}

TEST_P(NodesTest, SEC_C5_ADeliveryThatBeganBeforeTheContentMovedHolds) {
    const auto lease = open_lease("whatsapp");
    receive(text);
    const LeaseContents shown = look_at(*other_, lease.id);
    live_through(2min);
    EXPECT_NE(rows().front().slot, shown.deliveries.front().slot);
    record(shown);
    EXPECT_EQ(text_at(*shared_, lease.id), text);
    live_through(3min);
    EXPECT_EQ(text_at(*shared_, lease.id), "(gone)");
}

TEST_P(NodesTest, M2_ADuplicateIsKnownOnEveryNode) {
    const auto lease = open_lease("whatsapp");
    InboundMessage inbound = message(text);
    inbound.supplier_message_id.reset();
    InboundMessage again = inbound;
    const Received first = receive_at(*shared_, std::move(inbound));
    live_through(70s);
    const Received second = receive_at(*other_, std::move(again));
    EXPECT_EQ(second.times, Received::Times::again);
    EXPECT_EQ(second.message, first.message);
}

TEST_P(NodesTest, SEC_C5_NodesThatRotateAtOnceLoseNothing) {
    const std::array leases{open_lease("whatsapp").id, open_lease("telegram").id};
    for (int i = 0; i < 40; ++i) {
        const std::string service = i % 2 == 0 ? "WhatsApp" : "Telegram";
        receive("Your " + service + " code is 11" + std::to_string(1000 + i));
    }
    for (int turn = 0; turn < 40; ++turn) {
        clock_.advance(15s);
        std::vector<std::jthread> threads;
        for (SharedKeys* node : {shared_.get(), other_.get(), shared_.get()})
            threads.emplace_back([this, node] { tend(*node); });
    }
    std::size_t readable = 0;
    for (const LeaseId lease : leases)
        for (const MessageView& message : look_at(*other_, lease).messages)
            readable += message.content.has_value();
    EXPECT_EQ(readable, 40U);
    expect_only_living_keys();
    for (const KeyArea area : key_areas) {
        std::set<std::int64_t> spans;
        std::size_t keys = 0;
        for (const SealedKey& key : key_table()) {
            if (key.area != area) continue;
            spans.insert(key.ref.number);
            ++keys;
        }
        EXPECT_EQ(spans.size(), keys) << "one key for each span";
    }
}

TEST_P(NodesTest, SEC_C5_ALateRotationComesBeforeAnythingIsRead) {
    const auto shown = open_lease("whatsapp", 60min);
    receive(text);
    record(look_at(*other_, shown.id));
    const auto waiting = open_lease("telegram", 60min);
    receive("Telegram code 22222");
    const auto before = key_table();
    shared_.reset();
    other_.reset();
    clock_.advance(20min);
    shared_ = join();
    for (const SealedKey& old : before)
        for (const SealedKey& key : key_table()) EXPECT_NE(key.ref, old.ref);
    EXPECT_EQ(text_at(*shared_, shown.id), "(gone)");
    EXPECT_EQ(text_at(*shared_, waiting.id), "Telegram code 22222");
}

TEST_P(NodesTest, SEC_C5_ContentThatNobodySawOutlivesAnOutage) {
    const auto lease = open_lease("whatsapp", 60min);
    receive(text);
    for (const Duration outage : {Duration{65s}, Duration{100s}, Duration{4min}, Duration{15min}}) {
        clock_.advance(outage);
        tend(*shared_);
        tend(*other_);
        EXPECT_EQ(text_at(*shared_, lease.id), text) << outage.count();
        EXPECT_EQ(text_at(*other_, lease.id), text) << outage.count();
        expect_only_living_keys();
    }
}

TEST_P(NodesTest, SEC_C5_NodesGiveBackWhatACrashedStoreLost) {
    const auto shown = open_lease("whatsapp");
    receive(text);
    record(look_at(*shared_, shown.id));
    const auto waiting = open_lease("telegram");
    receive("Telegram code 22222");
    lose_table();
    const auto third = join();
    EXPECT_EQ(text_at(*third, shown.id), "(gone)") << "until a node that knows has come by";
    live_through(6s);
    tend(*third);
    EXPECT_EQ(text_at(*third, shown.id), text);
    EXPECT_EQ(text_at(*third, waiting.id), "Telegram code 22222");
    live_through(5min);
    tend(*third);
    EXPECT_EQ(text_at(*third, shown.id), "(gone)");
    EXPECT_EQ(text_at(*third, waiting.id), "Telegram code 22222");
    expect_only_living_keys();
}

TEST_P(NodesTest, M6_KeysAreForgottenOnTimeWithoutTheStore) {
    const auto lease = open_lease("whatsapp");
    receive(text);
    record(look_at(*shared_, lease.id));
    const Row row = rows().front();
    const Time until = *look(lease.id).messages.front().content_until;
    clock_.set(until);
    shared_->forget(now());
    EXPECT_FALSE(shared_->bucket_key(*row.slot, until - 1s)) << "whatever time it says it is";
}

TEST_P(NodesTest, M6_AShownSlotDestroyedHereIsEmptiedInTheStore) {
    const auto lease = open_lease("whatsapp");
    receive(text);
    const LeaseContents shown = look_at(*shared_, lease.id);
    live_through(70s);
    EXPECT_NE(rows().front().slot, shown.deliveries.front().slot) << "it has moved meanwhile";
    shared_->destroy({&shown.deliveries.front().slot, 1});
    EXPECT_EQ(text_at(*shared_, lease.id), "(gone)");
    EXPECT_EQ(text_at(*other_, lease.id), text);
    live_through(1s);
    EXPECT_EQ(text_at(*other_, lease.id), "(gone)");
    EXPECT_TRUE(rows().front().content.empty());
}

TEST_P(NodesTest, SEC_C5_AnotherServerKeyIsNoticed) {
    SharedKeys stranger{crypto::Key::random(random_), random_};
    EXPECT_GT(rotate(stranger).foreign(), 0);
    EXPECT_EQ(rotate(*shared_).foreign(), 0);
}

TEST_P(NodesTest, SEC_C5_KeysOfALostServerKeyGoAway) {
    lose_table();
    SharedKeys stranger{crypto::Key::random(random_), random_};
    rotate(stranger);
    shared_ = join();
    EXPECT_GT(rotate(*shared_).foreign(), 0);
    live_through(6min);
    EXPECT_EQ(rotate(*shared_).foreign(), 0);
    for (const SealedKey& key : key_table()) EXPECT_TRUE(shared_->unseal(key));
}

TEST_P(NodesTest, SEC_C5_ANodeWhoseClockIsWrongDestroysNothing) {
    const auto before = key_table().size();
    clock_.advance(10min);
    try {
        rotate_keys(database(), *shared_, random_, clock_, 5s);
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("set the clocks"));
    }
    EXPECT_EQ(key_table().size(), before);
}

TEST_P(NodesTest, SEC_C5_WhoHoldsTheTableDelaysDestructionAndNothingElse) {
    std::promise<void> held;
    std::promise<void> release;
    std::jthread holder{[&] {
        read([&](db::Tx& tx) {
            tx.exec(sql::key_table::all_keys);
            held.set_value();
            release.get_future().wait();
        });
    }};
    held.get_future().wait();
    clock_.advance(20s);
    rotate(*shared_);
    clock_.advance(5min);
    EXPECT_TRUE(rotate(*shared_).is_late());
    const auto lease = open_lease("whatsapp");
    receive(text);
    EXPECT_EQ(text_at(*shared_, lease.id), text) << "new keys came all the same";
    release.set_value();
    holder.join();
    EXPECT_FALSE(rotate(*shared_).is_late());
    expect_only_living_keys();
}

TEST_P(NodesTest, SEC_C5_WithoutKeysAMessageIsRefusedAndNotLost) {
    const auto lease = open_lease("whatsapp");
    const InboundMessage inbound = message(text);
    clock_.advance(5min);
    shared_->forget(now());
    EXPECT_THROW(receive(inbound), db::Unavailable);
    tend(*shared_);
    EXPECT_EQ(receive(inbound).times, Received::Times::first);
    EXPECT_EQ(text_at(*shared_, lease.id), text);
}

TEST_P(NodesTest, SEC_C1_ASealedKeyDoesNotOpenInAnotherRow) {
    SealedKey key = key_table().front();
    EXPECT_TRUE(shared_->unseal(key));
    ++key.ref.number;
    EXPECT_FALSE(shared_->unseal(key));
}

}  // namespace
}  // namespace otpost::messages
