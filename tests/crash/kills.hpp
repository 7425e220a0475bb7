// SPDX-License-Identifier: Apache-2.0
// Kills, again and again: of the server under load, idle or while it starts, or of the database
// under it. After each the book is checked: what was acknowledged is there, and a repeated request
// does nothing twice (O2, I6, I7). Failed checks are failed expectations of GoogleTest.
#pragma once

#include "db/database.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace otpost::crash {

enum class Victim {
    loaded_server,
    idle_server,
    starting_server,  ///< killed under load, then once more before it was ready
    database,         ///< every process of the database server, under load; the server lives
};

struct KillPlan {
    db::Engine engine = db::Engine::sqlite;
    Victim victim = Victim::loaded_server;
    long count = 8;
    std::uint64_t seed = 0;
};

struct KillReport {
    long kills = 0;
    std::size_t stories = 0;
    std::size_t acknowledged = 0;
    /// From the start of what was killed until the house serves.
    std::vector<double> recovery_ms;
};

/// Ends early when a check fails.
KillReport kill_repeatedly(const KillPlan& plan);

}  // namespace otpost::crash
