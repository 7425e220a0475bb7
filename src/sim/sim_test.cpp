// SPDX-License-Identifier: Apache-2.0
// The simulator itself: that it replays, that a house without faults and with all of them keeps
// its rules, that planted mistakes are found, and that mistakes found once stay fixed.
#include "base/log.hpp"
#include "sim/world.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace otpost::sim {
namespace {

class SimTest : public ::testing::Test {
protected:
    SimTest() : nowhere_(std::fopen("/dev/null", "w")) {
        log::configure({.level = log::Level::error, .format = log::Format::text, .output = nowhere_}
        );
    }

    ~SimTest() override {
        log::configure({});
        std::fclose(nowhere_);
    }

    RunOptions options(std::uint64_t seed, std::uint64_t operations) {
        RunOptions made;
        made.seed = seed;
        made.operations = operations;
        made.folder = folder_.path() / "data";
        return made;
    }

    static RunResult run(const RunOptions& wanted) {
        World world(wanted);
        return world.run();
    }

    /// What the first of so many seeds that stumbles stumbles over; empty if none does.
    std::string first_violation(Planted planted, std::uint64_t seeds) {
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            RunOptions wanted = options(seed, 3'000);
            wanted.planted = planted;
            wanted.intensity = 10;
            World world(wanted);
            try {
                world.run();
            } catch (const std::exception& broken) {
                return broken.what();
            }
        }
        return {};
    }

private:
    otpost::testing::TempFolder folder_;
    std::FILE* nowhere_;
};

TEST_F(SimTest, TheSameSeedReplaysToTheSameEvent) {
    const RunResult first = run(options(11, 3'000));
    const RunResult again = run(options(11, 3'000));
    EXPECT_EQ(first.hash, again.hash);
    EXPECT_EQ(first.operations, again.operations);
    EXPECT_EQ(first.faults, again.faults);
    EXPECT_NE(first.hash, run(options(12, 3'000)).hash);
}

TEST_F(SimTest, WithoutFaultsNothingIsCounted) {
    RunOptions calm = options(3, 3'000);
    calm.intensity = 0;
    const RunResult result = run(calm);
    EXPECT_EQ(result.faults, FaultCounts{});
    EXPECT_EQ(result.restarts, 0U);
    EXPECT_GT(result.leases, 100U);
}

TEST_F(SimTest, EveryRuleHoldsUnderFaults) {
    RunResult all;
    for (std::uint64_t seed = 100; seed < 106; ++seed) {
        RunOptions wanted = options(seed, 3'000);
        wanted.intensity = 5;
        const RunResult result = run(wanted);
        all.restarts += result.restarts;
        all.leases += result.leases;
    }
    EXPECT_GT(all.restarts, 0U);
    EXPECT_GT(all.leases, 500U);
}

/// Seeds that find a mistake that the house or its watchers once had, each tried with the mistake
/// put back.
struct Found {
    std::uint64_t seed;
    std::uint64_t operations;
    double faults;
    const char* mistake;
};

constexpr Found found_once[] = {
    {7, 3'000, 3, "a duty slept on for as long as the wall clock had been set back"},
    {18, 3'000, 3, "a duty slept on for as long as the wall clock had been set back"},
    {10, 3'000, 3, "a message resent under a second id was known by it only for 150 s"},
    {39, 3'000, 3, "a message resent under a second id was known by it only for 150 s"},
    {4'000'136, 20'000, 4, "a lease that the end of a run met at its deadline seemed overdue"},
    {4'000'309, 5'000, 4, "a session too old to sign out seemed to be one that was ended"},
};

TEST_F(SimTest, MistakesFoundOnceStayFixed) {
    for (const Found& found : found_once) {
        SCOPED_TRACE(found.mistake);
        RunOptions wanted = options(found.seed, found.operations);
        wanted.intensity = found.faults;
        EXPECT_NO_THROW(run(wanted));
    }
}

TEST_F(SimTest, I6_ADiskThatLiesAboutItsSyncsIsNoticed) {
    EXPECT_NE(first_violation(Planted::sync_does_nothing, 20), "");
}

TEST_F(SimTest, I6_ACommitThatFailedAndIsAnsweredWithSuccessIsNoticed) {
    EXPECT_NE(first_violation(Planted::commit_errors_ignored, 20), "");
}

TEST_F(SimTest, I12_AForgedRefundIsNoticed) {
    EXPECT_NE(first_violation(Planted::refund_forged, 1), "");
}

}  // namespace
}  // namespace otpost::sim
