// SPDX-License-Identifier: Apache-2.0
#include "net/server_core.hpp"

#include "base/log.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "net/answer.hpp"
#include "net/characters.hpp"
#include "net/session.hpp"
#include "net/socket_transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <sys/resource.h>
#include <utility>

namespace otpost::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t other_files = 128;  ///< left to the store, logs, outgoing calls
constexpr std::size_t spare_inputs_max = 256;

std::size_t below_file_limit(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const auto files = static_cast<std::size_t>(limit.rlim_cur);
    return std::min(wanted, files > 2 * other_files ? files - other_files : files / 2);
}

milliseconds tick_for(const ServerLimits& limits) {
    auto shortest = std::min(
        {limits.body_grace,
         limits.handshake_deadline,
         limits.header_deadline,
         limits.idle_deadline,
         limits.write_deadline,
         limits.linger_deadline}
    );
    if (limits.heartbeat > milliseconds{0}) shortest = std::min(shortest, limits.heartbeat);
    return std::clamp(shortest / 4, milliseconds{5}, milliseconds{1000});
}

asio::ip::address plain_address(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

/// Ids made by others are kept if they cannot hurt a log or a header.
bool is_request_id(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
               return (
                   has_class(c, CharClass::reg_name) && has_class(c, CharClass::token) &&
                   c != '\'' && c != '$' && c != '&' && c != '*' && c != '!' && c != '+'
               );
           });
}

}  // namespace

ServerCore::ServerCore(asio::io_context& context, ServerOptions options, Handler handler)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      context_(context),
      timer_(options_.timer != nullptr ? *options_.timer : system_timer_),
      pause_(timer_.make_alarm(context.get_executor())),
      ticker_(timer_.make_alarm(context.get_executor())),
      all_ended_(timer_.make_alarm(context.get_executor())),
      connections_max_(below_file_limit(options_.limits.connections_max)),
      tick_(tick_for(options_.limits)),
      default_lines_(render_lines(options_.default_headers)),
      tasks_(context.get_executor()) {
    if (options_.tls) tls_ = make_tls_context(*options_.tls);
    if (options_.listening == Listening::tcp) listen();
    SystemRandom system_random;
    id_seed_ = (options_.random != nullptr ? *options_.random : system_random).next_u64();
    update_clock();
    // A write to a closed connection is an error to handle, not a signal to die of.
    std::signal(SIGPIPE, SIG_IGN);
}

void ServerCore::listen() {
    const tcp::endpoint wanted{asio::ip::make_address(options_.address), options_.port};
    auto& acceptor = acceptor_.emplace(context_);
    acceptor.open(wanted.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address{true});
    acceptor.bind(wanted);
    acceptor.listen(4096);
    endpoint_ = acceptor.local_endpoint();
}

void ServerCore::close_door() {
    boost::system::error_code ignored;
    if (acceptor_) acceptor_->close(ignored);
    pause_->ring();
}

void ServerCore::start() {
    if (acceptor_) tasks_.spawn("accept", accept_all(shared_from_this(), *acceptor_));
    tasks_.spawn("sweep", sweep_all(shared_from_this()));
}

void ServerCore::report(std::string_view what) const {
    if (options_.on_error)
        options_.on_error(what);
    else
        log::error("http", {{"reason", what}});
}

asio::awaitable<void> ServerCore::accept_all(
    std::shared_ptr<ServerCore> core, tcp::acceptor& door
) {
    while (door.is_open()) {
        auto [error, socket] = co_await door.async_accept(as_result);
        if (!error) {
            core->accepted(std::move(socket));
        } else if (door.is_open() && error != asio::error::connection_aborted) {
            core->report("accept: " + error.message());
            co_await core->pause_->wait(milliseconds{100});
        }
    }
}

void ServerCore::accepted(tcp::socket socket) {
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay{true}, error);
    SslPtr ssl = tls_ ? make_server_ssl(*tls_, socket.native_handle()) : nullptr;
    adopt(std::make_unique<SocketTransport>(std::move(socket), std::move(ssl)), remote.address());
}

void ServerCore::adopt(std::unique_ptr<Transport> connected, const asio::ip::address& address) {
    const auto peer = plain_address(address);
    const auto key = address_block(peer);
    const bool is_proxy = options_.proxies.trusts(peer);
    if (draining_ || !admit(peer, key)) {
        refuse(*connected);
        return;
    }
    auto connection = std::make_shared<Connection>(shared_from_this(), std::move(connected));
    connection->peer = peer;
    connection->peer_text = peer.to_string();
    connection->peer_is_proxy = is_proxy;
    connection->peer_key = key;
    enrol(*connection);
    auto ended = [connection](const std::exception_ptr& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const boost::system::system_error& thrown) {
            if (thrown.code() != asio::error::operation_aborted)
                connection->core().report(thrown.what());
        } catch (const std::exception& thrown) {
            connection->core().report(thrown.what());
        }
    };
    asio::co_spawn(
        context_,
        serve(connection),
        asio::bind_cancellation_slot(connection->cancellation.slot(), std::move(ended))
    );
}

bool ServerCore::admit(const asio::ip::address& peer, std::uint64_t key) {
    if (connections_.size() >= connections_max_) return false;
    if (options_.proxies.trusts(peer)) return true;
    const auto known = per_ip_.find(key);
    return known == per_ip_.end() || known->second < options_.limits.connections_per_ip_max;
}

void ServerCore::refuse(Transport& connected) {
    counters_.connections_refused.add();
    if (connected.is_tls()) return;
    static constexpr std::string_view answer =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    connected.try_write(answer, {});
    connected.shutdown_send();
}

void ServerCore::enrol(Connection& connection) {
    connection.registered = connections_.size();
    connections_.push_back(&connection);
    ++per_ip_[connection.peer_key];
    counters_.connections_total.add();
    counters_.connections_open.add();
}

void ServerCore::dismiss(Connection& connection) {
    auto* const last = connections_.back();
    connections_[connection.registered] = last;
    last->registered = connection.registered;
    connections_.pop_back();
    const auto count = per_ip_.find(connection.peer_key);
    if (--count->second == 0) per_ip_.erase(count);
    counters_.connections_open.add(-1);
    if (connections_.empty()) all_ended_->ring();
}

std::unique_ptr<char[]> ServerCore::take_input() {
    if (spare_inputs_.empty())
        return std::make_unique_for_overwrite<char[]>(options_.limits.header_bytes_max);
    auto buffer = std::move(spare_inputs_.back());
    spare_inputs_.pop_back();
    return buffer;
}

void ServerCore::give_input(std::unique_ptr<char[]> buffer) {
    if (spare_inputs_.size() < spare_inputs_max) spare_inputs_.push_back(std::move(buffer));
}

void ServerCore::identify(const Connection& connection, Request& request) {
    request.tls = connection.transport->is_tls();
    if (connection.peer_is_proxy) {
        const auto values = request.headers(header_name(options_.proxies.header));
        const auto client = client_address(options_.proxies, connection.peer, values);
        request.remote_ip = client.to_string();
        request.client_block = address_block(client);
        request.tls = request.tls || request.header("x-forwarded-proto") == "https";
    } else {
        request.remote_ip.assign(connection.peer_text);
        request.client_block = connection.peer_key;
    }
    const auto given = request.header("x-request-id");
    if (is_request_id(given)) {
        request.request_id.assign(given);
        return;
    }
    // An odd multiplier makes every count another id; the seed makes runs differ.
    auto id = (++ids_made_ * 0x9e37'79b9'7f4a'7c15ULL) ^ id_seed_;
    for (int digit = 0; digit < 16; ++digit, id >>= 4U)
        request.request_id += "0123456789abcdef"[id & 15U];
}

void ServerCore::update_clock() {
    now_ = timer_.steady_now();
    const auto seconds = to_micros(timer_.now()) / 1'000'000;
    if (seconds == date_second_) return;
    date_second_ = seconds;
    date_line_ = "Date: " + format_http_date(seconds) + "\r\n";
}

asio::awaitable<void> ServerCore::sweep_all(std::shared_ptr<ServerCore> core) {
    while (!core->stopped_) {
        const auto ended = co_await core->ticker_->wait(core->tick_);
        if (ended) co_return;
        core->sweep();
    }
}

void ServerCore::sweep() {
    update_clock();
    // Backwards: a connection that ends meanwhile is replaced by one already looked at.
    for (std::size_t i = connections_.size(); i-- > 0;) {
        if (i < connections_.size()) check(*connections_[i]);
    }
}

void ServerCore::check(Connection& connection) {
    if (connection.phase == Phase::streaming) {
        if (connection.takes_comments) beat(connection);
    } else if (overdue(connection)) {
        connection.expire();
    }
}

bool ServerCore::overdue(const Connection& connection) const {
    const auto& limits = options_.limits;
    // `since` may be one tick older than the event it stands for.
    const auto elapsed = now_ - connection.since - tick_;
    switch (connection.phase) {
        case Phase::handshake:
            return elapsed > limits.handshake_deadline;
        case Phase::idle:
            return elapsed > limits.idle_deadline;
        case Phase::head:
            return elapsed > limits.header_deadline;
        case Phase::body: {
            if (elapsed <= limits.body_grace) return false;
            const auto seconds = std::chrono::duration<double>(elapsed).count();
            const auto due = seconds * static_cast<double>(limits.body_bytes_per_second_min);
            return static_cast<double>(connection.phase_bytes) < due;
        }
        case Phase::writing:
            return elapsed > limits.write_deadline;
        case Phase::lingering:
            return elapsed > limits.linger_deadline;
        case Phase::handler:
        case Phase::streaming:
            return false;
    }
    return false;
}

/// A comment keeps proxies from giving up on a silent stream, and finds out who is gone.
void ServerCore::beat(Connection& connection) {
    const auto period = options_.limits.heartbeat;
    if (period == milliseconds{0} || now_ - connection.last_sent < period) return;
    if (connection.try_flush(":\n\n") != IoState::done) connection.expire();
}

asio::awaitable<bool> ServerCore::wait_until_empty(milliseconds limit) {
    const auto end = timer_.steady_now() + limit;
    while (!connections_.empty() && timer_.steady_now() < end) {
        const auto left = std::chrono::ceil<Duration>(end - timer_.steady_now());
        const auto ended = co_await all_ended_->wait(left);
        if (ended) break;
    }
    const bool all_ended = connections_.empty();
    co_return all_ended;
}

void ServerCore::end_idle_and_streams() {
    for (std::size_t i = connections_.size(); i-- > 0;) {
        auto& connection = *connections_[i];
        if (connection.phase == Phase::idle || connection.phase == Phase::handshake)
            connection.transport->cancel();
        if (connection.in_stream) connection.cancel_work();
    }
}

asio::awaitable<void> ServerCore::drain(milliseconds deadline) {
    draining_ = true;
    close_door();
    end_idle_and_streams();
    const bool in_time = co_await wait_until_empty(deadline);
    if (!in_time) {
        for (auto* const connection : connections_) connection->cancel_work();
        co_await wait_until_empty(milliseconds{200});
    }
    stop();
    co_await wait_until_empty(milliseconds{200});
}

void ServerCore::stop() {
    draining_ = true;
    stopped_ = true;
    close_door();
    ticker_->ring();
    for (auto* const connection : connections_) {
        connection->cancel_work();
        connection->transport->close();
    }
}

std::optional<std::string> ServerCore::reload() {
    if (!options_.tls) return std::nullopt;
    try {
        tls_ = make_tls_context(*options_.tls);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return std::nullopt;
}

}  // namespace otpost::net
