// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/read_gate.hpp"

#include "base/assert.hpp"

namespace otpost::db::sqlite {

void ReadGate::enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !is_shut_; });
    ++inside_;
}

void ReadGate::leave() {
    const std::lock_guard lock(mutex_);
    ASSERT(inside_ > 0);
    if (--inside_ == 0) changed_.notify_all();
}

void ReadGate::shut(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    is_shut_ = true;
    changed_.wait_for(lock, patience, [this] { return inside_ == 0; });
}

void ReadGate::reopen() {
    const std::lock_guard lock(mutex_);
    is_shut_ = false;
    changed_.notify_all();
}

}  // namespace otpost::db::sqlite
