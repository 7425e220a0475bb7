// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/expire.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> cancel(db::Tx& tx, const LeaseRef& ref, const Moment& moment) {
    const auto cancelled =
        tx.one(sql::leases::cancel_lease, lease_from_row, ref.lease, ref.account, moment.now);
    if (cancelled) {
        conclude(tx, {&*cancelled, 1}, moment);
        return *cancelled;
    }
    TRY(const auto lease, find(tx, ref));
    if (lease.status == Status::waiting && lease.expires_at <= moment.now) {
        return expire_one(tx, lease.id, moment);
    }
    return refuse_to_cancel(lease, moment.now);
}

}  // namespace otpost::leases
