// SPDX-License-Identifier: Apache-2.0
// What the account consents to, and its withdrawal (P3).
#pragma once

#include "api/route.hpp"

#include <string>

namespace otpost::api {

void add_consent_routes(Routes& routes, const std::string& terms_version);

}  // namespace otpost::api
