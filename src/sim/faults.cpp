// SPDX-License-Identifier: Apache-2.0
#include "sim/faults.hpp"

#include <cmath>
#include <limits>

namespace otpost::sim {

namespace {

struct Item {
    std::string_view name;
    double most;  ///< the highest chance a run may draw
};

constexpr std::array<Item, fault_count> menu{{
    {"request_delayed", 0.2},
    {"request_dropped", 0.02},
    {"request_duplicated", 0.05},
    {"answer_dropped", 0.03},
    {"bytes_split", 0.5},
    {"connection_reset", 0.02},
    {"client_stops_reading", 0.02},
    {"store_busy", 0.01},
    {"store_slow", 0.01},
    {"read_error", 2e-5},
    {"write_error", 2e-5},
    {"sync_error", 2e-3},
    {"disk_full", 2e-4},
    {"crash_between_steps", 5e-5},
    {"crash_in_write", 1e-4},
    {"crash_in_sync", 1e-3},
    {"crash_before_answer", 1e-3},
    {"crash_at_start", 0.2},
    {"restart_in_order", 0.3},
    {"wall_clock_forward", 5e-4},
    {"wall_clock_back", 5e-4},
    {"world_stands_still", 5e-4},
    {"message_late", 0.2},
    {"message_lost", 0.3},
    {"message_duplicated", 0.2},
    {"message_renamed", 0.1},
    {"message_in_parts", 0.2},
    {"message_of_other_service", 0.1},
    {"message_to_other_number", 0.05},
    {"message_forged", 0.05},
    {"message_stale", 0.05},
}};

constexpr std::size_t at(Fault fault) {
    return static_cast<std::size_t>(fault);
}

}  // namespace

std::string_view to_string(Fault fault) {
    return menu[at(fault)].name;
}

Faults::Faults(Random& random, double intensity) : random_(random) {
    constexpr double whole = 4'294'967'296.0;
    constexpr int steps = 1 << 20;
    for (std::size_t i = 0; i < fault_count; ++i) {
        // Each run has about two of three kinds, so that the rare ones are seen by themselves too.
        const bool is_on = random.below(3) != 0;
        const double share = static_cast<double>(random.below(steps)) / steps;
        const double chance = menu[i].most * std::pow(10.0, -2.0 * share) * intensity;
        if (is_on) chances_[i] = static_cast<std::uint32_t>(std::min(chance, 0.95) * whole);
    }
}

bool Faults::strikes(Fault fault) {
    const std::uint32_t chance = chances_[at(fault)];
    if (chance == 0 || hushed_) return false;
    const auto drawn = static_cast<std::uint32_t>(random_.next_u64() >> 32U);
    if (drawn >= chance) return false;
    ++counts_[at(fault)];
    return true;
}

void Faults::hush() {
    hushed_ = true;
    full_ = false;
}

DiskVerdict Faults::before(DiskOperation operation) {
    if (hushed_) return DiskVerdict::fine;
    if (left_ && (*left_)-- == 0) {
        left_.reset();
        return DiskVerdict::power_cut;
    }
    switch (operation) {
        case DiskOperation::read:
            return strikes(Fault::read_error) ? DiskVerdict::io_error : DiskVerdict::fine;
        case DiskOperation::write:
            if (full_) return DiskVerdict::full;
            if (strikes(Fault::crash_in_write)) return DiskVerdict::power_cut;
            return strikes(Fault::write_error) ? DiskVerdict::io_error : DiskVerdict::fine;
        case DiskOperation::sync:
            if (strikes(Fault::crash_in_sync)) return DiskVerdict::power_cut;
            return strikes(Fault::sync_error) ? DiskVerdict::io_error : DiskVerdict::fine;
    }
    return DiskVerdict::fine;
}

}  // namespace otpost::sim
