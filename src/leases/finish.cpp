// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> finish(db::Tx& tx, const LeaseRef& ref, const Moment& moment) {
    for (;;) {
        const auto finished =
            tx.one(sql::leases::finish_lease, lease_from_row, ref.lease, ref.account, moment.now);
        if (finished) {
            conclude(tx, {&*finished, 1}, moment);
            return *finished;
        }
        TRY(const auto lease, find(tx, ref));
        // Else its code came between the two looks, and now it can be finished.
        if (lease.status != Status::received) return refuse_not_received(lease);
    }
}

}  // namespace otpost::leases
