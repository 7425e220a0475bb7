// SPDX-License-Identifier: Apache-2.0
// From the filter of a request to a search among an account's leases; the list and the export share
// it.
#pragma once

#include "api/requests.hpp"
#include "leases/search.hpp"

namespace otpost::api {

/// Refuses validation_failed for a time that is none. Page and limit are left as they are.
Result<leases::Search> search_of(AccountId account, const LeaseFilter& filter);

}  // namespace otpost::api
