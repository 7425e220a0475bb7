// SPDX-License-Identifier: Apache-2.0
// The services that an account keeps at hand, on every device.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_favourite_routes(Routes& routes);

}  // namespace otpost::api
