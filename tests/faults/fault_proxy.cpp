// SPDX-License-Identifier: Apache-2.0
#include "fault_proxy.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <memory>
#include <numeric>
#include <span>

namespace otpost::faults {

namespace asio = boost::asio;
using asio::awaitable;
using boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;

namespace {

constexpr std::size_t piece_max = 4096;

auto errors_into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

/// The two sockets of a connection; each direction keeps it alive while it runs.
struct Link {
    Socket client;
    Socket server;
    Plan plan;

    Link(Socket from, const asio::any_io_executor& executor, const Plan& drawn)
        : client(std::move(from)),
          server(executor),
          plan(drawn) {}

    void close() {
        error_code ignored;
        client.close(ignored);
        server.close(ignored);
    }

    /// What is unread is thrown away, and the peers learn it by a reset.
    void reset() {
        error_code ignored;
        client.set_option(asio::socket_base::linger(true, 0), ignored);
        server.set_option(asio::socket_base::linger(true, 0), ignored);
        close();
    }
};

awaitable<void> pause_for(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    error_code ignored;
    co_await timer.async_wait(errors_into(ignored));
}

/// One direction of a link.
class Pump {
public:
    Pump(std::shared_ptr<Link> link, Direction direction)
        : link_(std::move(link)),
          from_(direction == Direction::to_server ? link_->client : link_->server),
          to_(direction == Direction::to_server ? link_->server : link_->client),
          is_faulty_(link_->plan.direction == direction) {}

    awaitable<void> run() {
        std::array<std::byte, piece_max> buffer{};
        error_code error;
        while (!error) {
            const auto got =
                co_await from_.async_read_some(asio::buffer(buffer), errors_into(error));
            if (error) break;
            co_await pass(std::span{buffer}.first(got), error);
            if (is_over_) co_return;
        }
        error_code ignored;
        if (error == asio::error::eof)
            to_.shutdown(Socket::shutdown_send, ignored);
        else
            link_->reset();
    }

private:
    awaitable<void> pass(std::span<const std::byte> piece, error_code& error) {
        const Plan& plan = link_->plan;
        const bool is_mild =
            plan.fault == Fault::none || plan.fault == Fault::delay || plan.fault == Fault::split;
        const bool lasts = is_mild && plan.after == 0;
        if (is_faulty_ && !lasts && passed_ + piece.size() >= plan.after) {
            co_await write(piece.first(plan.after - std::min(passed_, plan.after)), error);
            co_await go_wrong();
            co_return;
        }
        passed_ += piece.size();
        if (is_faulty_ && plan.fault == Fault::delay) co_await pause_for(plan.pause);
        const std::size_t step = is_faulty_ && plan.fault == Fault::split ? 1 : piece.size();
        while (!piece.empty() && !error) {
            co_await write(piece.first(step), error);
            piece = piece.subspan(step);
        }
    }

    awaitable<void> write(std::span<const std::byte> piece, error_code& error) {
        co_await asio::async_write(
            to_, asio::buffer(piece.data(), piece.size()), errors_into(error)
        );
    }

    awaitable<void> go_wrong() {
        is_over_ = true;
        error_code ignored;
        switch (link_->plan.fault) {
            case Fault::stall:
                co_await pause_for(link_->plan.pause);
                link_->reset();
                co_return;
            case Fault::swallow:
                co_await swallow();
                co_return;
            case Fault::half_close:
                to_.shutdown(Socket::shutdown_send, ignored);
                co_return;
            case Fault::none:
            case Fault::delay:
            case Fault::split:
            case Fault::cut:
                link_->close();
                co_return;
            case Fault::reset:
                link_->reset();
                co_return;
        }
    }

    awaitable<void> swallow() {
        std::array<std::byte, piece_max> buffer{};
        error_code error;
        while (!error) co_await from_.async_read_some(asio::buffer(buffer), errors_into(error));
        link_->reset();
    }

    std::shared_ptr<Link> link_;
    Socket& from_;
    Socket& to_;
    bool is_faulty_;
    bool is_over_ = false;
    std::size_t passed_ = 0;
};

awaitable<void> pump(std::shared_ptr<Link> link, Direction direction) {
    Pump pump(std::move(link), direction);
    co_await pump.run();
}

awaitable<void> serve(std::shared_ptr<Link> link, Endpoint server) {
    error_code error;
    co_await link->server.async_connect(server, errors_into(error));
    if (error) co_return link->reset();
    const auto executor = co_await asio::this_coro::executor;
    error_code not_on_unix_sockets;
    link->client.set_option(asio::ip::tcp::no_delay(true), not_on_unix_sockets);
    link->server.set_option(asio::ip::tcp::no_delay(true), not_on_unix_sockets);
    asio::co_spawn(executor, pump(link, Direction::to_server), asio::detached);
    co_await pump(link, Direction::to_client);
}

}  // namespace

Endpoint local_port(unsigned short port) {
    return asio::ip::tcp::endpoint{asio::ip::address_v4::loopback(), port};
}

Endpoint local_path(const std::filesystem::path& path) {
    return asio::local::stream_protocol::endpoint{path.string()};
}

FaultProxy::FaultProxy(const Endpoint& listen, const Endpoint& server, Draw draw)
    : acceptor_(context_, listen),
      server_(server),
      draw_(std::move(draw)) {
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::jthread([this] { context_.run(); });
}

awaitable<void> FaultProxy::accept() {
    for (;;) {
        error_code error;
        auto socket = co_await acceptor_.async_accept(errors_into(error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) continue;
        const Plan plan = draw_();
        ++connections_[static_cast<std::size_t>(plan.fault)];
        auto link = std::make_shared<Link>(std::move(socket), context_.get_executor(), plan);
        asio::co_spawn(context_, serve(std::move(link), server_), asio::detached);
    }
}

FaultProxy::~FaultProxy() {
    context_.stop();
    thread_.join();
}

unsigned short FaultProxy::port() const {
    const auto endpoint = acceptor_.local_endpoint();
    // The address behind a generic endpoint has no other way out.
    return ntohs(reinterpret_cast<const sockaddr_in*>(endpoint.data())->sin_port);
}

std::size_t FaultProxy::connections() const {
    return std::accumulate(connections_.begin(), connections_.end(), std::size_t{0});
}

}  // namespace otpost::faults
