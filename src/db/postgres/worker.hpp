// SPDX-License-Identifier: Apache-2.0
// A thread of the pool with a connection of its own. Group commit comes from the server: the
// flushes of connections that commit together are shared.
#pragma once

#include "db/listeners.hpp"
#include "db/postgres/announcer.hpp"
#include "db/postgres/server.hpp"
#include "db/queue.hpp"
#include "db/written.hpp"

#include <chrono>
#include <exception>
#include <memory>

namespace otpost::db::postgres {

class Worker {
public:
    /// `announcer` is null for reads, which announce nothing.
    Worker(
        Server& server,
        JobQueue& queue,
        Listeners& listeners,
        WrittenCounter& written,
        Announcer* announcer
    );

    /// Works until the queue is closed and drained.
    void run();

private:
    std::exception_ptr perform(Job& job);
    void attempt(Job& job);
    void connect();
    const Statement& opening() const;

    Server& server_;
    JobQueue& queue_;
    Listeners& listeners_;
    WrittenCounter& written_;
    Announcer* announcer_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace otpost::db::postgres
