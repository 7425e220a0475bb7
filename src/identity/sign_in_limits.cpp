// SPDX-License-Identifier: Apache-2.0
#include "identity/sign_in_limits.hpp"

#include <algorithm>

namespace otpost::identity {

namespace {

/// 2^20 s is beyond the longest wait.
constexpr std::int64_t doublings_max = 20;

}  // namespace

Duration wait_after(std::int64_t failures) {
    if (failures >= failures_max) return failure_memory;
    if (failures < free_failures) return Duration::zero();
    const std::int64_t doublings = std::min(failures - free_failures, doublings_max);
    return std::min<Duration>(retry_wait_max, std::chrono::seconds{std::int64_t{1} << doublings});
}

}  // namespace otpost::identity
