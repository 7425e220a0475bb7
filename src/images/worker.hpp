// SPDX-License-Identifier: Apache-2.0
// One thread that makes avatars, so that pictures take neither the server's thread nor those of the
// sign-in, and at most one is in memory as pixels. A short queue, and beyond it a refusal. Accepted
// work always gets its callback, once, from that thread: post it to the executor that waits.
#pragma once

#include "base/error.hpp"
#include "base/time.hpp"
#include "images/picture.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace otpost::images {

inline constexpr std::size_t queue_max = 8;

class Worker {
public:
    using Done = std::move_only_function<void(Result<std::string>)>;

    /// The thread begins with the first picture.
    explicit Worker(const Clock& clock) : clock_(clock) {}

    /// stop()
    ~Worker();

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// make_avatar(); ErrorCode::unavailable with retry_at when the queue is full, and `done` is
    /// not called then.
    Result<> make_avatar(std::string file, Format format, Done done);

    /// Refuses new work, finishes what was accepted. Idempotent; not from a callback.
    void stop();

private:
    struct Job {
        std::string file;
        Format format;
        Done done;
    };

    void work();

    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace otpost::images
