// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history.hpp"

namespace otpost::histories {

/// All four checkers: bank, cycles, leases and keys.
std::vector<Anomaly> judge(const History& history);

}  // namespace otpost::histories
