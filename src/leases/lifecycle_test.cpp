// SPDX-License-Identifier: Apache-2.0
// Every command in every state: a table that a reader can compare with L4, and the rules one by
// one.
#include "leases/lease_fixture.hpp"
#include "outbox/outbox.hpp"

#include <gmock/gmock.h>

#include <optional>

namespace otpost::leases {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;

class LifecycleTest : public LeaseTest {
protected:
    /// A lease brought into a state by the ways there are.
    Lease in_state(Status status) {
        auto lease = open_for(ada);
        switch (status) {
            case Status::waiting:
                break;
            case Status::received:
                EXPECT_TRUE(code_for(lease));
                break;
            case Status::completed:
                EXPECT_TRUE(code_for(lease));
                EXPECT_TRUE(act(finish, lease));
                break;
            case Status::cancelled:
                EXPECT_TRUE(act(cancel, lease));
                break;
            case Status::failed:
                EXPECT_TRUE(fail_of(lease));
                break;
            case Status::expired: {
                const auto start = now();
                clock_.advance(window);
                EXPECT_GE(expire().size(), 1U);
                clock_.set(start);
                break;
            }
        }
        lease = stored(lease);
        EXPECT_EQ(lease.status, status);
        return lease;
    }

    std::vector<outbox::EventKind> events_of(const Customer& customer, std::int64_t after) {
        std::vector<outbox::EventKind> kinds;
        const auto events = read([&](db::Tx& tx) {
            return outbox::events_after(tx, customer.account, after, 100);
        });
        for (const auto& event : events) kinds.push_back(event.kind);
        return kinds;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, LifecycleTest, testing::all_engines, testing::engine_name);

enum class Command { cancel, finish, another_code, switch_to, code, message, other_service, fail };

/// What a command makes of a state: the next one, or the refusal.
struct Expectation {
    Status from;
    Command command;
    std::optional<Status> to;
    std::optional<ErrorCode> refusal;
};

TEST_P(LifecycleTest, L4_EveryCommandInEveryState) {
    using enum Status;
    using enum ErrorCode;
    constexpr auto none = std::nullopt;
    const std::vector<Expectation> table{
        {waiting, Command::cancel, cancelled, none},
        {waiting, Command::finish, none, lease_not_received},
        {waiting, Command::another_code, none, lease_not_received},
        {waiting, Command::switch_to, cancelled, none},
        {waiting, Command::code, received, none},
        {waiting, Command::message, waiting, none},
        {waiting, Command::other_service, waiting, none},
        {waiting, Command::fail, failed, none},

        {received, Command::cancel, none, cancel_after_code},
        {received, Command::finish, completed, none},
        {received, Command::another_code, received, none},
        {received, Command::switch_to, completed, none},
        {received, Command::code, received, none},
        {received, Command::message, received, none},
        {received, Command::other_service, none, lease_not_waiting},
        {received, Command::fail, none, lease_not_waiting},

        {completed, Command::cancel, none, cancel_after_code},
        {completed, Command::finish, none, lease_closed},
        {completed, Command::another_code, none, lease_closed},
        {completed, Command::switch_to, none, lease_closed},
        {completed, Command::code, none, lease_closed},
        {completed, Command::message, none, lease_closed},
        {completed, Command::other_service, none, lease_closed},
        {completed, Command::fail, none, lease_closed},

        {cancelled, Command::cancel, none, lease_closed},
        {cancelled, Command::finish, none, lease_closed},
        {cancelled, Command::another_code, none, lease_closed},
        {cancelled, Command::switch_to, none, lease_closed},
        {cancelled, Command::code, none, lease_closed},
        {cancelled, Command::message, none, lease_closed},
        {cancelled, Command::other_service, none, lease_closed},
        {cancelled, Command::fail, none, lease_closed},

        {expired, Command::cancel, none, lease_closed},
        {expired, Command::finish, none, lease_closed},
        {expired, Command::another_code, none, lease_closed},
        {expired, Command::switch_to, none, lease_closed},
        {expired, Command::code, none, lease_closed},
        {expired, Command::message, none, lease_closed},
        {expired, Command::other_service, none, lease_closed},
        {expired, Command::fail, none, lease_closed},

        {failed, Command::cancel, none, lease_closed},
        {failed, Command::finish, none, lease_closed},
        {failed, Command::another_code, none, lease_closed},
        {failed, Command::switch_to, none, lease_closed},
        {failed, Command::code, none, lease_closed},
        {failed, Command::message, none, lease_closed},
        {failed, Command::other_service, none, lease_closed},
        {failed, Command::fail, none, lease_closed},
    };
    ASSERT_EQ(table.size(), 48U);
    add_numbers(60);
    top_up(ada, Money{100'000'000});
    const auto error_of = [](const auto& result) -> std::optional<ErrorCode> {
        if (result) return std::nullopt;
        return result.error().code;
    };
    for (const auto& [from, command, to, refusal] : table) {
        SCOPED_TRACE(fmt::format("{} x {}", to_string(from), static_cast<int>(command)));
        const auto lease = in_state(from);
        const auto error = [&] {
            switch (command) {
                case Command::cancel:
                    return error_of(act(cancel, lease));
                case Command::finish:
                    return error_of(act(finish, lease));
                case Command::another_code:
                    return error_of(act(another_code, lease));
                case Command::switch_to:
                    return error_of(switch_from(lease, order_of(ada, "shop")));
                case Command::code:
                    return error_of(code_for(lease));
                case Command::message:
                    return error_of(message_for(lease));
                case Command::other_service:
                    return error_of(other_service_for(lease));
                case Command::fail:
                    return error_of(fail_of(lease));
            }
            std::unreachable();
        }();
        EXPECT_EQ(error, refusal);
        EXPECT_EQ(stored(lease).status, to.value_or(from));
    }
    expect_whole_books();
}

TEST_P(LifecycleTest, L5_CancelBringsTheFullFeeBack) {
    const auto lease = open_one();
    const auto before = wallet_of(ada).balance;
    const auto cancelled = act(cancel, lease).value();
    EXPECT_EQ(cancelled.close_reason, CloseReason::cancelled);
    EXPECT_EQ(cancelled.closed_at, now());
    EXPECT_EQ(wallet_of(ada).balance.micros(), before.micros() + chat_price.micros());
    EXPECT_EQ(wallet_of(ada).held, Money{0});
    EXPECT_THAT(
        events_of(ada, 2),
        ElementsAre(outbox::EventKind::lease_cancelled, outbox::EventKind::wallet_changed)
    );
}

TEST_P(LifecycleTest, L5_CancelTooEarlySaysWhenItWillBePossible) {
    add_numbers(1);
    top_up(ada, Money{1'000'000});
    auto order = order_of(ada);
    order.cancel_after = seconds{90};
    const auto lease = try_open(order).value();
    clock_.advance(seconds{90} - microseconds{1});
    const auto refused = act(cancel, lease);
    EXPECT_EQ(refused.error().code, ErrorCode::cancel_too_early);
    EXPECT_EQ(refused.error().retry_at, lease.opened_at + seconds{90});
    clock_.advance(microseconds{1});
    EXPECT_TRUE(act(cancel, lease));
}

TEST_P(LifecycleTest, L6_AtTheDeadlineTheFeeComesBackByItself) {
    const auto lease = open_one();
    EXPECT_EQ(read([](db::Tx& tx) { return next_deadline(tx); }), lease.expires_at);
    clock_.set(lease.expires_at - microseconds{1});
    EXPECT_TRUE(expire().empty());
    clock_.set(lease.expires_at);
    const auto expired = expire();
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].id, lease.id);
    EXPECT_EQ(expired[0].status, Status::expired);
    EXPECT_EQ(expired[0].close_reason, CloseReason::deadline);
    EXPECT_EQ(wallet_of(ada).balance, Money{10'000'000});
    EXPECT_TRUE(expire().empty());
    EXPECT_FALSE(read([](db::Tx& tx) { return next_deadline(tx); }));
    expect_whole_books();
}

TEST_P(LifecycleTest, L6_OverdueLeasesAreClosedInStepsLongestFirst) {
    add_numbers(6);
    top_up(ada, Money{10'000'000});
    std::vector<LeaseId> opened;
    for (int i = 0; i < 5; ++i) {
        opened.push_back(open_for(ada).id);
        clock_.advance(seconds{1});
    }
    clock_.advance(window);
    const auto first = expire(2);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_THAT(opened, ::testing::Contains(first[0].id));
    EXPECT_EQ(stored(first[0]).status, Status::expired);
    const auto left = read([](db::Tx& tx) { return next_deadline(tx); });
    EXPECT_EQ(left, from_micros(1'800'000'000'000'000) + window + seconds{2});
    EXPECT_EQ(expire(2).size(), 2U);
    EXPECT_EQ(expire(2).size(), 1U);
    EXPECT_EQ(expire(2).size(), 0U);
    expect_whole_books();
}

TEST_P(LifecycleTest, L6_AReceivedLeaseCompletesAtTheDeadline) {
    const auto lease = open_one();
    ASSERT_TRUE(code_for(lease));
    clock_.advance(window);
    const auto closed = expire();
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(closed[0].status, Status::completed);
    EXPECT_EQ(closed[0].close_reason, CloseReason::deadline);
    EXPECT_EQ(wallet_of(ada).balance.micros(), 10'000'000 - chat_price.micros());
    expect_whole_books();
}

TEST_P(LifecycleTest, L5_CancelAtTheDeadlineIsExpiry) {
    const auto lease = open_one();
    clock_.advance(window);
    const auto closed = act(cancel, lease).value();
    EXPECT_EQ(closed.status, Status::expired);
    EXPECT_EQ(closed.close_reason, CloseReason::deadline);
    EXPECT_EQ(wallet_of(ada).balance, Money{10'000'000});
    expect_whole_books();
}

TEST_P(LifecycleTest, L7_CancelAfterCodeIsRefused) {
    const auto lease = open_one();
    ASSERT_TRUE(code_for(lease));
    EXPECT_EQ(act(cancel, lease).error().code, ErrorCode::cancel_after_code);
    EXPECT_EQ(wallet_of(ada).balance.micros(), 10'000'000 - chat_price.micros());
}

TEST_P(LifecycleTest, L8_OnlyAnotherServicesMessageMeansNoRefund) {
    const auto lease = open_one();
    EXPECT_EQ(other_service_for(lease).value().other_service, "mail");
    clock_.advance(window);
    const auto expired = expire();
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].status, Status::expired);
    EXPECT_EQ(expired[0].close_reason, CloseReason::wrong_service);
    EXPECT_EQ(expired[0].other_service, "mail");
    EXPECT_EQ(wallet_of(ada).balance.micros(), 10'000'000 - chat_price.micros());
    EXPECT_EQ(wallet_of(ada).held, Money{0});
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << ledger::format(report);
    EXPECT_EQ(report.transfers, 3) << "nobody is owed anything for it";
}

TEST_P(LifecycleTest, L8_CancelAtTheDeadlineDoesNotGetAroundIt) {
    const auto lease = open_one();
    ASSERT_TRUE(other_service_for(lease));
    clock_.advance(window);
    EXPECT_EQ(act(cancel, lease).value().close_reason, CloseReason::wrong_service);
    EXPECT_EQ(wallet_of(ada).balance.micros(), 10'000'000 - chat_price.micros());
    expect_whole_books();
}

TEST_P(LifecycleTest, L8_AMessageOfTheChosenServiceKeepsTheRefund) {
    const auto lease = open_one();
    ASSERT_TRUE(other_service_for(lease));
    ASSERT_TRUE(message_for(lease));
    clock_.advance(window);
    EXPECT_EQ(expire().at(0).close_reason, CloseReason::deadline);
    EXPECT_EQ(wallet_of(ada).balance, Money{10'000'000});
    expect_whole_books();
}

TEST_P(LifecycleTest, L8_TheFirstOtherServiceIsNamed) {
    const auto lease = open_one();
    ASSERT_TRUE(other_service_for(lease));
    const auto second =
        write([&](db::Tx& tx) { return record_other_service(tx, lease.id, "game", moment()); });
    EXPECT_EQ(second.value().other_service, "mail");
}

TEST_P(LifecycleTest, L9_SwitchRefundsTheOldAndOpensTheNew) {
    const auto old = open_one();
    const auto switched = switch_from(old, order_of(ada, "shop")).value();
    EXPECT_EQ(switched.closed.status, Status::cancelled);
    EXPECT_EQ(switched.closed.close_reason, CloseReason::switched);
    EXPECT_EQ(switched.opened.service, "shop");
    EXPECT_EQ(switched.opened.switched_from, old.id);
    EXPECT_EQ(stored(switched.opened).switched_from, old.id);
    EXPECT_EQ(wallet_of(ada).balance.micros(), 10'000'000 - shop_price.micros());
    expect_whole_books();
}

TEST_P(LifecycleTest, L9_SwitchAfterACodeCompletesTheOldAndPaysBoth) {
    const auto old = open_one();
    ASSERT_TRUE(code_for(old));
    const auto switched = switch_from(old, order_of(ada, "shop")).value();
    EXPECT_EQ(switched.closed.status, Status::completed);
    EXPECT_EQ(
        wallet_of(ada).balance.micros(), 10'000'000 - chat_price.micros() - shop_price.micros()
    );
    expect_whole_books();
}

TEST_P(LifecycleTest, L9_IfTheNewCanNotBeHadTheOldStays) {
    const auto old = open_one();
    const auto unchanged = [&] {
        EXPECT_EQ(stored(old).status, Status::waiting);
        EXPECT_FALSE(stored(old).closed_at);
        EXPECT_EQ(wallet_of(ada).held, chat_price);
        EXPECT_EQ(events_of(ada, 2).size(), 0U);
        expect_whole_books();
    };
    auto next = order_of(ada, "shop");
    next.country = "FR";
    EXPECT_EQ(switch_from(old, next).error().code, ErrorCode::out_of_stock);
    unchanged();
    next.country = "DE";
    next.max_price = Money{1};
    EXPECT_EQ(switch_from(old, next).error().code, ErrorCode::price_above_cap);
    unchanged();
    // Also where the caller commits in spite of the refusal, to remember its answer.
    write([&](db::Tx& tx) {
        EXPECT_FALSE(switch_to(tx, old.id, next, moment()));
        return 0;
    });
    unchanged();
}

TEST_P(LifecycleTest, L9_TheRefundCanPayForTheNew) {
    add_numbers(2);
    top_up(ada, chat_price);
    const auto old = open_for(ada);
    auto next = order_of(ada);
    next.limits.open_at_once = 1;
    EXPECT_TRUE(switch_from(old, next));
    EXPECT_EQ(wallet_of(ada).balance, Money{0});
    expect_whole_books();
}

TEST_P(LifecycleTest, L9_SwitchIsAsEarlyAsCancel) {
    add_numbers(2);
    top_up(ada, Money{1'000'000});
    auto order = order_of(ada);
    order.cancel_after = seconds{90};
    const auto lease = try_open(order).value();
    const auto refused = switch_from(lease, order_of(ada, "shop"));
    EXPECT_EQ(refused.error().code, ErrorCode::cancel_too_early);
    EXPECT_EQ(refused.error().retry_at, lease.cancel_allowed_at);
    clock_.set(lease.expires_at);
    EXPECT_EQ(switch_from(lease, order_of(ada, "shop")).error().code, ErrorCode::lease_closed);
}

TEST_P(LifecycleTest, L10_AnotherCodeCostsNothingWithinTheWindow) {
    const auto lease = open_one();
    ASSERT_EQ(code_for(lease).value().outcome, CodeOutcome::first);
    const auto paid = wallet_of(ada).balance;
    EXPECT_TRUE(act(another_code, lease).value().awaiting_code);
    EXPECT_TRUE(act(another_code, lease).value().awaiting_code);
    const auto second = code_for(lease).value();
    EXPECT_EQ(second.outcome, CodeOutcome::further);
    EXPECT_EQ(second.lease.message_count, 2);
    EXPECT_FALSE(second.lease.awaiting_code);
    EXPECT_EQ(wallet_of(ada).balance, paid);
    clock_.advance(window);
    EXPECT_EQ(act(another_code, lease).error().code, ErrorCode::lease_closed);
    EXPECT_EQ(code_for(lease).error().code, ErrorCode::lease_closed);
    expect_whole_books();
}

TEST_P(LifecycleTest, L11_ACodeAtTheDeadlineComesTooLate) {
    const auto lease = open_one();
    clock_.set(lease.expires_at);
    EXPECT_EQ(code_for(lease).error().code, ErrorCode::lease_closed);
    EXPECT_EQ(stored(lease).status, Status::waiting);
    EXPECT_EQ(expire().size(), 1U);
    EXPECT_EQ(wallet_of(ada).balance, Money{10'000'000});
}

TEST_P(LifecycleTest, L11_ACodeJustBeforeTheDeadlineWins) {
    const auto lease = open_one();
    clock_.set(lease.expires_at - microseconds{1});
    EXPECT_TRUE(code_for(lease));
    EXPECT_THAT(
        events_of(ada, 2),
        ElementsAre(outbox::EventKind::lease_code, outbox::EventKind::wallet_changed)
    );
    expect_whole_books();
}

TEST_P(LifecycleTest, W4_ASupplierThatGivesUpMeansARefund) {
    const auto lease = open_one();
    const auto failed = fail_of(lease).value();
    EXPECT_EQ(failed.close_reason, CloseReason::supplier_failed);
    EXPECT_EQ(wallet_of(ada).balance, Money{10'000'000});
    EXPECT_THAT(
        events_of(ada, 2),
        ElementsAre(outbox::EventKind::lease_failed, outbox::EventKind::wallet_changed)
    );
}

TEST_P(LifecycleTest, W4_FeeCostAndShareAreWhereTheyBelong) {
    const auto lease = open_one();
    ASSERT_TRUE(code_for(lease));
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << ledger::format(report);
    EXPECT_EQ(report.transfers, 5);
    EXPECT_EQ(report.leases, 1);
}

TEST_P(LifecycleTest, AnUnknownLeaseIsNotFound) {
    const auto lease = [] {
        Lease unknown;
        unknown.id = LeaseId{404};
        unknown.account = ada.account;
        return unknown;
    }();
    EXPECT_EQ(act(cancel, lease).error().code, ErrorCode::lease_not_found);
    EXPECT_EQ(code_for(lease).error().code, ErrorCode::lease_not_found);
    EXPECT_EQ(message_for(lease).error().code, ErrorCode::lease_not_found);
    EXPECT_EQ(other_service_for(lease).error().code, ErrorCode::lease_not_found);
    EXPECT_EQ(fail_of(lease).error().code, ErrorCode::lease_not_found);
}

}  // namespace
}  // namespace otpost::leases
