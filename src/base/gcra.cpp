// SPDX-License-Identifier: Apache-2.0
#include "base/gcra.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace otpost {

RateLimiter::RateLimiter(RateLimit limit, std::size_t keys_max)
    : limit_(limit),
      arrivals_(keys_max) {
    ASSERT(limit.burst > 0 && limit.interval > Duration::zero());
    ASSERT(limit.burst <= Duration::max() / limit.interval / 4);
}

RateDecision RateLimiter::take(std::string_view key, Time now) {
    const Duration full = limit_.burst * limit_.interval;
    Time* const stored = arrivals_.find(key);
    // A TAT further ahead than a full burst comes from a clock that was set back since: without
    // the bound the key would stay locked for as long as the clock jumped.
    const Time known = stored == nullptr ? now : std::min(*stored, now + full);
    const Time next = std::max(known, now) + limit_.interval;
    RateDecision decision;
    decision.allowed = next <= now + full;
    const Time arrival = decision.allowed ? next : known;
    decision.remaining = (now + full - arrival) / limit_.interval;
    decision.full_at = std::max(arrival, now);
    decision.retry_at = std::max(now, arrival + limit_.interval - full);
    if (stored != nullptr)
        *stored = arrival;
    else
        arrivals_.put(std::string{key}, arrival);
    return decision;
}

}  // namespace otpost
