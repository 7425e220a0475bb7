// SPDX-License-Identifier: Apache-2.0
// The register of a number and a service: free, or leased once at a time, and never again after a
// code (I4, L2). Every lease of it goes through the states of L4 and no others, a message counts
// for the lease that is live, the deadline closes it in time (L6, L11). Whatever clients saw must
// fit some order of what they asked, each thing done between its call and its return.
#pragma once

#include "history.hpp"

namespace otpost::histories {

/// How long after its deadline a lease may still be seen open.
inline constexpr Nanos closing_patience = 5'000'000'000;

std::vector<Anomaly> check_leases(const History& history);

}  // namespace otpost::histories
