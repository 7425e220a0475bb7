// SPDX-License-Identifier: Apache-2.0
#include "ledger/ledger.hpp"

#include "ledger/lease_lines.hpp"
#include "ledger/ledger_fixture.hpp"
#include "ledger/ledger_sql.hpp"
#include "ledger/verify.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <thread>

namespace otpost::ledger {
namespace {

using ::testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(Engines, LedgerTest, testing::all_engines, testing::engine_name);

TEST_P(LedgerTest, StatementsPrepare) {
    testing::prepare_all(
        database(),
        {&sql::ledger::insert_wallet,
         &sql::ledger::lock_wallet,
         &sql::ledger::update_wallet,
         &sql::ledger::find_wallet,
         &sql::ledger::insert_payable,
         &sql::ledger::find_payable,
         &sql::ledger::insert_transfer,
         &sql::ledger::statement_lines,
         &sql::ledger::lease_lines,
         &sql::ledger::wallets_after,
         &sql::ledger::transfers_after,
         &sql::ledger::lease_transfers_after,
         &sql::ledger::all_payables}
    );
}

TEST_P(LedgerTest, W7_ARechargeRaisesTheWallet) {
    EXPECT_EQ(top_up(Money{5'000'000}).value().balance, Money{5'000'000});
    EXPECT_EQ(top_up(Money{1}).value().balance, Money{5'000'001});
    EXPECT_TRUE(verify(database()).ok());
}

TEST_P(LedgerTest, W7_ARechargeNeedsAnAmountAReasonAndAWallet) {
    const auto code_of = [&](ManualCredit credit) {
        return db::write(
                   database(), [&](db::Tx& tx) { return credit_manual(tx, credit, moment()); }
        )
            .error()
            .code;
    };
    EXPECT_EQ(code_of({wallet, Money{0}, "cash", admin}), ErrorCode::amount_invalid);
    EXPECT_EQ(code_of({wallet, Money{-5}, "cash", admin}), ErrorCode::amount_invalid);
    EXPECT_EQ(code_of({wallet, Money{5}, "", admin}), ErrorCode::reason_missing);
    EXPECT_EQ(code_of({wallet, Money{5}, " \t\n", admin}), ErrorCode::reason_missing);
    EXPECT_EQ(code_of({WalletId{404}, Money{5}, "cash", admin}), ErrorCode::not_found);
    EXPECT_EQ(balance(), Money{0});
}

TEST_P(LedgerTest, W1_ASumThatDoesNotFitIsRefused) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    ASSERT_TRUE(top_up(Money{most - 10}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{100}));
    // 90 would fit now, but not once the fee comes back.
    EXPECT_EQ(top_up(Money{90}).error().code, ErrorCode::amount_overflow);
    EXPECT_TRUE(top_up(Money{10}));
    refund(LeaseId{1}, Money{100});
    EXPECT_EQ(balance(), Money{most});
    EXPECT_TRUE(verify(database()).ok());
}

TEST_P(LedgerTest, W4_OpeningMovesTheFeeToEscrow) {
    ASSERT_TRUE(top_up(Money{1'000}));
    const auto after = hold(LeaseId{1}, Money{300}).value();
    EXPECT_EQ(after.balance, Money{700});
    EXPECT_EQ(after.held, Money{300});
    EXPECT_EQ(verify(database()).escrow.at("EUR"), Money{300});
}

TEST_P(LedgerTest, W3_AFeeAboveTheBalanceLeavesNothing) {
    ASSERT_TRUE(top_up(Money{299}));
    EXPECT_EQ(hold(LeaseId{1}, Money{300}).error().code, ErrorCode::insufficient_funds);
    EXPECT_EQ(balance(), Money{299});
    EXPECT_EQ(verify(database()).transfers, 1);
}

TEST_P(LedgerTest, W3_TheLastCentCanBeSpent) {
    ASSERT_TRUE(top_up(Money{300}));
    EXPECT_TRUE(hold(LeaseId{1}, Money{300}));
    EXPECT_EQ(balance(), Money{0});
}

TEST_P(LedgerTest, W3_AFeeOfZeroIsNoFee) {
    ASSERT_TRUE(top_up(Money{300}));
    EXPECT_EQ(hold(LeaseId{1}, Money{0}).error().code, ErrorCode::amount_invalid);
}

TEST_P(LedgerTest, W4_ACodeSettlesFeeCostAndShare) {
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
    settle(LeaseId{1}, Money{300}, Money{100}, Money{60});
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.transfers, 5);
    EXPECT_EQ(report.escrow.at("EUR"), Money{0});
    EXPECT_EQ(balance(), Money{700});
}

TEST_P(LedgerTest, W4_NothingIsBookedForWhatCostsNothing) {
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
    settle(LeaseId{1}, Money{300}, Money{0}, Money{0});
    EXPECT_EQ(verify(database()).transfers, 3);
}

TEST_P(LedgerTest, W4_ARefundBringsTheFeeBack) {
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
    refund(LeaseId{1}, Money{300});
    EXPECT_EQ(balance(), Money{1'000});
    EXPECT_TRUE(verify(database()).ok());
}

TEST_P(LedgerTest, W4_ALeaseShowsWhatItDidToItsWallet) {
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
    ASSERT_TRUE(hold(LeaseId{2}, Money{200}));
    settle(LeaseId{1}, Money{300}, Money{100}, Money{60});
    refund(LeaseId{2}, Money{200});
    const auto lines = [&](WalletId of, LeaseId lease) {
        return db::read(database(), [&](db::Tx& tx) { return lines_of_lease(tx, of, lease); });
    };
    const auto settled = lines(wallet, LeaseId{1});
    ASSERT_EQ(settled.size(), 1U) << "cost and share are the house's business";
    EXPECT_EQ(settled[0].kind, TransferKind::lease);
    EXPECT_EQ(settled[0].amount, Money{-300});
    const auto refunded = lines(wallet, LeaseId{2});
    ASSERT_EQ(refunded.size(), 2U);
    EXPECT_EQ(refunded[1].kind, TransferKind::refund);
    EXPECT_EQ(refunded[1].amount, Money{200});
    EXPECT_EQ(refunded[1].balance_after, Money{700});
    EXPECT_TRUE(lines(WalletId{22}, LeaseId{1}).empty());
}

TEST_P(LedgerTest, W5_TheStoreRefusesASecondOutcome) {
    ASSERT_TRUE(top_up(Money{1'000}));
    for (const auto lease : {LeaseId{1}, LeaseId{2}, LeaseId{3}}) {
        ASSERT_TRUE(hold(lease, Money{100}));
    }
    settle(LeaseId{1}, Money{100}, Money{10}, Money{0});
    refund(LeaseId{2}, Money{100});
    EXPECT_THROW(settle(LeaseId{1}, Money{100}, Money{10}, Money{0}), db::Conflict);
    EXPECT_THROW(refund(LeaseId{1}, Money{100}), db::Conflict);
    EXPECT_THROW(settle(LeaseId{2}, Money{100}, Money{10}, Money{0}), db::Conflict);
    EXPECT_THROW(refund(LeaseId{2}, Money{100}), db::Conflict);
    EXPECT_THROW(static_cast<void>(hold(LeaseId{3}, Money{100})), db::Conflict);
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.escrow.at("EUR"), Money{100});
}

TEST_P(LedgerTest, W2_TransfersCannotBeChangedOrDeleted) {
    ASSERT_TRUE(top_up(Money{1'000}));
    EXPECT_ANY_THROW(run("UPDATE transfer SET amount = 5"));
    EXPECT_ANY_THROW(run("DELETE FROM transfer"));
    EXPECT_TRUE(verify(database()).ok());
}

TEST_P(LedgerTest, W3_TheStoreRefusesANegativeWallet) {
    EXPECT_THROW(run("UPDATE wallet SET balance = -1"), db::Conflict);
    EXPECT_THROW(run("UPDATE wallet SET held = -1"), db::Conflict);
}

TEST_P(LedgerTest, W3_ManyHoldsAtOnceSpendWhatThereIs) {
    ASSERT_TRUE(top_up(Money{1'000}));
    std::atomic<int> held = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                for (int n = 0; n < 5; ++n) {
                    if (hold(LeaseId{i * 100 + n + 1}, Money{100})) ++held;
                }
            });
        }
    }
    EXPECT_EQ(held, 10);
    EXPECT_EQ(balance(), Money{0});
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.transfers, 11);
}

TEST_P(LedgerTest, TheStatementIsNewestFirstWithRunningBalance) {
    ASSERT_TRUE(top_up(Money{1'000}));
    ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
    ASSERT_TRUE(hold(LeaseId{2}, Money{200}));
    settle(LeaseId{1}, Money{300}, Money{100}, Money{60});
    refund(LeaseId{2}, Money{200});
    const auto lines = read_statement({});
    ASSERT_EQ(lines.size(), 4U);
    std::vector<std::int64_t> amounts;
    std::vector<std::int64_t> balances;
    for (const auto& line : lines) {
        amounts.push_back(line.amount.micros());
        balances.push_back(line.balance_after.micros());
    }
    EXPECT_THAT(amounts, ElementsAre(200, -200, -300, 1'000));
    EXPECT_THAT(balances, ElementsAre(700, 500, 700, 1'000));
    EXPECT_EQ(lines[0].kind, TransferKind::refund);
    EXPECT_EQ(lines[0].lease, LeaseId{2});
    EXPECT_EQ(lines[1].kind, TransferKind::lease);
    EXPECT_EQ(lines[3].kind, TransferKind::top_up);
    EXPECT_EQ(lines[3].reason, "cash");
    EXPECT_FALSE(lines[3].lease);
}

TEST_P(LedgerTest, TheStatementComesInPages) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(top_up(Money{100}));
    const auto first = read_statement({.before = {}, .limit = 2});
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[1].balance_after, Money{400});
    const auto second = read_statement({.before = first[1].position, .limit = 9});
    ASSERT_EQ(second.size(), 3U);
    EXPECT_EQ(second[0].balance_after, Money{300});
    EXPECT_EQ(second[2].balance_after, Money{100});
}

TEST_P(LedgerTest, APayableIsOpenedOnce) {
    const auto open = [&](PayableClass kind, std::int64_t owner) {
        return db::write(database(), [&](db::Tx& tx) {
            return open_payable(tx, kind, owner, "EUR", ids_);
        });
    };
    EXPECT_EQ(open(PayableClass::supplier, 7), supplier);
    EXPECT_NE(open(PayableClass::supplier, 8), supplier);
    EXPECT_NE(open(PayableClass::operator_, 7), supplier);
}

TEST_P(LedgerTest, AnUnknownWalletIsNotFound) {
    const auto found =
        db::read(database(), [](db::Tx& tx) { return find_wallet(tx, WalletId{404}); });
    EXPECT_EQ(found.error().code, ErrorCode::not_found);
    EXPECT_EQ(
        db::write(
            database(),
            [&](db::Tx& tx) {
                return hold_fee(tx, {WalletId{404}, LeaseId{1}, Money{1}}, moment());
            }
        )
            .error()
            .code,
        ErrorCode::not_found
    );
}

}  // namespace
}  // namespace otpost::ledger
