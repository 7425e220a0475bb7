// SPDX-License-Identifier: Apache-2.0
#include "leases/refusals.hpp"

#include <fmt/format.h>

namespace otpost::leases {

std::unexpected<Error> refuse_unknown_lease() {
    return refuse(ErrorCode::lease_not_found, "There is no such lease of yours. Check its id.");
}

std::unexpected<Error> refuse_closed(const Lease& lease) {
    return refuse(
        ErrorCode::lease_closed,
        is_live(lease.status)
            ? std::string{"The lease's deadline has come; it is being closed."}
            : fmt::format("The lease is closed: it is {}.", to_string(lease.status))
    );
}

std::unexpected<Error> refuse_not_waiting(const Lease& lease) {
    if (lease.status != Status::received) return refuse_closed(lease);
    return refuse(ErrorCode::lease_not_waiting, "The lease has its code; it no longer waits.");
}

std::unexpected<Error> refuse_not_received(const Lease& lease) {
    if (lease.status != Status::waiting) return refuse_closed(lease);
    return refuse(ErrorCode::lease_not_received, "The lease has no code yet.");
}

std::unexpected<Error> refuse_to_cancel(const Lease& lease, Time now) {
    if (lease.code_received_at) {
        return refuse(
            ErrorCode::cancel_after_code,
            "A code has come, so the lease can't be cancelled or refunded."
        );
    }
    if (!is_live(lease.status) || lease.expires_at <= now) return refuse_closed(lease);
    return refuse_until(
        ErrorCode::cancel_too_early,
        fmt::format(
            "The lease can be cancelled from {} on.", format_rfc3339(lease.cancel_allowed_at)
        ),
        lease.cancel_allowed_at
    );
}

}  // namespace otpost::leases
