// SPDX-License-Identifier: Apache-2.0
#include "judge.hpp"

#include "bank.hpp"
#include "cycles.hpp"
#include "keys.hpp"
#include "lease_register.hpp"

#include <algorithm>
#include <iterator>

namespace otpost::histories {

std::vector<Anomaly> judge(const History& history) {
    std::vector<Anomaly> anomalies;
    for (const auto check : {check_bank, check_cycles, check_leases, check_keys})
        std::ranges::move(check(history), std::back_inserter(anomalies));
    return anomalies;
}

}  // namespace otpost::histories
