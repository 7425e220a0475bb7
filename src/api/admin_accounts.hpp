// SPDX-License-Identifier: Apache-2.0
// Administrators and one account: what is known of it, and what they do to it. Each act has a
// reason, stands in the audit log with it, takes effect at once, and asks for a recent sign-in. One
// of them always remains: nobody takes their own rights away, nor those of the last active admin.
#pragma once

#include "api/customer_leases.hpp"
#include "api/route.hpp"

namespace otpost::api {

/// ErrorCode::reason_missing unless it says something.
Result<> check_reason(std::string_view reason);

/// `terms` has the plans there are; it outlives the routes.
void add_admin_account_routes(Routes& routes, const LeaseTerms& terms);

}  // namespace otpost::api
