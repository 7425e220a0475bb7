// SPDX-License-Identifier: Apache-2.0
#include "messages/key_rotation.hpp"

#include <algorithm>
#include <utility>

namespace otpost::messages {

KeyRotation::KeyRotation(SharedKeys& keys, Random& random, const Clock& clock, Duration tolerance)
    : keys_(keys),
      random_(random),
      clock_(clock),
      tolerance_(tolerance),
      told_(keys.destroyed()) {
    const Time now = clock_.now();
    keys_.forget(now);
    // After an outage the keys of the present come first, for content to move to.
    if (keys_.has_current(now)) find_ending();
}

void KeyRotation::find_ending() {
    ending_.reset();
    for (const crypto::KeyRef& pending : keys_.ending(clock_.now()))
        if (std::ranges::find(moved_, pending) == moved_.end()) ending_ = pending;
}

KeyRotation::Done KeyRotation::work(db::Tx& tx) const {
    const Time now = clock_.now();
    if (ending_) return renew_content(tx, keys_, random_, *ending_, now);
    tell_destroyed(tx, told_);
    return exchange_keys(tx, keys_, moved_, now, tolerance_);
}

void KeyRotation::take(Done done) {
    if (const auto* renewal = std::get_if<Renewal>(&done)) {
        if (renewal->moved >= renewal_batch) return;
        moved_.push_back(renewal->pending);
        find_ending();
        return;
    }
    const KeyTable& table = std::get<KeyTable>(done);
    keys_.note_told(std::exchange(told_, {}));
    const Time now = clock_.now();
    foreign_ = keys_.adopt(table.keys, now);
    is_late_ = table.is_late;
    find_ending();
    // What was over before it was known here, or has ended meanwhile, goes at once.
    has_work_ = !is_late_ && (ending_ || (keys_.has_overdue(now) && !table.was_seized));
}

KeyRotation rotate_keys(
    db::Database& database, SharedKeys& keys, Random& random, const Clock& clock, Duration tolerance
) {
    KeyRotation rotation{keys, random, clock, tolerance};
    while (rotation.has_work())
        rotation.take(db::write(database, [&](db::Tx& tx) { return rotation.work(tx); }));
    return rotation;
}

}  // namespace otpost::messages
