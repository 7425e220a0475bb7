// SPDX-License-Identifier: Apache-2.0
// A server on a free port with a thread of its own, for tests with RawClient.
#pragma once

#include "net/server.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <thread>

namespace otpost::net::testing {

/// Deadlines short enough for tests: 200 ms each, no heartbeat.
ServerLimits quick_limits();

class LoopbackServer {
public:
    LoopbackServer(ServerOptions options, Handler handler);
    ~LoopbackServer();  ///< ends what is open, joins the thread

    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    unsigned short port() const { return port_; }

    /// Runs the handlers; post to it what must happen on the server's thread.
    boost::asio::io_context& context() { return context_; }

    Server& server() { return *server_; }

    /// Begins a drain and waits for its end; returns how long that took.
    std::chrono::milliseconds drain(std::chrono::milliseconds deadline);

private:
    boost::asio::io_context context_{1};
    std::unique_ptr<Server> server_;
    unsigned short port_;
    std::thread thread_;
};

}  // namespace otpost::net::testing
