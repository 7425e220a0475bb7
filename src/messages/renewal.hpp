// SPDX-License-Identifier: Apache-2.0
// Undelivered content outlives its pending key: before that is destroyed, messages get their own
// key wrapped by one of the current span, and parts are sealed again. A message's own key stays
// what it was, so that a delivery that began before finds and wraps the right one.
#pragma once

#include "base/random.hpp"
#include "db/database.hpp"
#include "messages/shared_keys.hpp"

namespace otpost::messages {

struct Renewal {
    crypto::KeyRef pending;  ///< the key that content moved away from
    int moved = 0;           ///< fewer than a batch: all is done
};

/// Moves content within its lease's window. Rows that another node is moving are passed over.
Renewal renew_content(
    db::Tx& tx, SharedKeys& keys, Random& random, crypto::KeyRef pending, Time now
);

inline constexpr int renewal_batch = 200;

/// Empties the content of slots, named by their tags, that were destroyed without the store.
void tell_destroyed(db::Tx& tx, std::span<const std::int64_t> tags);

/// The slot numbers below `end` that live content names.
std::vector<std::int64_t> slots_in_use(db::Tx& tx, std::int64_t end, Time now);

}  // namespace otpost::messages
