// SPDX-License-Identifier: Apache-2.0
// How much a store has written since it was opened: works by commits is the size of its batches.
#pragma once

#include <atomic>
#include <cstdint>

namespace otpost::db {

struct Written {
    std::int64_t works = 0;
    std::int64_t commits = 0;
};

/// Counts on engine threads, is read from any.
class WrittenCounter {
public:
    void commit_of(std::size_t works) {
        works_.fetch_add(static_cast<std::int64_t>(works), std::memory_order_relaxed);
        commits_.fetch_add(1, std::memory_order_relaxed);
    }

    Written read() const {
        return {works_.load(std::memory_order_relaxed), commits_.load(std::memory_order_relaxed)};
    }

private:
    std::atomic<std::int64_t> works_{0};
    std::atomic<std::int64_t> commits_{0};
};

}  // namespace otpost::db
