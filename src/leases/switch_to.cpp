// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/open.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

namespace {

Result<Lease> close_old(db::Tx& tx, const LeaseRef& ref, const Moment& moment) {
    const auto closed =
        tx.one(sql::leases::close_for_switch, lease_from_row, ref.lease, ref.account, moment.now);
    if (!closed) {
        TRY(const auto lease, find(tx, ref));
        // One that has its code may be switched, so only its end can be in the way.
        if (lease.code_received_at) return refuse_closed(lease);
        return refuse_to_cancel(lease, moment.now);
    }
    conclude(tx, {&*closed, 1}, moment);
    return *closed;
}

Result<Switched> close_and_open(
    db::Tx& tx, LeaseId lease, const OpenLease& next, const Moment& moment
) {
    TRY(auto closed, close_old(tx, {next.account, lease}, moment));
    TRY(auto opened, open_instead_of(tx, next, lease, moment));
    return Switched{std::move(closed), std::move(opened)};
}

}  // namespace

Result<Switched> switch_to(db::Tx& tx, LeaseId lease, const OpenLease& next, const Moment& moment) {
    tx.begin_savepoint();
    auto switched = close_and_open(tx, lease, next, moment);
    if (switched) {
        tx.release_savepoint();
    } else {
        tx.rollback_to_savepoint();
    }
    return switched;
}

}  // namespace otpost::leases
