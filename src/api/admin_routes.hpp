// SPDX-License-Identifier: Apache-2.0
// Administrators: find an account, recharge its wallet by hand with a reason (W7).
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_admin_routes(Routes& routes);

}  // namespace otpost::api
