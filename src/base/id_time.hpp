// SPDX-License-Identifier: Apache-2.0
// Ids begin with the second they were made in, so rows of a time can be found by their ids.
#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace otpost {

/// The smallest id of that second. A node makes ids of later seconds when its clock is set back or
/// it makes very many: whoever looks for what happened at a time allows for that.
std::int64_t first_id_at(Time time);

}  // namespace otpost
