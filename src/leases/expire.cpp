// SPDX-License-Identifier: Apache-2.0
#include "leases/expire.hpp"

#include "leases/aftermath.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

Result<Lease> expire_one(db::Tx& tx, LeaseId lease, const Moment& moment) {
    const auto expired = tx.one(sql::leases::expire_one, lease_from_row, moment.now, lease);
    if (!expired) {
        const auto found = find_any(tx, lease);
        if (!found) return refuse_unknown_lease();
        return refuse_closed(*found);
    }
    conclude(tx, {&*expired, 1}, moment);
    return *expired;
}

std::vector<Lease> expire_due(db::Tx& tx, const Moment& moment, int limit) {
    auto closed = tx.all(sql::leases::expire_due, lease_from_row, moment.now, limit);
    conclude(tx, closed, moment);
    return closed;
}

std::optional<Time> next_deadline(db::Tx& tx) {
    return tx.one(sql::leases::next_deadline, [](const db::Row& row) { return row.time(0); });
}

}  // namespace otpost::leases
