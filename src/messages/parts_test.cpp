// SPDX-License-Identifier: Apache-2.0
#include "messages/parts.hpp"

#include "messages/testing/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

namespace otpost::messages {
namespace {

using Times = Received::Times;

class PartsTest : public DeskTest {
protected:
    static constexpr std::array<std::string_view, 4> texts{
        "Your WhatsApp", " code is ", "123-456. Don't ", "share it."
    };
    static constexpr std::string_view whole = "Your WhatsApp code is 123-456. Don't share it.";

    InboundMessage part(int seq, int ref = 7) {
        InboundMessage inbound = message(std::string{texts.at(static_cast<std::size_t>(seq - 1))});
        inbound.part = Part{ref, 4, seq};
        return inbound;
    }

    std::int64_t sealed_parts() {
        return read([](db::Tx& tx) {
                   return tx.one(sql::probe::sealed_parts, [](const db::Row& row) {
                       return row.int64(0);
                   });
               }
        ).value();
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, PartsTest, testing::all_engines, testing::engine_name);

TEST_P(PartsTest, M2_PartsAreJoinedInEveryOrderAndCountOnce) {
    const auto opened = open_lease("whatsapp");
    std::array<int, 4> order{1, 2, 3, 4};
    int ref = 0;
    do {
        ++ref;
        SCOPED_TRACE(ref);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const InboundMessage first = part(order[i], ref);
            const Received received = receive(first);
            EXPECT_EQ(received.times, Times::first);
            EXPECT_EQ(
                to_string(received.outcome),
                to_string(i == 3 ? Outcome::delivered_to_lease : Outcome::part_waiting)
            );
            EXPECT_EQ(receive(first).times, Times::again) << "retry of the supplier";
            EXPECT_EQ(receive(part(order[i], ref)).times, Times::again) << "resend, fresh id";
        }
        const LeaseContents contents = deliver(opened.id);
        EXPECT_EQ(contents.messages.size(), static_cast<std::size_t>(ref));
        EXPECT_EQ(contents.messages.back().content->text.reveal(), whole);
        EXPECT_EQ(contents.messages.back().content->code->reveal(), "123456");
    } while (std::ranges::next_permutation(order).found);
    EXPECT_EQ(ref, 24);
    EXPECT_EQ(lease(opened.id).message_count, 24);
    EXPECT_EQ(sealed_parts(), 0) << "the text is in the messages alone";
}

TEST_P(PartsTest, M2_DuplicateAfterJoiningGivesTheMessagesOutcome) {
    const auto opened = open_lease("whatsapp");
    Received joined;
    for (const int seq : {2, 1, 4, 3}) joined = receive(part(seq));
    const Received again = receive(part(2));
    EXPECT_EQ(again.times, Times::again);
    EXPECT_EQ(again.message, joined.message);
    EXPECT_EQ(again.outcome, Outcome::delivered_to_lease);
    EXPECT_EQ(again.lease, opened.id);
}

TEST_P(PartsTest, M2_RetryLongAfterJoiningIsKnownByItsId) {
    open_lease("whatsapp");
    const InboundMessage retried = part(1);
    Received joined = receive(retried);
    for (const int seq : {2, 3, 4}) joined = receive(part(seq));
    advance(19min);
    run_duties();
    const Received again = receive(retried);
    EXPECT_EQ(again.times, Times::again);
    EXPECT_EQ(again.message, joined.message);
}

TEST_P(PartsTest, M2_MissingPartIsShownAsAGapAfterAMinute) {
    const auto opened = open_lease("whatsapp");
    for (const int seq : {3, 1}) receive(part(seq));
    advance(part_patience - 1us);
    EXPECT_TRUE(release_parts().empty());
    EXPECT_EQ(delivered_text(opened.id), "(none)");
    advance(1us);
    const auto released = release_parts();
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(released.front().lease, opened.id);
    EXPECT_EQ(delivered_text(opened.id), "Your WhatsApp[...]123-456. Don't [...]");
    EXPECT_TRUE(release_parts().empty());
    EXPECT_EQ(sealed_parts(), 0);
}

TEST_P(PartsTest, M2_ReferenceUsedAgainBeginsANewSet) {
    const auto opened = open_lease("whatsapp");
    for (const int seq : {1, 2, 3, 4}) receive(part(seq));
    advance(1s);
    for (const int seq : {4, 2, 1}) EXPECT_EQ(receive(part(seq)).times, Times::first);
    InboundMessage third = part(3);
    third.text = Secret{"654-321. Don't "};
    EXPECT_EQ(receive(std::move(third)).outcome, Outcome::delivered_to_lease);
    EXPECT_EQ(delivered_text(opened.id), "Your WhatsApp code is 654-321. Don't share it.");
    EXPECT_EQ(lease(opened.id).message_count, 2);
}

TEST_P(PartsTest, M2_AnotherTextInATakenPlaceBeginsANewSet) {
    const auto opened = open_lease("whatsapp");
    for (const int seq : {1, 2}) receive(part(seq));
    InboundMessage second = part(2);
    second.text = Secret{" Code: "};
    EXPECT_EQ(receive(std::move(second)).times, Times::first);
    advance(part_patience);
    EXPECT_EQ(release_parts().size(), 2U) << "neither was complete, both are shown";
    EXPECT_EQ(deliver(opened.id).messages.size(), 2U);
}

TEST_P(PartsTest, M2_SetsOfTwoSendersDontMix) {
    const auto opened = open_lease("whatsapp");
    for (const int seq : {1, 2}) receive(part(seq));
    for (const int seq : {3, 4}) {
        InboundMessage other = part(seq);
        other.from = Secret{"someone else"};
        EXPECT_EQ(receive(std::move(other)).outcome, Outcome::part_waiting);
    }
    EXPECT_EQ(delivered_text(opened.id), "(none)");
}

TEST_P(PartsTest, PartThatCannotBeIsAMessageOfItsOwn) {
    const auto opened = open_lease("whatsapp");
    for (const Part odd : {Part{1, 1, 1}, Part{1, 0, 0}, Part{1, 3, 4}, Part{1, 3, 0}}) {
        InboundMessage inbound =
            message("Your WhatsApp code is " + std::to_string(++messages_made_));
        inbound.part = odd;
        EXPECT_EQ(receive(std::move(inbound)).outcome, Outcome::delivered_to_lease);
    }
    EXPECT_EQ(lease(opened.id).message_count, 4);
}

TEST_P(PartsTest, M3_PartsForNoLeaseAreFactsOnly) {
    EXPECT_EQ(receive(part(1)).outcome, Outcome::part_waiting);
    EXPECT_EQ(sealed_parts(), 0);
    const auto opened = open_lease("whatsapp");
    for (const int seq : {2, 3}) receive(part(seq));
    EXPECT_EQ(sealed_parts(), 2);
    EXPECT_EQ(receive(part(4)).outcome, Outcome::no_lease) << "it began before the lease";
    EXPECT_EQ(sealed_parts(), 0);
    EXPECT_EQ(delivered_text(opened.id), "(none)");
}

TEST_P(PartsTest, M6_PartsDieWithTheWindow) {
    const auto opened = open_lease("whatsapp", 30s);
    receive(part(1));
    advance(opened.expires_at - now());
    const auto released = release_parts();
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(released.front().outcome, Outcome::late);
    EXPECT_EQ(sealed_parts(), 0);
    run_duties();
    EXPECT_EQ(free_slots(), 256U);
}

TEST_P(PartsTest, M6_PartsNobodyReleasedDieToo) {
    open_lease("whatsapp");
    receive(part(1));
    advance(part_patience + parts_abandoned);
    write([&](db::Tx& tx) { return expire_content(tx, now(), 100); });
    EXPECT_EQ(sealed_parts(), 0);
    EXPECT_TRUE(read([&](db::Tx& tx) { return live_slots(tx, now()); }).empty());
}

TEST_P(PartsTest, SEC_C4_PartsSurviveARestart) {
    const auto opened = open_lease("whatsapp");
    for (const int seq : {1, 2}) receive(part(seq));
    reopen();
    open_ring();
    run_duties();
    for (const int seq : {3, 4}) receive(part(seq));
    EXPECT_EQ(delivered_text(opened.id), whole);
}

}  // namespace
}  // namespace otpost::messages
