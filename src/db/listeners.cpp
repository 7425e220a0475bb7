// SPDX-License-Identifier: Apache-2.0
#include "db/listeners.hpp"

#include <algorithm>
#include <utility>

namespace otpost::db {

void Listeners::add(Listener listener) {
    const std::lock_guard lock(mutex_);
    listeners_.push_back(std::move(listener));
}

void Listeners::tell(std::vector<Announcement>& announcements) const {
    if (announcements.empty()) return;
    std::ranges::sort(announcements);
    const auto repeated = std::ranges::unique(announcements);
    announcements.erase(repeated.begin(), repeated.end());
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_) listener(announcements);
}

}  // namespace otpost::db
