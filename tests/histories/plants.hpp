// SPDX-License-Identifier: Apache-2.0
// Bugs planted into a true history, to see that the checkers see: what the house would have
// answered, or booked, had it that fault. Each is placed where no order can explain it away.
#pragma once

#include "history.hpp"

#include <random>
#include <string_view>
#include <vector>

namespace otpost::histories {

struct Plant {
    std::string_view name;
    std::string_view checker;  ///< one that must find it
    /// False if the history has no place for it.
    bool (*into)(History& history, std::mt19937_64& chance);
};

std::vector<Plant> plants_in_money();
std::vector<Plant> plants_in_leases();
std::vector<Plant> plants_of_keys();

}  // namespace otpost::histories
