// SPDX-License-Identifier: Apache-2.0
#include "ledger/ledger.hpp"

#include "base/assert.hpp"
#include "ledger/lease_lines.hpp"
#include "ledger/ledger_sql.hpp"
#include "ledger/transfer.hpp"

#include <fmt/format.h>

#include <limits>
#include <span>
#include <utility>

namespace otpost::ledger {

namespace {

constexpr std::int64_t id_of(HouseAccount account) {
    return std::to_underlying(account);
}

std::string_view to_string(PayableClass kind) {
    switch (kind) {
        case PayableClass::supplier:
            return "supplier_payable";
        case PayableClass::operator_:
            return "operator_payable";
    }
    std::unreachable();
}

std::span<const std::byte> as_bytes(std::string_view text) {
    return std::as_bytes(std::span{text});
}

/// A wallet whose row lock we hold, changed in memory until it is stored.
struct LockedWallet {
    Wallet wallet;
    std::int64_t version = 0;
    std::string head;
};

std::optional<LockedWallet> lock(db::Tx& tx, WalletId id) {
    const auto read = [&](const db::Row& row) {
        return LockedWallet{
            .wallet =
                {.id = id,
                 .currency = std::string{row.text(0)},
                 .balance = Money{row.int64(1)},
                 .held = Money{row.int64(2)}},
            .version = row.int64(3),
            .head = std::string{crypto::as_text(row.bytes(4))}
        };
    };
    return tx.one(sql::ledger::lock_wallet, read, id);
}

/// For a wallet that a lease of ours names.
LockedWallet lock_existing(db::Tx& tx, WalletId id) {
    auto locked = lock(tx, id);
    if (!locked) throw db::Corruption{fmt::format("wallet {} is gone", otpost::to_string(id))};
    return *std::move(locked);
}

void store(db::Tx& tx, const LockedWallet& locked) {
    const auto& [wallet, version, head] = locked;
    tx.send(
        sql::ledger::update_wallet, wallet.id, wallet.balance, wallet.held, version, as_bytes(head)
    );
}

struct Posting {
    TransferKind kind;
    std::int64_t debit;
    std::int64_t credit;
    Money amount;
    std::optional<LeaseId> lease;
    std::optional<std::string> reason;
    std::optional<AccountId> actor;
};

/// Appends to the wallet's chain; its balance must be what it is after this transfer.
void post(db::Tx& tx, LockedWallet& locked, Posting posting, const Moment& moment) {
    ASSERT(posting.amount.is_positive());
    ASSERT(posting.debit != posting.credit);
    Transfer transfer{
        .id = moment.ids.make<TransferId>(),
        .wallet = locked.wallet.id,
        .chain_seq = locked.version + 1,
        .debit = posting.debit,
        .credit = posting.credit,
        .amount = posting.amount,
        .kind = std::string{to_string(posting.kind)},
        .lease = {},
        .slot = {},
        .reason = std::move(posting.reason),
        .actor = {},
        .balance_after = locked.wallet.balance,
        .booked_at = to_micros(moment.now),
        .hash = {}
    };
    if (posting.lease) transfer.lease = posting.lease->value();
    if (const auto slot = slot_of(posting.kind)) transfer.slot = std::to_underlying(*slot);
    if (posting.actor) transfer.actor = posting.actor->value();
    transfer.hash = crypto::as_text(chain_hash(locked.head, transfer));
    tx.send(
        sql::ledger::insert_transfer,
        transfer.id,
        transfer.wallet,
        transfer.chain_seq,
        transfer.debit,
        transfer.credit,
        transfer.amount,
        transfer.kind,
        transfer.lease,
        transfer.slot,
        transfer.reason,
        transfer.actor,
        transfer.balance_after,
        transfer.booked_at,
        as_bytes(transfer.hash)
    );
    locked.version = transfer.chain_seq;
    locked.head = std::move(transfer.hash);
}

/// Neither can leave int64: no wallet holds more than credit_manual let in, and what would go
/// below zero is refused by the store's checks.
Money plus(Money left, Money right) {
    return Money{left.micros() + right.micros()};
}

Money minus(Money left, Money right) {
    return Money{left.micros() - right.micros()};
}

std::unexpected<Error> refuse_unknown_wallet() {
    return refuse(ErrorCode::not_found, "There is no such wallet.");
}

}  // namespace

void open_wallet(db::Tx& tx, WalletId wallet, std::string_view currency) {
    ASSERT(is_currency(currency));
    const auto head = genesis_hash(wallet, currency);
    tx.send(sql::ledger::insert_wallet, wallet, currency, std::span<const std::byte>{head});
}

PayableId open_payable(
    db::Tx& tx, PayableClass kind, std::int64_t owner, std::string_view currency, IdGenerator& ids
) {
    ASSERT(is_currency(currency));
    const auto id = ids.make<PayableId>();
    const auto added = tx.exec(sql::ledger::insert_payable, id, to_string(kind), owner, currency);
    if (added == 1) return id;
    const auto found = find_payable(tx, kind, owner, currency);
    if (!found) throw db::Corruption{"a payable that conflicts can't be found"};
    return *found;
}

std::optional<PayableId> find_payable(
    db::Tx& tx, PayableClass kind, std::int64_t owner, std::string_view currency
) {
    const auto read = [](const db::Row& row) { return row.id<PayableId>(0); };
    return tx.one(sql::ledger::find_payable, read, to_string(kind), owner, currency);
}

Result<Wallet> hold_fee(db::Tx& tx, const Fee& fee, const Moment& moment) {
    if (!fee.amount.is_positive()) return refuse(ErrorCode::amount_invalid, "A fee is above zero.");
    auto locked = lock(tx, fee.wallet);
    if (!locked) return refuse_unknown_wallet();
    auto& wallet = locked->wallet;
    if (wallet.balance < fee.amount) {
        return refuse(
            ErrorCode::insufficient_funds,
            fmt::format(
                "The fee is {} {}, the wallet has {}. Top it up and try again.",
                format_amount(fee.amount),
                wallet.currency,
                format_amount(wallet.balance)
            )
        );
    }
    wallet.balance = minus(wallet.balance, fee.amount);
    wallet.held = plus(wallet.held, fee.amount);
    const Posting posting{
        .kind = TransferKind::lease,
        .debit = fee.wallet.value(),
        .credit = id_of(HouseAccount::escrow),
        .amount = fee.amount,
        .lease = fee.lease,
        .reason = {},
        .actor = {}
    };
    post(tx, *locked, posting, moment);
    store(tx, *locked);
    return wallet;
}

Wallet settle_fee(db::Tx& tx, const Fee& fee, const Earnings& earnings, const Moment& moment) {
    auto locked = lock_existing(tx, fee.wallet);
    const auto post_of_lease =
        [&](TransferKind kind, HouseAccount from, std::int64_t to, Money amount) {
            const Posting posting{
                .kind = kind,
                .debit = id_of(from),
                .credit = to,
                .amount = amount,
                .lease = fee.lease,
                .reason = {},
                .actor = {}
            };
            post(tx, locked, posting, moment);
        };
    locked.wallet.held = minus(locked.wallet.held, fee.amount);
    post_of_lease(
        TransferKind::settle, HouseAccount::escrow, id_of(HouseAccount::revenue), fee.amount
    );
    if (earnings.supplier_cost.is_positive()) {
        post_of_lease(
            TransferKind::supplier_cost,
            HouseAccount::supplier_cost,
            earnings.supplier.value(),
            earnings.supplier_cost
        );
    }
    if (earnings.operator_ && earnings.operator_share.is_positive()) {
        post_of_lease(
            TransferKind::operator_share,
            HouseAccount::operator_share_cost,
            earnings.operator_->value(),
            earnings.operator_share
        );
    }
    store(tx, locked);
    return locked.wallet;
}

Wallet refund_fee(db::Tx& tx, const Fee& fee, const Moment& moment) {
    auto locked = lock_existing(tx, fee.wallet);
    auto& wallet = locked.wallet;
    wallet.held = minus(wallet.held, fee.amount);
    wallet.balance = plus(wallet.balance, fee.amount);
    const Posting posting{
        .kind = TransferKind::refund,
        .debit = id_of(HouseAccount::escrow),
        .credit = fee.wallet.value(),
        .amount = fee.amount,
        .lease = fee.lease,
        .reason = {},
        .actor = {}
    };
    post(tx, locked, posting, moment);
    store(tx, locked);
    return wallet;
}

Result<> check_manual_credit(const ManualCredit& credit) {
    if (!credit.amount.is_positive()) {
        return refuse(ErrorCode::amount_invalid, "The amount must be above zero.");
    }
    if (credit.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
        return refuse(ErrorCode::reason_missing, "A manual recharge needs a reason.");
    }
    return {};
}

Result<Wallet> credit_manual(db::Tx& tx, const ManualCredit& credit, const Moment& moment) {
    CHECK(check_manual_credit(credit));
    auto locked = lock(tx, credit.wallet);
    if (!locked) return refuse_unknown_wallet();
    auto& wallet = locked->wallet;
    const auto raised = checked_add(wallet.balance, credit.amount);
    // What is held may come back as a refund, so it has to fit as well.
    if (!raised || !checked_add(*raised, wallet.held)) {
        return refuse(ErrorCode::amount_overflow, "The wallet can't hold that much.");
    }
    wallet.balance = *raised;
    const Posting posting{
        .kind = TransferKind::top_up,
        .debit = id_of(HouseAccount::clearing_manual),
        .credit = credit.wallet.value(),
        .amount = credit.amount,
        .lease = {},
        .reason = credit.reason,
        .actor = credit.actor
    };
    post(tx, *locked, posting, moment);
    store(tx, *locked);
    return wallet;
}

Result<Wallet> lock_wallet(db::Tx& tx, WalletId wallet) {
    auto locked = lock(tx, wallet);
    if (!locked) return refuse_unknown_wallet();
    return std::move(locked->wallet);
}

Result<Wallet> find_wallet(db::Tx& tx, WalletId wallet) {
    const auto read = [&](const db::Row& row) {
        return Wallet{
            .id = wallet,
            .currency = std::string{row.text(0)},
            .balance = Money{row.int64(1)},
            .held = Money{row.int64(2)}
        };
    };
    auto found = tx.one(sql::ledger::find_wallet, read, wallet);
    if (!found) return refuse_unknown_wallet();
    return *std::move(found);
}

namespace {

Line line_of(const db::Row& row, WalletId wallet) {
    const auto kind = parse_kind(row.text(2));
    if (!kind) throw db::Corruption{"a transfer is of no known kind"};
    const bool is_credit = row.int64(4) == wallet.value();
    Line line;
    line.id = row.id<TransferId>(0);
    line.position = row.int64(1);
    line.kind = *kind;
    line.amount = Money{is_credit ? row.int64(3) : -row.int64(3)};
    line.balance_after = Money{row.int64(5)};
    if (!row.is_null(6)) line.lease = row.id<LeaseId>(6);
    if (!row.is_null(7)) line.reason = row.text(7);
    line.booked_at = row.time(8);
    return line;
}

}  // namespace

std::vector<Line> statement(db::Tx& tx, WalletId wallet, const Page& page) {
    const auto read = [wallet](const db::Row& row) { return line_of(row, wallet); };
    const auto before = page.before.value_or(std::numeric_limits<std::int64_t>::max());
    return tx.all(sql::ledger::statement_lines, read, wallet, before, page.limit);
}

std::vector<Line> lines_of_lease(db::Tx& tx, WalletId wallet, LeaseId lease) {
    const auto read = [wallet](const db::Row& row) { return line_of(row, wallet); };
    return tx.all(sql::ledger::lease_lines, read, wallet, lease);
}

}  // namespace otpost::ledger
