// SPDX-License-Identifier: Apache-2.0
// The prices of the catalogue as CSV: out, and in again in two steps. A preview says what a file
// would change and writes nothing; the import names the preview's digest, and changes just that,
// all or none, or is refused because the catalogue or the file is another by now.
#pragma once

#include "api/route.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace otpost::api {

/// Of the import and its preview; the file is a JSON string there.
inline constexpr std::string_view price_import_path = "/v1/admin/prices/import";
inline constexpr std::size_t price_import_body_max = 2UL * 1024 * 1024;

/// Prices are in `currency`. The reference outlives the routes.
void add_admin_price_file_routes(
    Routes& routes, db::Database& database, const std::string& currency
);

}  // namespace otpost::api
