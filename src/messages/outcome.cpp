// SPDX-License-Identifier: Apache-2.0
#include "messages/outcome.hpp"

#include <utility>

namespace otpost::messages {

std::string_view to_string(Outcome outcome) {
    switch (outcome) {
        case Outcome::delivered_to_lease:
            return "delivered_to_lease";
        case Outcome::no_lease:
            return "no_lease";
        case Outcome::other_service:
            return "other_service";
        case Outcome::ambiguous:
            return "ambiguous";
        case Outcome::policy:
            return "policy";
        case Outcome::late:
            return "late";
        case Outcome::part_waiting:
            return "part_waiting";
    }
    std::unreachable();
}

std::optional<Outcome> parse_outcome(std::string_view text) {
    for (const Outcome outcome :
         {Outcome::delivered_to_lease,
          Outcome::no_lease,
          Outcome::other_service,
          Outcome::ambiguous,
          Outcome::policy,
          Outcome::late,
          Outcome::part_waiting}) {
        if (to_string(outcome) == text) return outcome;
    }
    return std::nullopt;
}

}  // namespace otpost::messages
