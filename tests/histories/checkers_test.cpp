// SPDX-License-Identifier: Apache-2.0
// Each checker on histories short enough to be judged by eye.
#include "bank.hpp"
#include "cycles.hpp"
#include "graph.hpp"
#include "keys.hpp"
#include "lease_register.hpp"
#include "search.hpp"

#include <gtest/gtest.h>

namespace otpost::histories {
namespace {

constexpr Nanos second = 1'000'000'000;

/// A register of one digit: even events write their number, odd ones read the one before.
std::optional<std::string> write_or_read(const std::string& state, std::size_t event) {
    if (event % 2 == 0) return std::to_string(event);
    if (state == std::to_string(event - 1)) return state;
    return std::nullopt;
}

TEST(SearchTest, FindsAnOrderOfOverlappingEvents) {
    // Both writes overlap both reads: 2, read 2, 0, read 0 explains them.
    const std::vector<Interval> events{{0, 10}, {5, 10}, {0, 4}, {1, 10}};
    EXPECT_TRUE(search_order(events, "", write_or_read).is_linearizable);
}

TEST(SearchTest, FindsNoOrderForAStaleRead) {
    const std::vector<Interval> events{{0, 1}, {4, 5}, {2, 3}, {2, 3}};
    const auto found = search_order(events, "", write_or_read);
    EXPECT_FALSE(found.is_linearizable);
    EXPECT_EQ(found.placed, 3U);
}

TEST(SearchTest, AnEventWithoutReturnMayComeLate) {
    const std::vector<Interval> events{{0, never}, {8, 9}, {2, 3}, {4, 5}};
    EXPECT_TRUE(search_order(events, "", write_or_read).is_linearizable);
}

TEST(GraphTest, FindsTheShortestCycle) {
    Graph graph;
    for (int i = 0; i < 5; ++i) graph.add_node();
    for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {2, 3}, {3, 1}, {2, 1}, {3, 4}})
        graph.add_edge(static_cast<Graph::Node>(from), static_cast<Graph::Node>(to), "ww");
    const auto cycles = graph.cycles();
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].size(), 2U);
}

/// One account with 10 in its wallet who opens lease 7 for 3 and gets it back.
class CheckerTest : public ::testing::Test {
protected:
    CheckerTest() {
        history_.chains = {
            {{1, "top_up", 0, 10, 10, "cash"},
             {2, "lease", 7, 3, 7, ""},
             {3, "refund", 7, 3, 10, ""}}
        };
    }

    Operation& add(Act act, Nanos invoked, Nanos returned) {
        Operation operation;
        operation.act = act;
        operation.invoked = invoked;
        operation.returned = returned;
        operation.status = 200;
        if (is_change(act)) operation.key = std::to_string(history_.operations.size());
        return history_.operations.emplace_back(std::move(operation));
    }

    void read_wallet(Nanos at, std::int64_t balance, std::int64_t held) {
        add(Act::read_wallet, at, at + 1).wallet = {balance, held};
    }

    Operation& add_sight(Act act, Nanos at, std::string status, std::int64_t messages = 0) {
        Operation& operation = add(act, at, at + 1);
        LeaseSight sight{.id = 7, .number = "+44", .service = "chat", .status = std::move(status)};
        sight.messages = messages;
        sight.is_refunded = sight.status == "cancelled";
        sight.expires_at = 100 * second;
        operation.sight = sight;
        operation.lease = 7;
        return operation;
    }

    void send_message(Nanos at) {
        Operation& operation = add(Act::message, at, at + 1);
        operation.number = "+44";
        operation.service = "chat";
    }

    History history_;
};

TEST_F(CheckerTest, BankTakesEachVersionInItsTime) {
    read_wallet(0, 10, 0);
    add_sight(Act::open, 10, "waiting");
    read_wallet(20, 7, 3);
    add_sight(Act::cancel, 30, "cancelled");
    read_wallet(40, 10, 0);
    EXPECT_TRUE(check_bank(history_).empty());
    EXPECT_TRUE(check_cycles(history_).empty());
    EXPECT_TRUE(check_leases(history_).empty());
}

TEST_F(CheckerTest, BankRefusesMoneyThatNeverWas) {
    read_wallet(0, 9, 0);
    EXPECT_EQ(check_bank(history_).size(), 1U);
}

TEST_F(CheckerTest, BankRefusesAnOlderVersionThanWasSeen) {
    add_sight(Act::cancel, 30, "cancelled");
    read_wallet(40, 7, 3);
    EXPECT_EQ(check_bank(history_).size(), 1U);
}

TEST_F(CheckerTest, CyclesGoThroughLeaseAndWallet) {
    // The refund was seen in the lease, then a wallet without it was.
    add_sight(Act::read_lease, 30, "cancelled");
    read_wallet(40, 7, 3);
    EXPECT_EQ(check_cycles(history_).size(), 1U);
}

TEST_F(CheckerTest, LeasesAllowWhatOverlaps) {
    add_sight(Act::open, 10, "waiting");
    send_message(20);
    auto& cancel = add_sight(Act::cancel, 20, "");
    cancel.sight.reset();
    cancel.status = 409;
    cancel.refusal = "cancel_after_code";
    add_sight(Act::read_lease, 30, "received", 1);
    EXPECT_TRUE(check_leases(history_).empty());
}

TEST_F(CheckerTest, LeasesRefuseACodeAfterTheCancel) {
    add_sight(Act::open, 10, "waiting");
    add_sight(Act::cancel, 20, "cancelled");
    send_message(30);
    add_sight(Act::read_lease, 40, "received", 1);
    EXPECT_EQ(check_leases(history_).size(), 1U);
}

TEST_F(CheckerTest, LeasesRefuseToStayOpenPastTheDeadline) {
    add_sight(Act::open, 10, "waiting");
    add_sight(Act::read_lease, 100 * second + closing_patience + clock_slack, "waiting");
    EXPECT_EQ(check_leases(history_).size(), 1U);
}

TEST_F(CheckerTest, LeasesLetTheDeadlineClose) {
    add_sight(Act::open, 10, "waiting");
    add_sight(Act::read_lease, 100 * second, "waiting");
    add_sight(Act::read_lease, 101 * second, "expired");
    EXPECT_TRUE(check_leases(history_).empty());
}

TEST_F(CheckerTest, KeysGiveOneAnswer) {
    add(Act::cancel, 1, 2).key = "same";
    add(Act::cancel, 3, 4).key = "same";
    EXPECT_TRUE(check_keys(history_).empty());
    history_.operations.back().answer = 5;
    EXPECT_EQ(check_keys(history_).size(), 1U);
}

TEST_F(CheckerTest, KeysDoOneThing) {
    add(Act::open, 1, 2).key = "same";
    auto& other = add(Act::open, 3, 4);
    other.key = "same";
    other.request = 9;
    EXPECT_EQ(check_keys(history_).size(), 1U);
    other.status = 422;
    other.refusal = "idempotency_key_reused";
    EXPECT_TRUE(check_keys(history_).empty());
}

}  // namespace
}  // namespace otpost::histories
