// SPDX-License-Identifier: Apache-2.0
// Clients of three accounts who do everything to few numbers at once: open, cancel, finish, switch,
// send messages, read, and repeat each other's requests while those are still on their way.
#pragma once

#include "crash/house.hpp"
#include "history.hpp"
#include "witness.hpp"

namespace otpost::histories {

struct Recording {
    std::uint64_t seed = 1;
    std::size_t operations = 5'000;
    int clients = 6;
    Lie lie = Lie::none;
};

/// Of a house of its own, which is stopped and started at the end: keys are asked again then.
History record(db::Engine engine, const Recording& recording);

}  // namespace otpost::histories
