// SPDX-License-Identifier: Apache-2.0
// Suppliers and how they do, for administrators.
#pragma once

#include "api/route.hpp"
#include "suppliers/directory.hpp"

namespace otpost::api {

/// `directory` outlives the routes, and is loaded before the first request.
void add_admin_supplier_routes(Routes& routes, const suppliers::Directory& directory);

}  // namespace otpost::api
