// SPDX-License-Identifier: Apache-2.0
// A house under load while its network goes wrong, with the clients or with its database. What it
// acknowledged is in a book and is checked when the weather is good again (I6, I7): nothing is
// lost, nothing is done twice, no connection or descriptor is left over.
#pragma once

#include "db/database.hpp"
#include "fault_proxy.hpp"

#include <cstdint>
#include <vector>

namespace otpost::faults {

enum class Place { clients, database };

struct Storm {
    db::Engine engine = db::Engine::sqlite;
    Place place = Place::clients;
    std::size_t connections = 500;  ///< through the proxy, at least
    int clients = 8;
    std::uint64_t seed = 1;
    std::vector<Fault> faults = {
        Fault::delay,
        Fault::split,
        Fault::stall,
        Fault::swallow,
        Fault::half_close,
        Fault::cut,
        Fault::reset
    };
};

struct Wreckage {
    std::array<std::size_t, fault_count> connections{};  ///< by fault
    std::size_t stories = 0;
    std::size_t acknowledged = 0;
    std::size_t descriptors_before = 0;
    std::size_t descriptors_after = 0;
};

/// Failed checks are failed expectations of GoogleTest.
Wreckage weather(const Storm& storm);

/// A new plan each time: one connection in five is good.
FaultProxy::Draw draw_plans(const Storm& storm, std::uint64_t seed);

std::string_view to_string(Fault fault);

/// Where the socket of the tests' PostgreSQL is.
std::filesystem::path database_folder();

}  // namespace otpost::faults
