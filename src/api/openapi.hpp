// SPDX-License-Identifier: Apache-2.0
// The OpenAPI 3.1 document, derived from the routes and their structs: it can't drift.
#pragma once

#include "api/route.hpp"

#include <string>
#include <vector>

namespace otpost::api {

std::string openapi_document(const std::vector<Route>& routes, std::string_view version);

}  // namespace otpost::api
