// SPDX-License-Identifier: Apache-2.0
// What operators read of their numbers' work: an overview, the delivery rate of each service, the
// leases served and earnings by day. Never content, never who the customer is (M7).
#pragma once

#include "api/catalog_names.hpp"
#include "api/route.hpp"

#include <string>

namespace otpost::api {

/// `names` outlives the routes; `currency` is that of the ledger.
void add_operator_report_routes(
    Routes& routes, const CatalogNames& names, const std::string& currency
);

}  // namespace otpost::api
