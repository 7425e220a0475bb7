// SPDX-License-Identifier: Apache-2.0
#include "api/lease_search.hpp"

#include "api/lease_filter.hpp"
#include "api/schema/read.hpp"

namespace otpost::api {

namespace {

Result<std::optional<Time>> time_of(const char* field, const std::optional<std::string>& text) {
    if (!text) return std::optional<Time>{};
    const auto time = parse_rfc3339(*text);
    if (!time) {
        return std::unexpected{schema::validation_error(
            {{field, "must be a time of RFC 3339, such as 2026-11-22T09:30:00Z"}}
        )};
    }
    return time;
}

}  // namespace

Result<leases::Search> search_of(AccountId account, const LeaseFilter& filter) {
    TRY(const auto from, time_of("opened_from", filter.opened_from));
    TRY(const auto before, time_of("opened_before", filter.opened_before));
    return leases::Search{
        .list = {.account = account, .filter = status_filter(filter.status)},
        .text = filter.search,
        .service = filter.service,
        .country = filter.country,
        .opened_from = from,
        .opened_before = before
    };
}

}  // namespace otpost::api
