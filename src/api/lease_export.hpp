// SPDX-License-Identifier: Apache-2.0
// What a customer keeps of his leases: all that a filter finds as a table, and what one lease did
// to the wallet. No content of messages is in either.
#pragma once

#include "api/catalog_names.hpp"
#include "api/route.hpp"

namespace otpost::api {

/// The references outlive the routes.
void add_lease_export_routes(Routes& routes, db::Database& database, const CatalogNames& names);

}  // namespace otpost::api
