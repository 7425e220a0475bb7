// SPDX-License-Identifier: Apache-2.0
// T3: the harness is not blind. An engine that syncs too little, and a disk that lies, must be
// caught by the very same images that find nothing wrong with ours.
#include "trials.hpp"

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

// Not every sync is missed: the one before a checkpoint finds the log synced by the commits, and
// that of a log's new header is made good for by the next. One that a commit waited for is.
TEST(PowerCutControl, T3_ASingleSyncThatLiesIsCaught) {
    const auto lies = lie_about_each_sync(12, 4);
    EXPECT_GT(lies.commits, 10);
    EXPECT_EQ(lies.commits_caught, lies.commits);
    EXPECT_GT(lies.caught, lies.commits_caught) << "none of the file's";
}

}  // namespace
}  // namespace otpost::powercut
