// SPDX-License-Identifier: Apache-2.0
// API keys (A8, SEC-K2): made, rotated and revoked from a browser session only, so that a leaked
// key can't make another; made and rotated soon after a sign-in only (SEC-S11).
#pragma once

#include "api/route.hpp"
#include "crypto/key.hpp"

namespace otpost::api {

/// `server_key` outlives the routes.
void add_api_key_routes(Routes& routes, const crypto::Key& server_key);

}  // namespace otpost::api
