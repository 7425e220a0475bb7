// SPDX-License-Identifier: Apache-2.0
// Version cycles, after Adya and Elle: transactions are in a graph, with an edge where one wrote
// what the next wrote over (ww), where one read what another wrote (wr) or what another then
// overwrote (rw), and where one had returned before the other was asked. The order of versions is
// not guessed: each transfer has its place in its wallet's chain. A cycle means that no order of
// the transactions explains what was seen, across wallets and leases together.
#pragma once

#include "history.hpp"

namespace otpost::histories {

std::vector<Anomaly> check_cycles(const History& history);

}  // namespace otpost::histories
