// SPDX-License-Identifier: Apache-2.0
#include "inventory/states.hpp"

#include <array>
#include <string>
#include <utility>

namespace otpost::inventory {

namespace {

template <class State, std::size_t count>
State parse_state(const std::array<State, count>& states, std::string_view text) {
    for (const auto state : states) {
        if (to_string(state) == text) return state;
    }
    throw db::Corruption("unknown state in the inventory: " + std::string{text});
}

}  // namespace

std::string_view to_string(NumberStatus status) {
    switch (status) {
        case NumberStatus::active:
            return "active";
        case NumberStatus::paused:
            return "paused";
        case NumberStatus::retired:
            return "retired";
    }
    std::unreachable();
}

std::string_view to_string(ServiceState state) {
    switch (state) {
        case ServiceState::free:
            return "free";
        case ServiceState::leased:
            return "leased";
        case ServiceState::quarantine:
            return "quarantine";
        case ServiceState::used:
            return "used";
        case ServiceState::paused:
            return "paused";
    }
    std::unreachable();
}

NumberStatus parse_number_status(std::string_view text) {
    return parse_state(
        std::array{NumberStatus::active, NumberStatus::paused, NumberStatus::retired}, text
    );
}

ServiceState parse_service_state(std::string_view text) {
    return parse_state(
        std::array{
            ServiceState::free,
            ServiceState::leased,
            ServiceState::quarantine,
            ServiceState::used,
            ServiceState::paused
        },
        text
    );
}

}  // namespace otpost::inventory
