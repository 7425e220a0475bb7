// SPDX-License-Identifier: Apache-2.0
// Where suppliers deliver messages: POST /ingest/<adapter>/<supplier>. Verified over the raw body
// before anything is parsed, acknowledged only when durable (M1, SEC-W3).
#pragma once

#include "api/route.hpp"
#include "suppliers/directory.hpp"

namespace otpost::api {

void add_ingest_routes(
    Routes& routes, const suppliers::Directory& directory, suppliers::Intake& intake
);

}  // namespace otpost::api
