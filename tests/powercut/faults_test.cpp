// SPDX-License-Identifier: Apache-2.0
// T4 and T5: the N-th call to the disk fails, once or from then on. The test takes a share of all
// N; `otpost_powercut --faults` takes every one.
#include "faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace otpost::powercut {
namespace {

using ::testing::IsEmpty;

/// Enough runs of each kind in seconds.
std::int64_t share_of(Call call) {
    switch (call) {
        case Call::write:
            return 23;
        case Call::read:
        case Call::lock_shared:
            return 13;
        case Call::file_size:
            return 5;
        case Call::open:
        case Call::remove:
        case Call::truncate:
        case Call::sync:
        case Call::map_shared:
            return 1;
    }
    std::unreachable();
}

class FaultTest : public ::testing::TestWithParam<FaultKind> {
protected:
    static FaultTally run(Fault::Span span) {
        static FaultBench bench{21};
        auto tally = bench.run_all(GetParam(), span, share_of(GetParam().call));
        EXPECT_GT(tally.runs, 0);
        return tally;
    }
};

TEST_P(FaultTest, T4_OnceIsSurvived) {
    const auto tally = run(Fault::Span::once);
    EXPECT_THAT(tally.breaches, IsEmpty()) << format(tally);
}

TEST_P(FaultTest, T4_StickyIsRefusedAndThenForgotten) {
    const auto tally = run(Fault::Span::sticky);
    EXPECT_THAT(tally.breaches, IsEmpty()) << format(tally);
    EXPECT_GT(tally.unavailable + tally.unknown + tally.not_opened + tally.damaged, 0);
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultTest, ::testing::ValuesIn(fault_kinds), [](const auto& tested) {
    return std::string{tested.param.name};
});

// Frames of a commit whose flush failed lie in the log, whole: without care a restart would find
// them valid and do what everybody was told is not done.
TEST(FailedFlush, I6_NoCommitComesBackAfterItWasRefused) {
    FaultBench bench{23};
    const FaultKind failing_sync{"sync_error", Call::sync, SQLITE_IOERR_FSYNC};
    const auto all = bench.run_all(failing_sync, Fault::Span::once, 1);
    EXPECT_THAT(all.breaches, IsEmpty()) << format(all);
    EXPECT_GT(all.unavailable, 3) << format(all);
    EXPECT_EQ(all.unknown, 0) << format(all);
}

TEST(FullDisk, T5_ReadsGoOnWhileNothingCanBeWritten) {
    FaultBench bench{22};
    const auto tally =
        bench.run({.call = Call::write, .nth = 40, .span = Fault::Span::sticky, .code = SQLITE_FULL}
        );
    EXPECT_THAT(tally.breaches, IsEmpty());
    EXPECT_GT(tally.unavailable, 0);
    EXPECT_EQ(tally.reads_refused, 0);
}

}  // namespace
}  // namespace otpost::powercut
