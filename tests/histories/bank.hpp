// SPDX-License-Identifier: Apache-2.0
// The bank (I1, I2, W3): every wallet that was read is the wallet of one version of its chain, the
// one before or after some transaction, never one in the middle; and whoever asks later sees no
// older version than was seen or written before.
#pragma once

#include "history.hpp"

namespace otpost::histories {

std::vector<Anomaly> check_bank(const History& history);

}  // namespace otpost::histories
