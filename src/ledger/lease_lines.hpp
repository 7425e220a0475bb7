// SPDX-License-Identifier: Apache-2.0
// What a lease did to the wallet that paid for it.
#pragma once

#include "ledger/ledger.hpp"

#include <vector>

namespace otpost::ledger {

/// The lines of the wallet's statement that are about the lease, oldest first.
std::vector<Line> lines_of_lease(db::Tx& tx, WalletId wallet, LeaseId lease);

}  // namespace otpost::ledger
