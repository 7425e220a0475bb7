// SPDX-License-Identifier: Apache-2.0
// What slows the guessing of passwords (SEC-P4, SEC-P6): a budget for each client address before
// any work is done, and a growing wait for each account (or each known device of it) that is kept
// in the store, so that it holds on every node and over restarts.
#pragma once

#include "base/error.hpp"
#include "base/gcra.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <mutex>
#include <string_view>

namespace otpost::identity {

/// Failures in a row that need no wait: people mistype.
inline constexpr std::int64_t free_failures = 5;

/// After so many in a row a subject waits `failure_memory`; then the count begins anew.
inline constexpr std::int64_t failures_max = 100;
inline constexpr std::chrono::minutes retry_wait_max{15};
inline constexpr std::chrono::hours failure_memory{24};

/// How long to wait after the nth failure in a row: nothing, then 1 s, 2 s, 4 s ... 15 min.
Duration wait_after(std::int64_t failures);

struct SignInBudget {
    RateLimit by_address{.burst = 20, .interval = std::chrono::seconds{15}};
    RateLimit registrations_by_address{.burst = 5, .interval = std::chrono::minutes{10}};
    std::size_t addresses_max = 100'000;
};

/// The budgets of addresses on this node. Thread-safe. `address` is an IPv4 address, or the /64 of
/// an IPv6 address: one customer owns all of it.
class SignInLimits {
public:
    explicit SignInLimits(const SignInBudget& budget);

    /// ErrorCode::too_many_requests with the time to come back.
    Result<> admit_sign_in(std::string_view address, Time now);
    Result<> admit_registration(std::string_view address, Time now);

private:
    Result<> admit(RateLimiter& limiter, std::string_view address, Time now);

    std::mutex mutex_;
    RateLimiter sign_ins_;
    RateLimiter registrations_;
};

}  // namespace otpost::identity
