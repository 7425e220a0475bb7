// SPDX-License-Identifier: Apache-2.0
// GET /v1/events: the account's events as server-sent events, each with the resource as JSON.
#pragma once

#include "api/lease_views.hpp"
#include "api/route.hpp"
#include "delivery/event_stream.hpp"

namespace otpost::api {

/// The resource of each event as it is now; leases with their content, which delivers it.
delivery::RenderEvents render_events(
    const LeaseViews& views, const Clock& clock, IdGenerator& ids, Random& random
);

/// `database` and `clock` tell whether a client may still listen.
void add_event_routes(
    Routes& routes, delivery::EventStreams& streams, db::Database& database, const Clock& clock
);

}  // namespace otpost::api
