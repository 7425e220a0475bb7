// SPDX-License-Identifier: Apache-2.0
// The bounded queue between those who submit work and the threads of an engine.
#pragma once

#include "db/database.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace otpost::db {

struct Job {
    Work work;
    Done done;
};

class JobQueue {
public:
    explicit JobQueue(std::size_t limit);

    /// Throws Busy when full, Unavailable when closed; the job is untouched then.
    void push(Job&& job);

    /// Waits for work and takes what is there, at most `most`; empty once closed and drained.
    std::vector<Job> take(std::size_t most);

    /// Refuses new work; what was accepted is still handed out.
    void close();

    std::size_t depth() const;

private:
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Job> jobs_;
    bool closed_ = false;
};

}  // namespace otpost::db
