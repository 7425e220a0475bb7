// SPDX-License-Identifier: Apache-2.0
#include "images/worker.hpp"

#include "base/log.hpp"
#include "images/avatar.hpp"

#include <exception>
#include <utility>

namespace otpost::images {

namespace {

/// Memory may be short: then this one picture fails.
Result<std::string> outcome_of(std::string_view file, Format format) {
    try {
        return make_avatar(file, format);
    } catch (const std::exception& failure) {
        log::error("making an avatar failed", {{"reason", failure.what()}});
        return refuse(ErrorCode::internal_error, "The picture could not be worked on.");
    }
}

}  // namespace

Worker::~Worker() {
    stop();
}

Result<> Worker::make_avatar(std::string file, Format format, Done done) {
    const std::lock_guard lock{mutex_};
    if (stopping_) return refuse(ErrorCode::unavailable, "The server is shutting down.");
    if (queue_.size() >= queue_max) {
        return refuse_until(
            ErrorCode::unavailable,
            "Too many pictures are being worked on. Try again shortly.",
            clock_.now() + std::chrono::seconds{5}
        );
    }
    queue_.push_back({std::move(file), format, std::move(done)});
    if (!thread_.joinable()) thread_ = std::thread{[this] { work(); }};
    wake_.notify_one();
    return {};
}

void Worker::work() {
    for (;;) {
        std::unique_lock lock{mutex_};
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        Job job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        job.done(outcome_of(job.file, job.format));
    }
}

void Worker::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

}  // namespace otpost::images
