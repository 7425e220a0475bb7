// SPDX-License-Identifier: Apache-2.0
// Is there an order of these events, each at one instant between its call and its return, that a
// machine of the given steps allows? Wing and Gong's search in Lowe's form: events are undone when
// they led nowhere, and a set of events that led to a state once is not tried again.
#pragma once

#include "history.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace otpost::histories {

struct Interval {
    Nanos called = 0;
    Nanos returned = never;
};

/// The state after event number `index`, nothing if the machine does not allow it there.
using Step = std::function<std::optional<std::string>(const std::string& state, std::size_t index)>;

struct Search {
    bool is_linearizable = true;
    std::size_t placed = 0;  ///< the most events that had an order
};

Search search_order(std::span<const Interval> events, const std::string& initial, const Step& step);

}  // namespace otpost::histories
