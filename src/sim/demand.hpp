// SPDX-License-Identifier: Apache-2.0
// `demand(holds, "I2: wallet {} falls to {}", id, balance)`: a broken rule ends the run.
#pragma once

#include "sim/journal.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::sim {

template <class... Args>
void demand(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds) throw Violation(fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace otpost::sim
