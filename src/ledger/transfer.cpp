// SPDX-License-Identifier: Apache-2.0
#include "ledger/transfer.hpp"

#include "crypto/canonical.hpp"
#include "ledger/ledger_sql.hpp"

#include <array>
#include <utility>

namespace otpost::ledger {

namespace {

constexpr std::array all_kinds{
    TransferKind::top_up,
    TransferKind::lease,
    TransferKind::refund,
    TransferKind::settle,
    TransferKind::supplier_cost,
    TransferKind::operator_share
};

}  // namespace

std::string_view to_string(TransferKind kind) {
    switch (kind) {
        case TransferKind::top_up:
            return "top_up";
        case TransferKind::lease:
            return "lease";
        case TransferKind::refund:
            return "refund";
        case TransferKind::settle:
            return "settle";
        case TransferKind::supplier_cost:
            return "supplier_cost";
        case TransferKind::operator_share:
            return "operator_share";
    }
    std::unreachable();
}

std::optional<TransferKind> parse_kind(std::string_view text) {
    for (const auto kind : all_kinds) {
        if (to_string(kind) == text) return kind;
    }
    return std::nullopt;
}

std::optional<Slot> slot_of(TransferKind kind) {
    switch (kind) {
        case TransferKind::top_up:
            return std::nullopt;
        case TransferKind::lease:
            return Slot::hold;
        case TransferKind::refund:
        case TransferKind::settle:
            return Slot::outcome;
        case TransferKind::supplier_cost:
            return Slot::supplier_cost;
        case TransferKind::operator_share:
            return Slot::operator_share;
    }
    std::unreachable();
}

crypto::Digest256 genesis_hash(WalletId wallet, std::string_view currency) {
    crypto::CanonicalBytes canonical;
    canonical.add(std::string_view{"otpost wallet"}).add(wallet.value()).add(currency);
    return crypto::sha256(canonical.bytes());
}

crypto::Digest256 chain_hash(std::string_view previous, const Transfer& transfer) {
    crypto::CanonicalBytes canonical;
    canonical.add(previous)
        .add(transfer.id.value())
        .add(transfer.wallet.value())
        .add(transfer.chain_seq)
        .add(transfer.debit)
        .add(transfer.credit)
        .add(transfer.amount.micros())
        .add(std::string_view{transfer.kind})
        .add(transfer.lease)
        .add(transfer.slot)
        .add(transfer.reason)
        .add(transfer.actor)
        .add(transfer.balance_after.micros())
        .add(transfer.booked_at);
    return crypto::sha256(canonical.bytes());
}

Transfer transfer_from_row(const db::Row& row) {
    Transfer transfer;
    transfer.id = row.id<TransferId>(0);
    transfer.wallet = row.id<WalletId>(1);
    transfer.chain_seq = row.int64(2);
    transfer.debit = row.int64(3);
    transfer.credit = row.int64(4);
    transfer.amount = Money{row.int64(5)};
    transfer.kind = row.text(6);
    transfer.lease = row.optional_int64(7);
    transfer.slot = row.optional_int64(8);
    if (!row.is_null(9)) transfer.reason = row.text(9);
    transfer.actor = row.optional_int64(10);
    transfer.balance_after = Money{row.int64(11)};
    transfer.booked_at = row.int64(12);
    transfer.hash = crypto::as_text(row.bytes(13));
    return transfer;
}

std::vector<Transfer> lease_transfers_after(
    db::Tx& tx, std::int64_t lease, std::int64_t slot, int limit
) {
    return tx.all(sql::ledger::lease_transfers_after, transfer_from_row, lease, slot, limit);
}

}  // namespace otpost::ledger
