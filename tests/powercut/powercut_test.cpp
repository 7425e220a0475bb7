// SPDX-License-Identifier: Apache-2.0
// T2: whatever the moment of a power cut and whatever the disk makes of unsynced writes, what was
// acknowledged is there and nothing is there by half.
#include "campaign.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::powercut {
namespace {

using ::testing::IsEmpty;

TEST(PowerCut, I6_NothingAcknowledgedIsLostAfterAnyOperation) {
    Tally all;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Plan plan{.seed = seed};
        all.add(Episode(plan).cut_everywhere(plan));
    }
    EXPECT_THAT(all.breaches, IsEmpty()) << format(all);
    EXPECT_EQ(all.bad(), 0);
    EXPECT_GT(all.images, 10'000);
    EXPECT_GT(all.with_commit_in_progress, 0);
    EXPECT_GT(all.checkpoints, 5);
}

}  // namespace
}  // namespace otpost::powercut
