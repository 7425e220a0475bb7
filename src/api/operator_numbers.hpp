// SPDX-License-Identifier: Apache-2.0
// What operators do with their numbers: add and import them with an attestation of consent (T2),
// pause, resume and retire them, open and close services. Another operator's are not there (A6).
#pragma once

#include "api/catalog_names.hpp"
#include "api/route.hpp"

#include <string_view>

namespace otpost::api {

/// Takes larger bodies than other routes.
inline constexpr std::string_view import_numbers_path = "/v1/operator/numbers/import";

/// `names` outlives the routes.
void add_operator_number_routes(Routes& routes, const CatalogNames& names);

}  // namespace otpost::api
