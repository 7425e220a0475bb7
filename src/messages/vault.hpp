// SPDX-License-Identifier: Apache-2.0
// The duties that make content go away on time (M6). Destroying keys is what counts; emptying
// the rows afterwards is tidiness. The scheduler runs, besides KeyRing::step every second:
//
//     const Time as_of = clock.now();                                  // before the read
//     const auto live = co_await read(... live_slots(tx, as_of) ...);   // every 10 s, and
//     ring.keep_only(live, as_of);                                      // once before serving
#pragma once

#include "base/time.hpp"
#include "crypto/key_ring.hpp"
#include "db/database.hpp"

#include <vector>

namespace otpost::messages {

/// The slots whose content is undelivered and within its lease's window.
std::vector<crypto::KeyRef> live_slots(db::Tx& tx, Time now);

/// Empties the content of up to `limit` rows each of messages and parts whose time is over, and
/// forgets old fingerprints. Returns how many rows it emptied.
int expire_content(db::Tx& tx, Time now, int limit);

}  // namespace otpost::messages
