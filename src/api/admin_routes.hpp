// SPDX-License-Identifier: Apache-2.0
// Administrators: find an account, recharge its wallet by hand with a reason (W7). A credit above
// what one may decide alone waits for a second one (SEC-A5): admin_approvals.hpp.
#pragma once

#include "api/route.hpp"
#include "identity/accounts.hpp"

namespace otpost::api {

/// By id (`ac_…`) or public id (`U-…`).
Result<identity::Account> account_named(db::Tx& tx, const std::string& text);

void add_admin_routes(Routes& routes, Money credit_alone_up_to);

}  // namespace otpost::api
