// SPDX-License-Identifier: Apache-2.0
// Opening, for those commands of the module that open a lease as one of their steps.
#pragma once

#include "leases/leases.hpp"

#include <optional>

namespace otpost::leases {

/// `open`, remembering the lease that this one takes the place of.
Result<Lease> open_instead_of(
    db::Tx& tx, const OpenLease& order, std::optional<LeaseId> old, const Moment& moment
);

}  // namespace otpost::leases
