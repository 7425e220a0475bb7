// SPDX-License-Identifier: Apache-2.0
#include "app/process_rules.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace otpost::app {
namespace {

/// In a process of its own: the rules can't be taken back.
[[noreturn]] void exit_with_rules_applied() {
    apply_process_rules();
    rlimit limit{};
    const bool is_limited = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0;
    std::_Exit(is_limited && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
}

TEST(ProcessRulesTest, M6_NoCoreDumpHoldsContent) {
    EXPECT_EXIT(exit_with_rules_applied(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace otpost::app
