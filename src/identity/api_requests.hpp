// SPDX-License-Identifier: Apache-2.0
// What API keys were used for (P7): the endpoint as it stands in the document, time, address and
// status of each request, and no more. Only the newest of an account are kept, and none for longer
// than operational logs (P1). What a signed-in person does in the dashboard is not among them.
#pragma once

#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace otpost::identity {

inline constexpr std::size_t api_requests_kept = 500;  ///< of an account
inline constexpr std::chrono::days api_request_life{30};

struct ApiRequest {
    AccountId account;
    std::string endpoint;  ///< `GET /v1/leases/{id}`: never what stood in the braces
    std::int64_t status = 0;
    Personal ip;
    Time at;
};

/// In this order; what is too much for an account goes.
void record_api_requests(db::Tx& tx, std::span<const ApiRequest> requests, IdGenerator& ids);

struct ListedApiRequest {
    std::int64_t position = 0;
    ApiRequest request;
};

/// Newest first, those before a position.
std::vector<ListedApiRequest> list_api_requests(
    db::Tx& tx, AccountId account, std::optional<std::int64_t> before, std::int64_t limit
);

/// One step of the sweeper: those whose time is over; returns how many went.
std::int64_t purge_api_requests(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
