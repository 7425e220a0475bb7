// SPDX-License-Identifier: Apache-2.0
// Administrators ask for a check of the ledger or of the audit log, and see what the newest found.
// The check itself runs beside the requests: app/integrity.hpp.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_admin_check_routes(Routes& routes);

}  // namespace otpost::api
