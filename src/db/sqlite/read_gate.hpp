// SPDX-License-Identifier: Apache-2.0
// Lets the writer hold back new snapshots for a moment: readers that overlap for ever would keep
// the write-ahead log from starting over, and it would grow without bound.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace otpost::db::sqlite {

class ReadGate {
public:
    void enter();
    void leave();

    /// Shuts the gate and waits until nobody is inside or `patience` is over.
    void shut(std::chrono::milliseconds patience);
    void reopen();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t inside_ = 0;
    bool is_shut_ = false;
};

}  // namespace otpost::db::sqlite
