// SPDX-License-Identifier: Apache-2.0
// The signed-in account itself and its API keys. Keys are managed from a browser session only, so
// that a leaked key can't make another.
#pragma once

#include "api/route.hpp"
#include "crypto/key.hpp"

namespace otpost::api {

void add_account_routes(Routes& routes, const crypto::Key& server_key);

}  // namespace otpost::api
