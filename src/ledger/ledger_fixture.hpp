// SPDX-License-Identifier: Apache-2.0
// The fixture of the ledger's tests: one wallet in EUR, one supplier and one operator to pay.
#pragma once

#include "ledger/ledger.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace otpost::ledger {

class LedgerTest : public testing::EngineTest {
protected:
    static constexpr WalletId wallet{21};
    static constexpr AccountId admin{31};

    void SetUp() override {
        db::write(database(), [&](db::Tx& tx) {
            open_wallet(tx, wallet, "EUR");
            supplier = open_payable(tx, PayableClass::supplier, 7, "EUR", ids_);
            operator_ = open_payable(tx, PayableClass::operator_, 9, "EUR", ids_);
        });
    }

    Moment moment() { return {clock_.now(), ids_, random_}; }

    Result<Wallet> top_up(Money amount) {
        return db::write(database(), [&](db::Tx& tx) {
            return credit_manual(tx, {wallet, amount, "cash", admin}, moment());
        });
    }

    Result<Wallet> hold(LeaseId lease, Money amount) {
        return db::write(database(), [&](db::Tx& tx) {
            return hold_fee(tx, {wallet, lease, amount}, moment());
        });
    }

    void settle(LeaseId lease, Money amount, Money cost, Money share) {
        db::write(database(), [&](db::Tx& tx) {
            settle_fee(tx, {wallet, lease, amount}, {supplier, cost, operator_, share}, moment());
        });
    }

    void refund(LeaseId lease, Money amount) {
        db::write(database(), [&](db::Tx& tx) {
            refund_fee(tx, {wallet, lease, amount}, moment());
        });
    }

    Money balance() {
        return db::read(database(), [](db::Tx& tx) { return find_wallet(tx, wallet); })
            .value()
            .balance;
    }

    std::vector<Line> read_statement(const Page& page) {
        return db::read(database(), [&](db::Tx& tx) { return statement(tx, wallet, page); });
    }

    /// SQL that no code of ours has, as a forger would type it.
    void run(std::string_view sql) {
        db::write(database(), [&](db::Tx& tx) { tx.run_unprepared(sql); });
    }

    PayableId supplier;
    PayableId operator_;
    ManualClock clock_{from_micros(1'790'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SystemRandom random_;
};

}  // namespace otpost::ledger
