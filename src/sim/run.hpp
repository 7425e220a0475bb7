// SPDX-License-Identifier: Apache-2.0
// Runs seed after seed until enough was simulated, and says how it went: a line now and then, JSON
// at the end, and after a violation all that is needed to see it again.
#pragma once

#include "sim/world.hpp"

#include <cstdint>
#include <string>

namespace otpost::sim {

struct SimOptions {
    std::uint64_t seed = 1;        ///< the first
    double years = 0;              ///< 0: as many as the operations take
    std::uint64_t operations = 0;  ///< in all; 0: as many as the years take
    std::uint64_t runs = 0;        ///< 0: as many as years and operations take
    std::uint64_t operations_per_run = 20'000;
    double faults = 1.0;             ///< intensity; 0: none
    std::string commit = "unknown";  ///< for the report of a violation
    Planted planted = Planted::nothing;
    std::string log;  ///< file for what the houses log; empty: nowhere
};

/// Exit status: 0, or 1 after a violation.
int simulate(const SimOptions& options);

}  // namespace otpost::sim
