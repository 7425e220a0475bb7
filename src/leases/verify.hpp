// SPDX-License-Identifier: Apache-2.0
// ledger::verify, and on the same snapshot every lease against its transfers: state and money
// agree, each fee left escrow exactly once, escrow is the sum of the live leases' prices (I3, I5).
#pragma once

#include "db/database.hpp"
#include "ledger/verify.hpp"

namespace otpost::leases {

ledger::VerifyReport verify(db::Tx& tx, const ledger::TimeIsOver& is_over);
ledger::VerifyReport verify(db::Database& database);

}  // namespace otpost::leases
