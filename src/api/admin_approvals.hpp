// SPDX-License-Identifier: Apache-2.0
// Credits that wait for a second administrator (SEC-A5): the list, and the decision.
#pragma once

#include "api/admin_views.hpp"
#include "api/route.hpp"
#include "ledger/approvals.hpp"

namespace otpost::api {

CreditApprovalView approval_view(db::Tx& tx, const ledger::Approval& approval);

void add_approval_routes(Routes& routes);

}  // namespace otpost::api
