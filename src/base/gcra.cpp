// SPDX-License-Identifier: Apache-2.0
#include "base/gcra.hpp"

#include <algorithm>
#include <bit>

namespace otpost {

namespace {

/// The finisher of splitmix64: one to one, and every bit in changes half of those out.
std::uint64_t scatter(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xbf58'476d'1ce4'e5b9ULL;
    bits = (bits ^ (bits >> 27U)) * 0x94d0'49bb'1331'11ebULL;
    return bits ^ (bits >> 31U);
}

}  // namespace

RateDecision take(const RateLimit& limit, Time& arrival, Time now) {
    const Duration full = limit.burst * limit.interval;
    // A TAT further ahead than a full burst comes from a clock that was set back since: without
    // the bound its subject would stay locked for as long as the clock jumped.
    const Time known = std::min(std::max(arrival, now), now + full);
    RateDecision decision;
    decision.allowed = known + limit.interval <= now + full;
    arrival = decision.allowed ? known + limit.interval : known;
    decision.remaining = (now + full - arrival) / limit.interval;
    decision.full_at = arrival;
    decision.retry_at = std::max(now, arrival + limit.interval - full);
    return decision;
}

ArrivalTable::ArrivalTable(std::size_t places, std::uint64_t seed)
    : buckets_(std::bit_ceil(std::max(places, ways) / ways)),
      seed_(scatter(seed)) {}

Time& ArrivalTable::of(std::uint64_t space, std::uint64_t subject) {
    const std::uint64_t fingerprint = scatter(scatter(subject ^ seed_) + space);
    auto& places = buckets_[fingerprint & (buckets_.size() - 1)].places;
    Place* earliest = places.data();
    for (Place& place : places) {
        if (place.fingerprint == fingerprint) return place.arrival;
        if (place.arrival < earliest->arrival) earliest = &place;
    }
    *earliest = {fingerprint, Time{}};
    return earliest->arrival;
}

}  // namespace otpost
