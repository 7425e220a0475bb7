// SPDX-License-Identifier: Apache-2.0
// How states are spelled in the store, and where a number stands in the range of its offers.
#pragma once

#include "base/random.hpp"
#include "inventory/inventory.hpp"

#include <cstdint>
#include <string_view>

namespace otpost::inventory {

/// Throw db::Corruption for any other word.
NumberStatus parse_number_status(std::string_view text);
ServiceState parse_service_state(std::string_view text);

/// Uniform over the 31 bits of availability.pick.
std::int64_t random_pick(Random& random);

}  // namespace otpost::inventory
