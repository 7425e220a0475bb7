// SPDX-License-Identifier: Apache-2.0
// The catalogue for administrators: which services and countries are sold, in which category and
// tier (T1), and what a service costs in each country. Each change has a reason and is in the audit
// log, with what it was before.
#pragma once

#include "api/route.hpp"

#include <string>

namespace otpost::api {

/// Prices are set in `currency`.
void add_admin_catalog_routes(Routes& routes, const std::string& currency);

}  // namespace otpost::api
