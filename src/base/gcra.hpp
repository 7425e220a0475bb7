// SPDX-License-Identifier: Apache-2.0
// Rate limits by the generic cell rate algorithm (SEC-H6): one stored time for each key, the
// theoretical arrival time (TAT). A request is allowed while the TAT is less than a full burst
// ahead of now, and moves it one interval on. Memory is bounded: beyond keys_max the key unused
// for longest is forgotten. Not thread-safe. Limits hold for one node.
#pragma once

#include "base/lru_map.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace otpost {

struct RateLimit {
    std::int64_t burst;  ///< requests that may come at once
    Duration interval;   ///< after them, one more for each interval
};

struct RateDecision {
    bool allowed = false;
    std::int64_t remaining = 0;  ///< requests that would be allowed at once after this one
    Time retry_at;               ///< when the next one is allowed
    Time full_at;                ///< when the whole burst is there again
};

class RateLimiter {
public:
    RateLimiter(RateLimit limit, std::size_t keys_max);

    /// Counts the request if it is allowed; a refused one costs nothing.
    RateDecision take(std::string_view key, Time now);

    const RateLimit& limit() const { return limit_; }

    std::size_t keys() const { return arrivals_.size(); }

private:
    struct HashText {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    RateLimit limit_;
    LruMap<std::string, Time, HashText> arrivals_;
};

}  // namespace otpost
