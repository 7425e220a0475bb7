// SPDX-License-Identifier: Apache-2.0
// The ledger for administrators: the accounts of the house and what is owed, as the newest whole
// check found them; one wallet as it is now; transfers by account, kind, reference and time.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_admin_ledger_routes(Routes& routes);

}  // namespace otpost::api
