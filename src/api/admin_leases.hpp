// SPDX-License-Identifier: Apache-2.0
// Leases for administrators: found by what is known of them, each with its timeline and its money.
// Their messages are told of, never read (M7): nothing here has a key of the vault.
#pragma once

#include "api/catalog_names.hpp"
#include "api/route.hpp"

namespace otpost::api {

/// `names` outlives the routes.
void add_admin_lease_routes(Routes& routes, const CatalogNames& names);

}  // namespace otpost::api
