// SPDX-License-Identifier: Apache-2.0
#include "db/queue.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <iterator>

namespace otpost::db {

JobQueue::JobQueue(std::size_t limit) : limit_(limit) {
    ASSERT(limit > 0);
}

void JobQueue::push(Job&& job) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) throw Unavailable("the store is shutting down");
        if (jobs_.size() >= limit_) throw Busy(std::chrono::seconds{1});
        jobs_.push_back(std::move(job));
    }
    filled_.notify_one();
}

std::vector<Job> JobQueue::take(std::size_t most) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, jobs_.size()));
    const auto end = jobs_.begin() + count;
    std::vector<Job> taken(std::move_iterator{jobs_.begin()}, std::move_iterator{end});
    jobs_.erase(jobs_.begin(), end);
    return taken;
}

void JobQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    filled_.notify_all();
}

std::size_t JobQueue::depth() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

}  // namespace otpost::db
