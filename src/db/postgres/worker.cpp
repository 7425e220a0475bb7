// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/worker.hpp"

#include "db/postgres/session_sql.hpp"
#include "db/postgres/tx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace otpost::db::postgres {

namespace {

/// How often a work runs before its collisions, or its lost connections, are its caller's.
constexpr int most_collisions = 10;
constexpr int most_losses = 3;

/// The longest a work waits for a server that does not answer.
constexpr std::chrono::milliseconds patience{1'000};

constexpr std::chrono::milliseconds longest_pause{100};

}  // namespace

Worker::Worker(
    Server& server,
    JobQueue& queue,
    Listeners& listeners,
    WrittenCounter& written,
    Announcer* announcer
)
    : server_(server),
      queue_(queue),
      listeners_(listeners),
      written_(written),
      announcer_(announcer) {}

void Worker::run() {
    while (true) {
        auto jobs = queue_.take(1);
        if (jobs.empty()) return;
        const auto error = perform(jobs.front());
        jobs.front().done(error);
        // The next work must not pay for a connection that died while nobody needed it.
        if (connection_ && !connection_->is_alive()) connection_.reset();
    }
}

std::exception_ptr Worker::perform(Job& job) {
    int collisions = 0;
    int losses = 0;
    while (true) {
        try {
            attempt(job);
            return nullptr;
        } catch (const Collision& collision) {
            connection_->rollback();
            if (++collisions >= most_collisions) {
                return std::make_exception_ptr(Unavailable(
                    fmt::format("too many collisions with other works: {}", collision.what())
                ));
            }
            server_.pause(std::min(longest_pause, std::chrono::milliseconds{1 << collisions}));
        } catch (const CommitUnknown&) {
            connection_.reset();
            return std::current_exception();
        } catch (const ConnectionLost&) {
            const bool was_connected = connection_ != nullptr;
            connection_.reset();
            if (!was_connected || ++losses >= most_losses) return std::current_exception();
        } catch (...) {
            if (connection_) connection_->rollback();
            return std::current_exception();
        }
    }
}

void Worker::attempt(Job& job) {
    connect();
    connection_->begin(opening());
    PostgresTx tx(*connection_);
    if (job.work(tx) == Verdict::rollback) {
        connection_->rollback();
        return;
    }
    tx.check_usable();
    if (announcer_ == nullptr) {
        connection_->settle();
        connection_->rollback();
        return;
    }
    connection_->commit();
    written_.commit_of(1);
    listeners_.tell(tx.announcements());
    announcer_->send(tx.announcements());
}

// Waits for a server that is away, but not for long: callers are told while they still listen.
void Worker::connect() {
    if (connection_ && connection_->is_alive()) return;
    connection_.reset();
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (true) {
        const auto next = server_.next_attempt();
        if (next < deadline) std::this_thread::sleep_until(next);
        try {
            connection_ = server_.connect();
            return;
        } catch (const ConnectionLost&) {
            if (server_.next_attempt() >= deadline) throw;
        }
    }
}

const Statement& Worker::opening() const {
    if (announcer_ == nullptr) return sql::session::begin_read;
    switch (server_.options().isolation) {
        case Isolation::read_committed:
            return sql::session::begin_write;
        case Isolation::serializable:
            return sql::session::begin_serializable;
    }
    std::unreachable();
}

}  // namespace otpost::db::postgres
