// SPDX-License-Identifier: Apache-2.0
// Threads that hash passwords, so that a storm of sign-ins takes neither the network threads nor
// every core (SEC-P4): at most one thread less than there are cores, each behind all others of the
// house where the system has to choose, a short queue, and beyond it a refusal with the time to
// come back. Accepted work always gets its callback, once, from a pool thread: post it to the
// executor that waits.
#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "crypto/password_hash.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace otpost::crypto {

struct HashPoolLimits {
    std::size_t threads = 1;  ///< 0: the caller hashes, before hash() or verify() returns
    std::size_t queue_max = 50;

    /// One thread less than there are cores, at least one.
    static HashPoolLimits for_this_machine();
};

class HashPool {
public:
    using OnHash = std::move_only_function<void(Result<std::string>)>;
    using OnVerify = std::move_only_function<void(Result<bool>)>;

    HashPool(const PasswordHasher& hasher, const Clock& clock, HashPoolLimits limits);

    /// stop()
    ~HashPool();

    HashPool(const HashPool&) = delete;
    HashPool& operator=(const HashPool&) = delete;

    /// ErrorCode::unavailable with retry_at when the queue is full. For who has work to do before
    /// the hash, which would be for nothing; there may be no room any more after that.
    Result<> check_room() const;

    /// Refuses as check_room(); `done` is not called then.
    Result<> hash(Secret password, OnHash done);

    /// `stored` of an unknown account is hasher.dummy().
    Result<> verify(Secret password, std::string stored, OnVerify done);

    /// Refuses new work, finishes what was accepted. Idempotent; not from a callback.
    void stop();

    /// Waiting for a thread, for metrics.
    std::size_t queue_depth() const;

private:
    using Job = std::move_only_function<void()>;

    Result<> has_room() const;
    Result<> submit(Job job);
    void work();

    const PasswordHasher& hasher_;
    const Clock& clock_;
    const HashPoolLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace otpost::crypto
