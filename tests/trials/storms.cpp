// SPDX-License-Identifier: Apache-2.0
#include "faults/storm.hpp"
#include "trials.hpp"

namespace otpost::trials {

int run_storm(const TrialOptions& options, const StormOptions& storm) {
    const auto wreckage = faults::weather(
        {.engine = options.engine,
         .place = storm.place,
         .connections = storm.connections,
         .clients = storm.clients,
         .seed = options.seed}
    );
    json::object figures{{"place", storm.place == faults::Place::clients ? "clients" : "database"}};
    for (std::size_t i = 0; i < faults::fault_count; ++i)
        figures[faults::to_string(static_cast<faults::Fault>(i))] = wreckage.connections.at(i);
    figures["stories"] = wreckage.stories;
    figures["acknowledged"] = wreckage.acknowledged;
    figures["descriptors_before"] = wreckage.descriptors_before;
    figures["descriptors_after"] = wreckage.descriptors_after;
    return conclude("faults", options, figures);
}

}  // namespace otpost::trials
