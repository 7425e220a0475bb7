// SPDX-License-Identifier: Apache-2.0
// Controls of the harness that the tests and the command share: what a careless engine and a disk
// that lies must come to.
#pragma once

#include "campaign.hpp"

namespace otpost::powercut {

Tally cut_with(Durability durability, std::uint64_t seed);

/// One sync after the other is a lie.
struct Lies {
    int syncs = 0;
    int caught = 0;
    int commits = 0;  ///< syncs among them that an answer waited for
    int commits_caught = 0;
};

Lies lie_about_each_sync(std::uint64_t seed, int images_per_operation);

}  // namespace otpost::powercut
