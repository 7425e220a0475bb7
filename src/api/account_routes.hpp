// SPDX-License-Identifier: Apache-2.0
// The signed-in account itself.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_account_routes(Routes& routes);

}  // namespace otpost::api
