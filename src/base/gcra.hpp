// SPDX-License-Identifier: Apache-2.0
// Rate limits by the generic cell rate algorithm (SEC-H6): one stored time for each subject, the
// theoretical arrival time (TAT). A request is allowed while the TAT is less than a full burst
// ahead of now, and moves it one interval on. Whole microseconds, no fractions. Feed it a clock
// that nobody sets: one set forward gives everyone a new burst, one set back makes all that was
// counted look new. Not thread-safe.
#pragma once

#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

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

/// Counts the request into the TAT `arrival` if it is allowed; a refused one costs nothing. Time{}
/// is the TAT of somebody new. After a clock was set back nobody waits longer than an interval.
RateDecision take(const RateLimit& limit, Time& arrival, Time now);

/// The TATs of many subjects in memory of a fixed size, a look-up being one or two cache lines.
/// A new subject takes the place of the one among its neighbours whose TAT is the earliest: what
/// is past counts for nothing, and a long wait is not forgotten for many short ones. Strangers
/// who choose subjects can't choose neighbours: that takes the seed.
class ArrivalTable {
public:
    /// `places` are rounded up to a power of two.
    ArrivalTable(std::size_t places, std::uint64_t seed);

    /// Until the next call. Subjects of one `space` have nothing to do with those of another.
    Time& of(std::uint64_t space, std::uint64_t subject);

    std::size_t places() const { return buckets_.size() * ways; }

private:
    static constexpr std::size_t ways = 8;

    struct Place {
        std::uint64_t fingerprint = 0;
        Time arrival;
    };

    struct alignas(64) Bucket {
        std::array<Place, ways> places;
    };

    std::vector<Bucket> buckets_;
    std::uint64_t seed_;
};

}  // namespace otpost
