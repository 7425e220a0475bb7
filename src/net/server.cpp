// SPDX-License-Identifier: Apache-2.0
#include "net/server.hpp"

#include "net/server_core.hpp"

namespace otpost::net {

Server::Server(boost::asio::io_context& context, ServerOptions options, Handler handler)
    : core_(std::make_shared<ServerCore>(context, std::move(options), std::move(handler))) {}

Server::~Server() {
    core_->stop();
}

void Server::start() {
    core_->start();
}

void Server::adopt(std::unique_ptr<Transport> connected, const boost::asio::ip::address& peer) {
    core_->adopt(std::move(connected), peer);
}

boost::asio::ip::tcp::endpoint Server::endpoint() const {
    return core_->endpoint();
}

unsigned short Server::port() const {
    return core_->endpoint().port();
}

boost::asio::awaitable<void> Server::drain(std::chrono::milliseconds deadline) {
    return core_->drain(deadline);
}

std::optional<std::string> Server::reload() {
    return core_->reload();
}

const Counters& Server::counters() const {
    return core_->counters();
}

}  // namespace otpost::net
