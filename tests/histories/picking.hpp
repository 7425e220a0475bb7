// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history.hpp"

#include <random>
#include <vector>

namespace otpost::histories {

/// One of the operations that fit, null if none does.
template <class Fits>
Operation* pick(History& history, std::mt19937_64& chance, Fits fits) {
    std::vector<Operation*> found;
    for (Operation& operation : history.operations)
        if (operation.is_answered() && fits(operation)) found.push_back(&operation);
    return found.empty() ? nullptr : found[chance() % found.size()];
}

}  // namespace otpost::histories
