// SPDX-License-Identifier: Apache-2.0
// A stored transfer and the hash that chains it to the one before: SHA-256 over that one's hash
// and every column of this, in a fixed binary form.
#pragma once

#include "crypto/hash.hpp"
#include "db/database.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::ledger {

/// What a transfer of a lease is; a lease has at most one in each slot (W5).
enum class Slot : std::int64_t { hold = 0, outcome = 1, supplier_cost = 2, operator_share = 3 };

/// The slot of a kind; nothing for a top-up.
std::optional<Slot> slot_of(TransferKind kind);

std::optional<TransferKind> parse_kind(std::string_view text);

struct Transfer {
    TransferId id;
    WalletId wallet;  ///< in whose chain it stands
    std::int64_t chain_seq = 0;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    Money amount;
    std::string kind;  ///< as stored, so that a forged word can be named
    std::optional<std::int64_t> lease;
    std::optional<std::int64_t> slot;
    std::optional<std::string> reason;
    std::optional<std::int64_t> actor;
    Money balance_after;
    std::int64_t booked_at = 0;
    std::string hash;  ///< 32 bytes
};

/// Where a wallet's chain begins.
crypto::Digest256 genesis_hash(WalletId wallet, std::string_view currency);

/// The hash of `transfer` after the one with hash `previous`; its own `hash` is not looked at.
crypto::Digest256 chain_hash(std::string_view previous, const Transfer& transfer);

Transfer transfer_from_row(const db::Row& row);

/// Transfers of leases by (lease, slot), those after the given ones.
std::vector<Transfer> lease_transfers_after(
    db::Tx& tx, std::int64_t lease, std::int64_t slot, int limit
);

}  // namespace otpost::ledger
