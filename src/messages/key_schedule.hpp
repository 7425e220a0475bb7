// SPDX-License-Identifier: Apache-2.0
// When shared keys begin and end. Each kind has a key for every span of time, named by the number
// of the span since the epoch:
//  - *pending*: content not yet delivered is sealed under keys derived from it. Taken in its 30 s,
//    it stays 30 s more for rows on their way; what is undelivered then moves to the current one,
//    and it is destroyed. So it is gone a minute after a delivery, or after the lease's window;
//  - *bucket*, 15 s: what was delivered in them; destroyed 5 min after they began;
//  - *fingerprint*, 75 s: compared with for another 75 s.
#pragma once

#include "crypto/vault_keys.hpp"

#include <array>
#include <utility>

namespace otpost::messages {

/// Its value stands in the table.
enum class KeyArea : std::int8_t { pending = 1, bucket = 2, fingerprint = 3 };

inline constexpr std::array key_areas{KeyArea::pending, KeyArea::bucket, KeyArea::fingerprint};

/// Keys are made that many spans before they are used, so that every node has read them by then.
inline constexpr std::int64_t spans_ahead = 2;

constexpr Duration span_of(KeyArea area) {
    switch (area) {
        case KeyArea::pending:
            return crypto::slot_grace;
        case KeyArea::bucket:
            return crypto::bucket_span;
        case KeyArea::fingerprint:
            return crypto::fingerprint_span;
    }
    std::unreachable();
}

/// In spans, from the start of its own.
constexpr std::int64_t life_of(KeyArea area) {
    switch (area) {
        case KeyArea::pending:
        case KeyArea::fingerprint:
            return 2;
        case KeyArea::bucket:
            return crypto::delivered_life / crypto::bucket_span;
    }
    std::unreachable();
}

/// From when on a pending key is destroyed even if undelivered content still needs it: it has
/// opened what was delivered when it was new.
inline constexpr std::int64_t pending_life_most = 9;
static_assert(pending_life_most * span_of(KeyArea::pending) < crypto::delivered_life);

constexpr std::int64_t number_at(KeyArea area, Time now) {
    return std::chrono::floor<std::chrono::microseconds>(now.time_since_epoch()) / span_of(area);
}

constexpr Time end_of(KeyArea area, std::int64_t number) {
    return Time{(number + life_of(area)) * span_of(area)};
}

/// A key from further ahead than keys are made was made by a clock that has stepped back since; it
/// would outlive its term, so it goes.
constexpr bool is_over(KeyArea area, std::int64_t number, Time now) {
    return end_of(area, number) <= now || number > number_at(area, now) + spans_ahead + 1;
}

}  // namespace otpost::messages
