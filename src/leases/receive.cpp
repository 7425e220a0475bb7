// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

namespace otpost::leases {

using outbox::EventKind;

Result<RecordedCode> record_code(db::Tx& tx, LeaseId lease, const Moment& moment) {
    auto first = tx.one(sql::leases::receive_first_code, lease_from_row, lease, moment.now);
    if (first) {
        const auto wallet = settle(tx, *first, moment);
        announce(tx, EventKind::lease_code, *first, wallet, moment);
        return RecordedCode{CodeOutcome::first, *std::move(first)};
    }
    auto further = tx.one(sql::leases::receive_further_code, lease_from_row, lease, moment.now);
    if (further) {
        announce(tx, EventKind::lease_code, *further, moment);
        return RecordedCode{CodeOutcome::further, *std::move(further)};
    }
    const auto found = find_any(tx, lease);
    if (!found) return refuse_unknown_lease();
    return refuse_closed(*found);
}

Result<Lease> record_message(db::Tx& tx, LeaseId lease, const Moment& moment) {
    const auto received = tx.one(sql::leases::receive_message, lease_from_row, lease, moment.now);
    if (received) {
        announce(tx, EventKind::lease_message, *received, moment);
        return *received;
    }
    const auto found = find_any(tx, lease);
    if (!found) return refuse_unknown_lease();
    return refuse_closed(*found);
}

Result<Lease> record_other_service(
    db::Tx& tx, LeaseId lease, std::string_view service, const Moment& moment
) {
    const auto noted =
        tx.one(sql::leases::note_other_service, lease_from_row, lease, moment.now, service);
    if (noted) {
        // No event, but who keeps what was read of the lease must read it again.
        tx.announce({db::Announcement::Topic::account_events, noted->account.value()});
        return *noted;
    }
    const auto found = find_any(tx, lease);
    if (!found) return refuse_unknown_lease();
    return refuse_not_waiting(*found);
}

}  // namespace otpost::leases
