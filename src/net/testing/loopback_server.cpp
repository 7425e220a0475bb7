// SPDX-License-Identifier: Apache-2.0
#include "net/testing/loopback_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <utility>

namespace otpost::net::testing {

using std::chrono::milliseconds;

ServerLimits quick_limits() {
    constexpr milliseconds quick{200};
    ServerLimits limits;
    limits.handshake_deadline = quick;
    limits.header_deadline = quick;
    limits.idle_deadline = quick;
    limits.body_grace = quick;
    limits.write_deadline = quick;
    limits.linger_deadline = quick;
    limits.heartbeat = milliseconds{0};
    return limits;
}

LoopbackServer::LoopbackServer(ServerOptions options, Handler handler)
    : server_(std::make_unique<Server>(context_, std::move(options), std::move(handler))),
      port_(server_->port()) {
    server_->start();
    thread_ = std::thread{[this] {
        const auto guard = boost::asio::make_work_guard(context_);
        context_.run();
    }};
}

LoopbackServer::~LoopbackServer() {
    std::promise<void> gone;
    boost::asio::post(context_, [&] {
        server_.reset();
        gone.set_value();
    });
    gone.get_future().wait();
    context_.stop();
    thread_.join();
}

milliseconds LoopbackServer::drain(milliseconds deadline) {
    const auto started = std::chrono::steady_clock::now();
    boost::asio::co_spawn(context_, server_->drain(deadline), boost::asio::use_future).get();
    const auto took = std::chrono::steady_clock::now() - started;
    return std::chrono::duration_cast<milliseconds>(took);
}

}  // namespace otpost::net::testing
