// SPDX-License-Identifier: Apache-2.0
// What can be leased: countries, services with their policy, offers. Open to everyone.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_catalog_routes(Routes& routes);

}  // namespace otpost::api
