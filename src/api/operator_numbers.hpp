// SPDX-License-Identifier: Apache-2.0
// What operators do with their numbers: add and import them with an attestation of consent (T2),
// pause, resume and retire them, open and close services. Another operator's are not there (A6).
#pragma once

#include "api/catalog_names.hpp"
#include "api/route.hpp"
#include "leases/supply.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace otpost::api {

/// Takes larger bodies than other routes.
inline constexpr std::string_view import_numbers_path = "/v1/operator/numbers/import";

/// What a filter asks for; `state` is one of those the document names.
leases::NumberSearch number_search(
    const std::optional<std::string>& state,
    const std::optional<std::string>& country,
    const std::optional<std::string>& digits
);

/// `names` and `database` outlive the routes.
void add_operator_number_routes(Routes& routes, const CatalogNames& names, db::Database& database);

}  // namespace otpost::api
