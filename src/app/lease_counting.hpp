// SPDX-License-Identifier: Apache-2.0
// The duty that counts what leases did in each minute, for the overview of administrators.
#pragma once

#include "app/duties.hpp"

namespace otpost::app {

/// `database` outlives the duties.
void add_lease_counting(Duties& duties, db::Database& database);

}  // namespace otpost::app
