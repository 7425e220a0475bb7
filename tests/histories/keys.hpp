// SPDX-License-Identifier: Apache-2.0
// The register of keys (W6, M2, I7): one key does one thing and gives one answer for ever; another
// request under it is refused; of the copies of a message one is accepted.
#pragma once

#include "history.hpp"

namespace otpost::histories {

std::vector<Anomaly> check_keys(const History& history);

}  // namespace otpost::histories
