// SPDX-License-Identifier: Apache-2.0
// Carries announcements between nodes over a connection and a thread of its own: NOTIFY inside
// a business transaction would serialise commits. What queues while one batch is being sent is
// the next. Announcements are hints: a node that can't reach the server misses some and finds
// the work when it looks again on its own.
#pragma once

#include "db/listeners.hpp"
#include "db/postgres/server.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace otpost::db::postgres {

/// The text of a notification: `<node>;<topic>:<key>;<topic>:<key>...`.
std::string encode(std::string_view node, std::span<const Announcement> announcements);

/// What another node said; empty if it was `node` itself or nothing we understand.
std::vector<Announcement> decode(std::string_view node, std::string_view text);

class Announcer {
public:
    Announcer(Server& server, Listeners& listeners);
    Announcer(const Announcer&) = delete;
    Announcer& operator=(const Announcer&) = delete;
    ~Announcer();

    void send(std::span<const Announcement> announcements);

    /// Sends what is waiting, if the server can be reached, and ends the thread. Idempotent.
    void stop();

private:
    void run();
    bool is_done();
    void send_waiting();
    void hear();
    void wait(int socket);
    void wake();

    Server& server_;
    Listeners& listeners_;
    std::string node_;
    std::unique_ptr<Connection> connection_;
    int wake_descriptor_;
    std::mutex mutex_;
    std::set<Announcement> waiting_;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;
};

}  // namespace otpost::db::postgres
