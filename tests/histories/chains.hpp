// SPDX-License-Identifier: Apache-2.0
// The ledger's chains of a house that is stopped, read from its store past the program.
#pragma once

#include "crash/house.hpp"
#include "history.hpp"

namespace otpost::histories {

/// Of these accounts, in their order.
std::vector<Chain> read_chains(
    const crash::House& house, const std::vector<std::string>& account_ids
);

}  // namespace otpost::histories
