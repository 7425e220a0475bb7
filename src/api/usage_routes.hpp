// SPDX-License-Identifier: Apache-2.0
// What an account's API keys were used for lately (P7).
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_usage_routes(Routes& routes);

}  // namespace otpost::api
