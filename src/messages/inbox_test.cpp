// SPDX-License-Identifier: Apache-2.0
#include "messages/inbox.hpp"

#include "messages/messages_sql.hpp"
#include "messages/testing/desk.hpp"
#include "outbox/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace otpost::messages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Times = Received::Times;

class InboxTest : public DeskTest {};

INSTANTIATE_TEST_SUITE_P(Engines, InboxTest, testing::all_engines, testing::engine_name);

TEST_P(InboxTest, PreparesEveryStatement) {
    using namespace sql::messages;
    testing::prepare_all(
        database(),
        {&find_known,
         &insert_alias,
         &find_message,
         &insert_message,
         &messages_of_lease,
         &mark_delivered,
         &expire_parts,
         &expire_messages,
         &live_message_slots,
         &live_part_slots,
         &find_part,
         &parts_like,
         &insert_part,
         &due_sets,
         &claim_set,
         &parts_of_set,
         &close_set}
    );
}

TEST_P(InboxTest, M1_ReceivedMessageSurvivesARestart) {
    const auto lease = open_lease("whatsapp");
    const Received received = receive("Your WhatsApp code is 123-456");
    EXPECT_EQ(received.outcome, Outcome::delivered_to_lease);
    EXPECT_EQ(received.lease, lease.id);
    EXPECT_EQ(received.account, lease.account);
    reopen();
    open_ring();
    EXPECT_EQ(delivered_text(lease.id), "Your WhatsApp code is 123-456");
}

TEST_P(InboxTest, M4_CodeIsShownWithTheFullText) {
    const auto lease = open_lease("whatsapp");
    receive(message("Your WhatsApp code is 123-456", "+447700900123"));
    const LeaseContents contents = deliver(lease.id);
    ASSERT_EQ(contents.messages.size(), 1U);
    const MessageView& view = contents.messages.front();
    EXPECT_TRUE(view.has_code);
    EXPECT_EQ(view.received_at, now());
    ASSERT_TRUE(view.content);
    EXPECT_EQ(view.content->sender.reveal(), "+447700900123");
    EXPECT_EQ(view.content->text.reveal(), "Your WhatsApp code is 123-456");
    const Secret* const code = current_code(this->lease(lease.id), contents);
    ASSERT_NE(code, nullptr);
    EXPECT_EQ(code->reveal(), "123456");
}

TEST_P(InboxTest, UnknownNumberOrAnothersNumberIsRefused) {
    InboundMessage elsewhere = message("code 123456");
    elsewhere.to = "+12025550199";
    EXPECT_EQ(try_receive(std::move(elsewhere)).error().code, ErrorCode::number_invalid);
    InboundMessage foreign = message("code 123456");
    foreign.supplier = write([&](db::Tx& tx) { return add_supplier(tx, "other"); });
    EXPECT_EQ(try_receive(std::move(foreign)).error().code, ErrorCode::number_invalid);
    EXPECT_TRUE(rows().empty());
}

TEST_P(InboxTest, M2_SameIdIsADuplicateForEver) {
    const auto lease = open_lease("whatsapp");
    const InboundMessage first = message("Your WhatsApp code is 123456");
    const Received received = receive(first);
    EXPECT_EQ(received.times, Times::first);
    for (const auto later : {1s, 3600s, 86'400s}) {
        advance(later);
        InboundMessage again = first;
        again.text = Secret{"Your WhatsApp code is 999999"};
        const Received repeated = receive(std::move(again));
        EXPECT_EQ(repeated.times, Times::again);
        EXPECT_EQ(repeated.message, received.message);
        EXPECT_EQ(repeated.outcome, Outcome::delivered_to_lease);
        EXPECT_EQ(repeated.lease, lease.id);
        run_duties();
    }
    EXPECT_EQ(this->lease(lease.id).message_count, 1);
    EXPECT_EQ(rows().size(), 1U);
}

TEST_P(InboxTest, M2_ResendWithAFreshIdIsADuplicate) {
    const auto lease = open_lease("whatsapp");
    const InboundMessage first = message("Your WhatsApp code is 123456");
    const Received received = receive(first);
    advance(74s);
    InboundMessage resent = first;
    resent.supplier_message_id = "fresh";
    EXPECT_EQ(receive(resent).times, Times::again);
    resent.supplier_message_id = std::nullopt;
    const Received repeated = receive(resent);
    EXPECT_EQ(repeated.times, Times::again);
    EXPECT_EQ(repeated.message, received.message);
    EXPECT_EQ(this->lease(lease.id).message_count, 1);
}

TEST_P(InboxTest, M2_AnIdThatWasADuplicateStaysOneForEver) {
    const auto lease = open_lease("whatsapp");
    const InboundMessage first = message("Your WhatsApp code is 123456");
    const Received received = receive(first);
    InboundMessage resent = first;
    resent.supplier_message_id = "fresh";
    EXPECT_EQ(receive(resent).times, Times::again);
    advance(150s);
    run_duties();
    const Received repeated = receive(resent);
    EXPECT_EQ(repeated.times, Times::again) << "the texts can't be compared any more";
    EXPECT_EQ(repeated.message, received.message);
    EXPECT_EQ(receive(first).message, received.message);
    EXPECT_EQ(this->lease(lease.id).message_count, 1);
    EXPECT_EQ(rows().size(), 1U);
}

TEST_P(InboxTest, M2_SecondMessageIsNeverDropped) {
    const auto lease = open_lease("whatsapp");
    receive("Your WhatsApp code is 123456");
    advance(1s);
    EXPECT_EQ(receive("Your WhatsApp code is 123456").times, Times::first) << "another second";
    EXPECT_EQ(receive("Your WhatsApp code is 654321").times, Times::first) << "another text";
    EXPECT_EQ(receive(message("Your WhatsApp code is 654321", "WhatsApp")).times, Times::first)
        << "another sender";
    EXPECT_EQ(this->lease(lease.id).message_count, 4);
    EXPECT_EQ(deliver(lease.id).messages.size(), 4U);
}

TEST_P(InboxTest, M2_DuplicateOfAFactIsOneFact) {
    const InboundMessage unheard = message("Your WhatsApp code is 123456");
    EXPECT_EQ(receive(unheard).outcome, Outcome::no_lease);
    open_lease("whatsapp");
    InboundMessage resent = unheard;
    resent.supplier_message_id = "fresh";
    const Received repeated = receive(resent);
    EXPECT_EQ(repeated.times, Times::again) << "not given to who leased the number after it came";
    EXPECT_EQ(repeated.outcome, Outcome::no_lease);
    EXPECT_EQ(rows().size(), 1U);
}

TEST_P(InboxTest, M2_SimultaneousResendsCountOnce) {
    const auto lease = open_lease("whatsapp");
    const InboundMessage same = message("Your WhatsApp code is 123456");
    std::vector<InboundMessage> resent(8, same);
    for (std::size_t i = 4; i < resent.size(); ++i)
        resent[i].supplier_message_id = "fresh" + std::to_string(i);
    std::atomic<int> first = 0;
    {
        std::vector<std::jthread> threads;
        for (const InboundMessage& one : resent)
            threads.emplace_back([&] { first += receive(one).times == Times::first ? 1 : 0; });
    }
    EXPECT_EQ(first, 1);
    EXPECT_EQ(this->lease(lease.id).message_count, 1);
    EXPECT_EQ(rows().size(), 1U);
}

TEST_P(InboxTest, L11_CodeAndCancelAtOnceAgree) {
    for (int turn = 0; turn < 10; ++turn) {
        const auto opened = open_lease("whatsapp");
        const InboundMessage inbound = message("WhatsApp code 1234" + std::to_string(10 + turn));
        std::optional<Received> received;
        bool is_cancelled = false;
        {
            const std::jthread code{[&] { received = receive(inbound); }};
            const std::jthread cancel{[&] {
                is_cancelled = write([&](db::Tx& tx) {
                                   return leases::cancel(tx, {opened.account, opened.id}, moment());
                               }).has_value();
            }};
        }
        EXPECT_EQ(received->outcome == Outcome::delivered_to_lease, !is_cancelled);
        EXPECT_EQ(rows().back().content.empty(), is_cancelled);
        if (!is_cancelled) break;  // The number is used for the service now (L2).
        write([&](db::Tx& tx) { return inventory::end_quarantine(tx, now() + 24h, 100); });
    }
}

TEST_P(InboxTest, M2_FingerprintsAreForgotten) {
    receive("Your WhatsApp code is 123456");
    EXPECT_TRUE(rows().front().has_fingerprint);
    advance(150s);
    run_duties();
    EXPECT_FALSE(rows().front().has_fingerprint);
}

TEST_P(InboxTest, M3_UnmatchedContentIsNeverStored) {
    const auto unheard = receive("Your WhatsApp code is 111111");
    EXPECT_EQ(unheard.outcome, Outcome::no_lease);
    open_lease("whatsapp");
    open_lease("telegram");
    EXPECT_EQ(receive("Your Google code is 222222").outcome, Outcome::other_service);
    EXPECT_EQ(receive("Your code is 333333").outcome, Outcome::ambiguous);
    EXPECT_EQ(receive("PayPal: your security code is 444444").outcome, Outcome::policy);
    const auto all = rows();
    EXPECT_EQ(all.size(), 4U);
    for (const Row& row : all) {
        EXPECT_FALSE(row.lease);
        EXPECT_TRUE(row.content.empty());
        EXPECT_FALSE(row.slot);
    }
    EXPECT_EQ(free_slots(), 256U) << "no key was even taken";
}

TEST_P(InboxTest, M3_EachLeaseGetsTheMessageOfItsService) {
    const auto whatsapp = open_lease("whatsapp");
    const auto telegram = open_lease("telegram");
    receive("Telegram code 22222");
    receive("Your WhatsApp code is 123456");
    EXPECT_EQ(delivered_text(whatsapp.id), "Your WhatsApp code is 123456");
    EXPECT_EQ(delivered_text(telegram.id), "Telegram code 22222");
}

TEST_P(InboxTest, L8_OtherKnownServiceIsNotedOnTheOnlyLease) {
    const auto lease = open_lease("whatsapp");
    EXPECT_EQ(receive("Telegram code 22222").outcome, Outcome::other_service);
    EXPECT_EQ(this->lease(lease.id).other_service, "telegram");
    EXPECT_EQ(this->lease(lease.id).status, leases::Status::waiting);
}

TEST_P(InboxTest, T1_BlockedServiceIsNeverDelivered) {
    const auto lease = open_lease("whatsapp");
    EXPECT_EQ(receive("PayPal: your security code is 444444").outcome, Outcome::policy);
    EXPECT_EQ(this->lease(lease.id).status, leases::Status::waiting);
    EXPECT_EQ(this->lease(lease.id).other_service, "paypal");
    EXPECT_TRUE(deliver(lease.id).messages.empty());
}

TEST_P(InboxTest, T1_ServiceBlockedDuringItsLeaseIsNotDelivered) {
    const auto lease = open_lease("whatsapp");
    write([&](db::Tx& tx) {
        return catalog::set_service_policy(tx, "whatsapp", catalog::Policy::blocked);
    }).value();
    EXPECT_EQ(receive("Your WhatsApp code is 123456").outcome, Outcome::policy);
    EXPECT_TRUE(deliver(lease.id).messages.empty());
}

TEST_P(InboxTest, L10_EachCodeBecomesTheCurrentOne) {
    const auto opened = open_lease("whatsapp");
    receive("Your WhatsApp code is 111111");
    EXPECT_EQ(current_code(lease(opened.id), deliver(opened.id))->reveal(), "111111");
    advance(2s);
    receive("Your WhatsApp code is 222222");
    EXPECT_EQ(current_code(lease(opened.id), deliver(opened.id))->reveal(), "222222")
        << "also unasked";
    write([&](db::Tx& tx) {
        return leases::another_code(tx, {opened.account, opened.id}, moment());
    }).value();
    EXPECT_EQ(current_code(lease(opened.id), deliver(opened.id)), nullptr);
    advance(2s);
    receive("Your WhatsApp code is 333333");
    const LeaseContents contents = deliver(opened.id);
    EXPECT_EQ(current_code(lease(opened.id), contents)->reveal(), "333333");
    EXPECT_EQ(contents.messages.size(), 3U);
}

TEST_P(InboxTest, L11_CodeAtTheDeadlineIsLateAndNotStored) {
    const auto opened = open_lease("whatsapp");
    advance(opened.expires_at - now());
    EXPECT_EQ(receive("Your WhatsApp code is 123456").outcome, Outcome::late);
    EXPECT_EQ(lease(opened.id).status, leases::Status::waiting);
    const auto all = rows();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all.front().content.empty());
}

TEST_P(InboxTest, L11_CodeAfterACancelGoesToNobody) {
    const auto opened = open_lease("whatsapp");
    write([&](db::Tx& tx) { return leases::cancel(tx, {opened.account, opened.id}, moment()); }
    ).value();
    EXPECT_EQ(receive("Your WhatsApp code is 123456").outcome, Outcome::no_lease);
    EXPECT_TRUE(rows().front().content.empty());
}

TEST_P(InboxTest, M7_SEC_C6_EventsHoldNoContent) {
    const auto opened = open_lease("whatsapp");
    receive(message("Your WhatsApp code is 735194", "+447700900123"));
    const auto events =
        read([&](db::Tx& tx) { return outbox::events_after(tx, opened.account, 0, 100); });
    EXPECT_GE(events.size(), 2U);
    for (const auto& event : events) {
        EXPECT_THAT(event.data, Not(HasSubstr("735194")));
        EXPECT_THAT(event.data, Not(HasSubstr("447700900123")));
    }
}

class SmallRingTest : public DeskTest {
protected:
    void SetUp() override {
        slots_ = 2;
        DeskTest::SetUp();
    }
};

// Shared keys have no end.
INSTANTIATE_TEST_SUITE_P(
    Engines, SmallRingTest, ::testing::Values(db::Engine::sqlite), testing::engine_name
);

TEST_P(SmallRingTest, M1_ExhaustedRingRefusesAndLosesNothing) {
    const auto opened = open_lease("whatsapp");
    receive("Your WhatsApp code is 111111");
    receive("Your WhatsApp code is 222222");
    const InboundMessage third = message("Your WhatsApp code is 333333");
    const auto refused = try_receive(third);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_GT(refused.error().retry_at, now());
    EXPECT_EQ(lease(opened.id).message_count, 2) << "the lease was not told either";
    deliver(opened.id);
    advance(crypto::slot_grace);
    run_duties();
    const Received received = receive(third);
    EXPECT_EQ(received.times, Times::first);
    EXPECT_EQ(delivered_text(opened.id), "Your WhatsApp code is 333333");
}

}  // namespace
}  // namespace otpost::messages
