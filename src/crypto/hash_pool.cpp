// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash_pool.hpp"

#include "base/assert.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <exception>
#include <sys/resource.h>
#include <utility>

namespace otpost::crypto {

namespace {

/// What one hash takes at the default cost on a slow core; a full queue drains in such steps.
constexpr std::chrono::milliseconds one_hash{300};

/// The value of `run`, or an Error that says nothing about the password.
template <class Run>
Result<std::invoke_result_t<Run&>> outcome_of(Run run) {
    try {
        return run();
    } catch (const std::exception& failure) {
        log::error("password hashing failed", {{"reason", failure.what()}});
        return refuse(ErrorCode::internal_error, "The password could not be checked.");
    }
}

/// Who waits for a hash waits long anyway; everybody else must not wait for the hash (SEC-P4). On
/// Linux this is of the calling thread alone, and needs no right.
void yield_to_others() {
    constexpr int niceness = 10;
    constexpr id_t this_thread = 0;
    static_cast<void>(::setpriority(PRIO_PROCESS, this_thread, niceness));
}

}  // namespace

HashPoolLimits HashPoolLimits::for_this_machine() {
    const std::size_t cores = std::thread::hardware_concurrency();
    return {.threads = cores > 2 ? cores - 1 : 1};
}

HashPool::HashPool(const PasswordHasher& hasher, const Clock& clock, HashPoolLimits limits)
    : hasher_(hasher),
      clock_(clock),
      limits_(limits) {
    ASSERT(limits.queue_max > 0);
    for (std::size_t i = 0; i < limits_.threads; ++i) threads_.emplace_back([this] { work(); });
}

HashPool::~HashPool() {
    stop();
}

Result<> HashPool::hash(Secret password, OnHash done) {
    return submit([this, password = std::move(password), done = std::move(done)]() mutable {
        done(outcome_of([&] { return hasher_.hash(password); }));
    });
}

Result<> HashPool::verify(Secret password, std::string stored, OnVerify done) {
    return submit(
        [this, password = std::move(password), stored = std::move(stored), done = std::move(done)](
        ) mutable { done(outcome_of([&] { return hasher_.verify(password, stored); })); }
    );
}

Result<> HashPool::check_room() const {
    const std::lock_guard lock{mutex_};
    return has_room();
}

Result<> HashPool::has_room() const {
    if (stopping_) return refuse(ErrorCode::unavailable, "The server is shutting down.");
    if (limits_.threads == 0 || queue_.size() < limits_.queue_max) return {};
    const auto drained = one_hash * limits_.queue_max / limits_.threads;
    const auto wait = std::max<Duration>(std::chrono::seconds{1}, drained);
    return refuse_until(
        ErrorCode::unavailable,
        "Too many people are signing in at the moment. Try again shortly.",
        clock_.now() + wait
    );
}

Result<> HashPool::submit(Job job) {
    std::unique_lock lock{mutex_};
    CHECK(has_room());
    if (limits_.threads == 0) {
        lock.unlock();
        job();
        return {};
    }
    queue_.push_back(std::move(job));
    lock.unlock();
    wake_.notify_one();
    return {};
}

void HashPool::work() {
    yield_to_others();
    for (;;) {
        Job job;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        job();
    }
}

void HashPool::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

std::size_t HashPool::queue_depth() const {
    const std::lock_guard lock{mutex_};
    return queue_.size();
}

}  // namespace otpost::crypto
