// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> finish(db::Tx& tx, const LeaseRef& ref, const Moment& moment) {
    const auto finished =
        tx.one(sql::leases::finish_lease, lease_from_row, ref.lease, ref.account, moment.now);
    if (!finished) {
        TRY(const auto lease, find(tx, ref));
        return refuse_not_received(lease);
    }
    conclude(tx, {&*finished, 1}, moment);
    return *finished;
}

}  // namespace otpost::leases
