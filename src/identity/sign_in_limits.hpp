// SPDX-License-Identifier: Apache-2.0
// What slows the guessing of one password (SEC-P6): a growing wait for each account, or for each
// known device of it, that is kept in the store, so that it holds on every node and over restarts.
// The budget of each client address stands before it (api/limits.hpp).
#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace otpost::identity {

/// Failures in a row that need no wait: people mistype.
inline constexpr std::int64_t free_failures = 5;

/// After so many in a row a subject waits `failure_memory`; then the count begins anew.
inline constexpr std::int64_t failures_max = 100;
inline constexpr std::chrono::minutes retry_wait_max{15};
inline constexpr std::chrono::hours failure_memory{24};

/// How long to wait after the nth failure in a row: nothing, then 1 s, 2 s, 4 s ... 15 min.
Duration wait_after(std::int64_t failures);

}  // namespace otpost::identity
