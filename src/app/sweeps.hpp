// SPDX-License-Identifier: Apache-2.0
// The duties that need nothing but the store: what is over is closed, and what was kept long enough
// goes (P1).
#pragma once

#include "app/duties.hpp"

namespace otpost::app {

/// `database` outlives the duties.
void add_sweeps(Duties& duties, db::Database& database);

}  // namespace otpost::app
