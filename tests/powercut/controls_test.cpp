// SPDX-License-Identifier: Apache-2.0
// T3: the harness is not blind. An engine that syncs too little, and a disk that lies, must be
// caught by the very same images that find nothing wrong with ours.
#include "trials.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace otpost::powercut {
namespace {

TEST(PowerCutControl, T3_SynchronousNormalLosesWhatItAcknowledged) {
    const auto tally = cut_with(Durability::normal, 11);
    EXPECT_GT(tally.lost, tally.images / 20) << format(tally);
    EXPECT_EQ(tally.damaged, 0) << format(tally);
}

TEST(PowerCutControl, T3_SynchronousOffDamagesTheStore) {
    const auto tally = cut_with(Durability::off, 11);
    EXPECT_GT(tally.lost, tally.images / 20) << format(tally);
    EXPECT_GT(tally.damaged, tally.images / 100) << format(tally);
}

// Not every sync is missed: the one before a checkpoint finds the log synced by the commits.
TEST(PowerCutControl, T3_ASingleSyncThatLiesIsCaught) {
    const auto lies = lie_about_each_sync(12, 4);
    EXPECT_GT(2 * lies.caught, lies.syncs) << fmt::format("{} of {}", lies.caught, lies.syncs);
}

}  // namespace
}  // namespace otpost::powercut
