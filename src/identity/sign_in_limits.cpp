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

SignInLimits::SignInLimits(const SignInBudget& budget)
    : sign_ins_(budget.by_address, budget.addresses_max),
      registrations_(budget.registrations_by_address, budget.addresses_max) {}

Result<> SignInLimits::admit_sign_in(std::string_view address, Time now) {
    return admit(sign_ins_, address, now);
}

Result<> SignInLimits::admit_registration(std::string_view address, Time now) {
    return admit(registrations_, address, now);
}

Result<> SignInLimits::admit(RateLimiter& limiter, std::string_view address, Time now) {
    const std::lock_guard lock{mutex_};
    const RateDecision decision = limiter.take(address, now);
    if (decision.allowed) return {};
    return refuse_until(
        ErrorCode::too_many_requests, "Too many attempts. Wait a little.", decision.retry_at
    );
}

}  // namespace otpost::identity
