// SPDX-License-Identifier: Apache-2.0
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> another_code(db::Tx& tx, const LeaseRef& ref, const Moment& moment) {
    for (;;) {
        const auto asked = tx.one(
            sql::leases::ask_another_code, lease_from_row, ref.lease, ref.account, moment.now
        );
        if (asked) return *asked;
        TRY(const auto lease, find(tx, ref));
        // Else its first code came between the two looks, and now another can be asked for.
        if (lease.status != Status::received || lease.expires_at <= moment.now)
            return refuse_not_received(lease);
    }
}

}  // namespace otpost::leases
