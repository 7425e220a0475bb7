// SPDX-License-Identifier: Apache-2.0
// What a forger with the store's password can do, and that it is found and named.
#include "ledger/verify.hpp"

#include "crypto/encoding.hpp"
#include "ledger/ledger_fixture.hpp"
#include "ledger/ledger_sql.hpp"
#include "ledger/transfer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <span>
#include <vector>

namespace otpost::ledger {
namespace {

using ::testing::HasSubstr;

constexpr db::Statement set_head{"test.set_head", "UPDATE wallet SET head = $1"};

class ForgedLedgerTest : public LedgerTest {
protected:
    void SetUp() override {
        LedgerTest::SetUp();
        ASSERT_TRUE(top_up(Money{1'000}));
        ASSERT_TRUE(hold(LeaseId{1}, Money{300}));
        ASSERT_TRUE(hold(LeaseId{2}, Money{200}));
        settle(LeaseId{1}, Money{300}, Money{100}, Money{60});
        refund(LeaseId{2}, Money{200});
        ASSERT_TRUE(top_up(Money{50}));
        drop_triggers();
    }

    void drop_triggers() {
        switch (GetParam()) {
            case db::Engine::sqlite:
                run("DROP TRIGGER transfer_no_update");
                run("DROP TRIGGER transfer_no_delete");
                return;
            case db::Engine::postgres:
                run("DROP TRIGGER transfer_append_only ON transfer");
                return;
        }
    }

    std::vector<Transfer> read_chain() {
        return db::read(database(), [&](db::Tx& tx) {
            return tx.all(sql::ledger::transfers_after, transfer_from_row, wallet, 0, 100);
        });
    }

    /// In this order, with positions, balances and hashes that fit.
    void write_chain(std::vector<Transfer> chain) {
        std::string head{crypto::as_text(genesis_hash(wallet, "EUR"))};
        std::int64_t balance = 0;
        run("DELETE FROM transfer");
        for (std::size_t i = 0; i < chain.size(); ++i) {
            Transfer& transfer = chain[i];
            transfer.chain_seq = static_cast<std::int64_t>(i) + 1;
            if (transfer.credit == wallet.value()) balance += transfer.amount.micros();
            if (transfer.debit == wallet.value()) balance -= transfer.amount.micros();
            transfer.balance_after = Money{balance};
            head = transfer.hash = crypto::as_text(chain_hash(head, transfer));
            insert(transfer);
        }
        const auto update = [&](db::Tx& tx) { tx.exec(set_head, std::as_bytes(std::span{head})); };
        db::write(database(), update);
    }

    void insert(const Transfer& transfer) {
        db::write(database(), [&](db::Tx& tx) {
            tx.exec(
                sql::ledger::insert_transfer,
                transfer.id,
                transfer.wallet,
                transfer.chain_seq,
                transfer.debit,
                transfer.credit,
                transfer.amount.micros(),
                transfer.kind,
                transfer.lease,
                transfer.slot,
                transfer.reason,
                transfer.actor,
                transfer.balance_after.micros(),
                transfer.booked_at,
                std::as_bytes(std::span{transfer.hash})
            );
        });
    }

    void expect_difference(std::string_view where) {
        const auto report = verify(database());
        ASSERT_FALSE(report.ok()) << where;
        EXPECT_THAT(report.difference->where, HasSubstr(where));
        EXPECT_NE(report.difference->expected, report.difference->found);
        EXPECT_THAT(format(report), HasSubstr(where));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ForgedLedgerTest, testing::all_engines, testing::engine_name);

TEST_P(ForgedLedgerTest, I10_AnUntouchedLedgerIsWhole) {
    const auto report = verify(database());
    EXPECT_TRUE(report.ok()) << format(report);
    EXPECT_EQ(report.wallets, 1);
    EXPECT_EQ(report.transfers, 8);
    EXPECT_THAT(format(report), HasSubstr("1 wallets, 8 transfers"));
}

TEST_P(ForgedLedgerTest, I10_EachChangedColumnOfATransferIsFound) {
    struct Forgery {
        std::string_view column;
        std::string_view forged;
        std::string_view original;
    };

    // Position 2 holds lease 1, positions 1 and 8 are recharges.
    const std::array forgeries{
        Forgery{"id", "id + 7", "id - 7"},
        Forgery{"amount", "amount + 1", "amount - 1"},
        Forgery{"kind", "'refund'", "'lease'"},
        Forgery{"debit_id", "debit_id + 1", "debit_id - 1"},
        Forgery{"credit_id", "2", "1"},
        Forgery{"lease_id", "77", "1"},
        Forgery{"slot", "9", "0"},
        Forgery{"reason", "'a gift'", "NULL"},
        Forgery{"actor_id", "1", "NULL"},
        Forgery{"balance_after", "balance_after + 1", "balance_after - 1"},
        Forgery{"booked_at", "booked_at + 1", "booked_at - 1"},
    };
    for (const auto& [column, forged, original] : forgeries) {
        SCOPED_TRACE(column);
        constexpr auto update = "UPDATE transfer SET {} = {} WHERE chain_seq = 2";
        run(fmt::format(update, column, forged));
        expect_difference("(wallet wa_21, position 2)");
        run(fmt::format(update, column, original));
        ASSERT_TRUE(verify(database()).ok());
    }
}

TEST_P(ForgedLedgerTest, I10_AForgedHashIsFound) {
    run("UPDATE transfer SET hash = (SELECT t.hash FROM transfer t WHERE t.chain_seq = 1) "
        "WHERE chain_seq = 4");
    expect_difference("position 4): hash");
}

TEST_P(ForgedLedgerTest, I10_AMovedTransferIsFound) {
    run("UPDATE transfer SET chain_seq = 100 WHERE chain_seq = 3");
    expect_difference("position 4): position");
}

TEST_P(ForgedLedgerTest, I10_SwappedTransfersAreFound) {
    run("UPDATE transfer SET chain_seq = 100 WHERE chain_seq = 2");
    run("UPDATE transfer SET chain_seq = 2 WHERE chain_seq = 3");
    run("UPDATE transfer SET chain_seq = 3 WHERE chain_seq = 100");
    expect_difference("position 2)");
}

TEST_P(ForgedLedgerTest, I10_AFeeThatLeftEscrowBeforeItCameIsFoundThoughAllHashesAreRight) {
    auto chain = read_chain();
    ASSERT_EQ(chain.at(3).kind, "settle");
    std::rotate(chain.begin() + 1, chain.begin() + 3, chain.begin() + 4);
    write_chain(chain);
    expect_difference("position 2): held");
}

TEST_P(ForgedLedgerTest, I10_ABalanceBelowZeroIsFoundThoughAllHashesAreRight) {
    auto chain = read_chain();
    std::rotate(chain.begin(), chain.begin() + 1, chain.begin() + 2);
    write_chain(chain);
    expect_difference("position 1): balance");
}

TEST_P(ForgedLedgerTest, I10_AChainWrittenAnewAsItWasIsWhole) {
    write_chain(read_chain());
    EXPECT_TRUE(verify(database()).ok());
}

TEST_P(ForgedLedgerTest, I10_ADeletedTransferIsFound) {
    run("DELETE FROM transfer WHERE chain_seq = 4");
    expect_difference("position 5): position");
}

TEST_P(ForgedLedgerTest, I10_ADeletedLastTransferIsFound) {
    run("DELETE FROM transfer WHERE chain_seq = 8");
    expect_difference("wallet wa_21: version");
}

TEST_P(ForgedLedgerTest, I10_EachChangedColumnOfAWalletIsFound) {
    const std::array<std::pair<std::string_view, std::string_view>, 4> forgeries{{
        {"balance = balance + 1", "balance = balance - 1"},
        {"held = held + 1", "held = held - 1"},
        {"version = version + 1", "version = version - 1"},
        {"currency = 'USD'", "currency = 'EUR'"},
    }};
    for (const auto& [forged, original] : forgeries) {
        SCOPED_TRACE(forged);
        run(fmt::format("UPDATE wallet SET {}", forged));
        expect_difference("wallet wa_21");
        run(fmt::format("UPDATE wallet SET {}", original));
        ASSERT_TRUE(verify(database()).ok());
    }
    run("UPDATE wallet SET head = (SELECT hash FROM transfer WHERE chain_seq = 1)");
    expect_difference("wallet wa_21: head");
}

TEST_P(ForgedLedgerTest, I10_AnOrphanTransferIsFound) {
    run("DELETE FROM wallet");
    expect_difference("position 1)");
}

TEST_P(ForgedLedgerTest, I10_ATransferOfALaterWalletWithoutARowIsFound) {
    run("UPDATE transfer SET wallet_id = 99 WHERE chain_seq = 8");
    run("UPDATE wallet SET version = 7, balance = balance - 50, "
        "head = (SELECT hash FROM transfer WHERE chain_seq = 7)");
    expect_difference("(wallet wa_99, position 8)");
}

TEST_P(ForgedLedgerTest, I10_APayableOfTheWrongClassOrCurrencyIsFound) {
    run("UPDATE ledger_account SET class = 'operator_payable' WHERE owner = 7");
    expect_difference("position 5): credit account");
    run("UPDATE ledger_account SET class = 'supplier_payable', currency = 'USD' WHERE owner = 7");
    expect_difference("position 5): credit account");
    run("DELETE FROM ledger_account");
    expect_difference("position 5): credit account");
}

TEST_P(ForgedLedgerTest, WhatWasNotLookedAtInTimeIsNoDifference) {
    run("UPDATE wallet SET balance = balance + 1");
    int pages = 0;
    const auto report =
        db::read(database(), [&](db::Tx& tx) { return verify(tx, [&] { return ++pages > 2; }); });
    EXPECT_FALSE(report.finished);
    EXPECT_TRUE(report.ok()) << format(report);
}

}  // namespace
}  // namespace otpost::ledger
