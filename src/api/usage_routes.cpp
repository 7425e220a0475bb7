// SPDX-License-Identifier: Apache-2.0
#include "api/usage_routes.hpp"

#include "api/cursor.hpp"
#include "api/requests.hpp"
#include "api/usage_views.hpp"
#include "identity/api_requests.hpp"

namespace otpost::api {

namespace {

Result<ApiRequestListView> list_requests(db::Tx& tx, const Call& call, const PageRequest& request) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto before, position_of(request.cursor));
    auto found = identity::list_api_requests(tx, call.principal.account, before, limit + 1);
    ApiRequestListView view;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        view.next_cursor = position_cursor(found.back().position);
    }
    for (const auto& [position, made] : found) {
        view.items.push_back(
            {.endpoint = made.endpoint,
             .status = made.status,
             .ip = made.ip.reveal(),
             .requested_at = format_rfc3339(made.at)}
        );
    }
    return view;
}

}  // namespace

void add_usage_routes(Routes& routes) {
    routes.query<PageRequest, ApiRequestListView>(
        {.method = net::Method::get,
         .path = "/v1/api-requests",
         .operation = "list_api_requests",
         .summary = "What your API keys were used for lately, newest first",
         .access = Access::signed_in,
         .scope = identity::Scope::account_read,
         .programs = Programs::refused},
        list_requests
    );
}

}  // namespace otpost::api
