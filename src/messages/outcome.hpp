// SPDX-License-Identifier: Apache-2.0
// What became of a message, as stored and counted.
#pragma once

#include <optional>
#include <string_view>

namespace otpost::messages {

enum class Outcome {
    delivered_to_lease,
    no_lease,       ///< no live lease on the number
    other_service,  ///< names a service nobody waits for on this number
    ambiguous,      ///< names no service, and several leases are on the number
    policy,         ///< of a service, or with wording, that is never delivered (T1)
    late,           ///< lost the race against a cancel or the deadline (L11)
    part_waiting,   ///< kept until the other parts come or part_patience is over
};

/// The enumerator's name.
std::string_view to_string(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);

}  // namespace otpost::messages
