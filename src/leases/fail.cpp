// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> fail(db::Tx& tx, LeaseId lease, const Moment& moment) {
    const auto failed = tx.one(sql::leases::fail_lease, lease_from_row, lease, moment.now);
    if (!failed) {
        const auto found = find_any(tx, lease);
        if (!found) return refuse_unknown_lease();
        return refuse_not_waiting(*found);
    }
    conclude(tx, {&*failed, 1}, moment);
    return *failed;
}

}  // namespace otpost::leases
