// SPDX-License-Identifier: Apache-2.0
// What follows, in the same transaction, when a lease was opened, got its code or was closed: the
// fee moves, the number is released, the account hears of it.
//
// Rows are locked in the order lease, wallet, number, event cursor, and within each kind by id, so
// that no two transactions wait for each other.
#pragma once

#include "base/moment.hpp"
#include "leases/lease.hpp"
#include "ledger/ledger.hpp"
#include "outbox/outbox.hpp"

#include <span>

namespace otpost::leases {

/// The lease's event of `kind` and, when its fee moved, the wallet's.
void announce(db::Tx& tx, outbox::EventKind kind, const Lease& lease, const Moment& moment);
void announce(
    db::Tx& tx,
    outbox::EventKind kind,
    const Lease& lease,
    const ledger::Wallet& wallet,
    const Moment& moment
);

/// For leases that a conditional update has just closed.
void conclude(db::Tx& tx, std::span<const Lease> closed, const Moment& moment);

/// The fee of a lease whose first code has come.
ledger::Wallet settle(db::Tx& tx, const Lease& lease, const Moment& moment);

}  // namespace otpost::leases
