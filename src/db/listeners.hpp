// SPDX-License-Identifier: Apache-2.0
// Those who want to hear announcements. Safe to add to while engine threads announce.
#pragma once

#include "db/database.hpp"

#include <functional>
#include <mutex>
#include <span>
#include <vector>

namespace otpost::db {

class Listeners {
public:
    using Listener = std::function<void(std::span<const Announcement>)>;

    void add(Listener listener);

    /// Sorts `announcements`, drops repetitions and tells every listener, if anything is left.
    void tell(std::vector<Announcement>& announcements) const;

private:
    mutable std::mutex mutex_;
    std::vector<Listener> listeners_;
};

}  // namespace otpost::db
