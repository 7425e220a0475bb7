// SPDX-License-Identifier: Apache-2.0
#include "trials.hpp"

namespace otpost::powercut {

Tally cut_with(Durability durability, std::uint64_t seed) {
    const Plan plan{.seed = seed, .rounds = 20, .durability = durability};
    return Episode(plan).cut_everywhere(plan);
}

Lies lie_about_each_sync(std::uint64_t seed, int images_per_operation) {
    const Plan honest{.seed = seed, .rounds = 20, .images_per_operation = images_per_operation};
    const Episode episode(honest);
    Lies lies;
    for (const auto& sync : episode.syncs()) {
        auto lying = honest;
        lying.lying_sync = sync.number;
        lying.first_operation = sync.operation;
        lying.last_operation = sync.end;
        const int caught = episode.cut_everywhere(lying).bad() > 0 ? 1 : 0;
        ++lies.syncs;
        lies.caught += caught;
        lies.commits += sync.is_of_commit ? 1 : 0;
        lies.commits_caught += sync.is_of_commit ? caught : 0;
    }
    return lies;
}

}  // namespace otpost::powercut
