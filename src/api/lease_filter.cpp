// SPDX-License-Identifier: Apache-2.0
#include "api/lease_filter.hpp"

#include "base/assert.hpp"

namespace otpost::api {

leases::StatusFilter status_filter(const std::optional<std::string>& word) {
    if (!word) return leases::StatusFilter::any;
    if (*word == "open") return leases::StatusFilter::live;
    if (*word == "closed") return leases::StatusFilter::closed;
    const auto status = leases::parse_status(*word);
    ASSERT(status.has_value());  // the field's rule lets nothing else through
    return leases::filter_of(status.value());
}

}  // namespace otpost::api
