// SPDX-License-Identifier: Apache-2.0
// How the house is doing: leases and money over time from what was counted by the minute, what is
// live now, and what this node knows of itself.
#pragma once

#include "api/overview_views.hpp"
#include "api/route.hpp"

#include <functional>
#include <optional>

namespace otpost::api {

/// What a node knows of itself now, without asking the store.
struct NodeState {
    NodeView node;
    std::optional<std::int64_t> emails_waiting;
    std::optional<std::int64_t> emails_given_up;
};

using NodeProbe = std::function<NodeState()>;

/// `database` outlives the routes; `probe` is called on the thread of the requests.
void add_admin_overview_routes(Routes& routes, db::Database& database, NodeProbe probe);

}  // namespace otpost::api
