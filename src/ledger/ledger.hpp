// SPDX-License-Identifier: Apache-2.0
// Double-entry money (W1-W5). Every change is one immutable transfer from a debit to a credit
// account; only wallets keep a balance, so house accounts are never a contended row. The transfers
// of a wallet, those about its fees included, form a hash chain that its row lock orders.
//
// This is the only module that writes money tables. Functions that refuse have changed nothing.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/money.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::ledger {

/// Accounts of the house; the numbers are stored.
enum class HouseAccount : std::int64_t {
    escrow = 1,  ///< fees of waiting leases: the sum of their prices at all times
    revenue = 2,
    supplier_cost = 3,
    operator_share_cost = 4,
    clearing_manual = 5,  ///< what administrators owe for the recharges they booked
};

struct PayableTag {
    static constexpr std::string_view prefix = "pa";
};

/// What is owed to one supplier or operator: a ledger account without a stored balance.
using PayableId = Id<PayableTag>;

enum class PayableClass { supplier, operator_ };

enum class TransferKind { top_up, lease, refund, settle, supplier_cost, operator_share };

/// `top_up`, `lease` and so on, as stored and shown.
std::string_view to_string(TransferKind kind);

struct Wallet {
    WalletId id;
    std::string currency;
    Money balance;  ///< free to spend; never below zero (W3)
    Money held;     ///< fees of its waiting leases, in escrow
};

void open_wallet(db::Tx& tx, WalletId wallet, std::string_view currency);

/// `owner` is the supplier's or the operator's id; opening it again gives the account there is.
PayableId open_payable(
    db::Tx& tx, PayableClass kind, std::int64_t owner, std::string_view currency, IdGenerator& ids
);

/// Nothing: nobody opened it.
std::optional<PayableId> find_payable(
    db::Tx& tx, PayableClass kind, std::int64_t owner, std::string_view currency
);

struct Fee {
    WalletId wallet;
    LeaseId lease;
    Money amount;
};

/// Wallet to escrow; takes the wallet's row lock until the transaction ends, which orders whatever
/// else an account does. Refuses not_found, amount_invalid and insufficient_funds.
Result<Wallet> hold_fee(db::Tx& tx, const Fee& fee, const Moment& moment);

/// What a delivered code earns others; nothing is booked where the amount is zero.
struct Earnings {
    PayableId supplier;
    Money supplier_cost;
    std::optional<PayableId> operator_;
    Money operator_share;
};

/// Escrow to revenue, and the supplier's cost and the operator's share to what is owed them.
/// A fee is settled or refunded once: a second time is db::Conflict, at the latest at commit (W5).
Wallet settle_fee(db::Tx& tx, const Fee& fee, const Earnings& earnings, const Moment& moment);

/// Escrow to wallet.
Wallet refund_fee(db::Tx& tx, const Fee& fee, const Moment& moment);

struct ManualCredit {
    WalletId wallet;
    Money amount;
    std::string reason;
    AccountId actor;  ///< the administrator who books it
};

/// Whether amount and reason are such as credit_manual takes.
Result<> check_manual_credit(const ManualCredit& credit);

/// An administrator's recharge (W7). Refuses not_found, amount_invalid, amount_overflow and
/// reason_missing.
Result<Wallet> credit_manual(db::Tx& tx, const ManualCredit& credit, const Moment& moment);

Result<Wallet> find_wallet(db::Tx& tx, WalletId wallet);

/// The same, and nobody else books on it until the transaction ends.
Result<Wallet> lock_wallet(db::Tx& tx, WalletId wallet);

/// A line of a wallet's statement.
struct Line {
    TransferId id;
    std::int64_t position = 0;  ///< in the wallet's chain; the cursor of the next page
    TransferKind kind = TransferKind::top_up;
    Money amount;  ///< negative when it left the wallet
    Money balance_after;
    std::optional<LeaseId> lease;
    std::string reason;  ///< of a recharge; else empty
    Time booked_at;
};

struct Page {
    std::optional<std::int64_t> before = {};  ///< lines with a smaller position; absent: the newest
    int limit = 50;
};

/// Newest first.
std::vector<Line> statement(db::Tx& tx, WalletId wallet, const Page& page);

}  // namespace otpost::ledger
