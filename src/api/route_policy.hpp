// SPDX-License-Identifier: Apache-2.0
// What a route says of who may call it, as the document says it, and the check that every route
// does: a house with one that does not, or that the document does not list, does not start
// (SEC-A6). Tests read the policy from the document and ask the house whether it keeps it.
#pragma once

#include "api/route.hpp"

#include <string>
#include <vector>

namespace otpost::api {

/// `get`, as the document has it.
std::string method_key(net::Method method);

/// The operation's `x-access`: `{"role":"anyone"}`, or the least role, the scope that an API key
/// must have, whether API keys may call at all, and whether a recent sign-in is asked for.
schema::json::object policy_of(const RouteSpec& spec);

/// Throws std::logic_error naming the first route that is wrong.
void check_routes(const std::vector<Route>& routes, const std::string& document);

}  // namespace otpost::api
