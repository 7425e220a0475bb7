// SPDX-License-Identifier: Apache-2.0
// Expiry of one lease, for those commands of the module that find its deadline passed.
#pragma once

#include "leases/leases.hpp"

namespace otpost::leases {

/// Refuses lease_closed when something else closed the lease first.
Result<Lease> expire_one(db::Tx& tx, LeaseId lease, const Moment& moment);

}  // namespace otpost::leases
