// SPDX-License-Identifier: Apache-2.0
// What the connections of a server share: options, counters, the coarse clock, the sweep over
// deadlines, spare input buffers. Kept alive by the connections, so a server may go before them.
#pragma once

#include "net/connection.hpp"
#include "net/server.hpp"
#include "net/task_group.hpp"
#include "net/timer.hpp"
#include "net/tls_context.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace otpost::net {

class ServerCore : public std::enable_shared_from_this<ServerCore> {
public:
    ServerCore(boost::asio::io_context& context, ServerOptions options, Handler handler);

    void start();
    boost::asio::awaitable<void> drain(std::chrono::milliseconds deadline);
    std::optional<std::string> reload();
    void stop();
    void adopt(std::unique_ptr<Transport> connected, const boost::asio::ip::address& address);

    void enrol(Connection& connection);
    void dismiss(Connection& connection);

    std::unique_ptr<char[]> take_input();
    void give_input(std::unique_ptr<char[]> buffer);

    /// Fills in who asks: the address behind proxies, the scheme, the request's id.
    void identify(const Connection& connection, Request& request);
    void report(std::string_view what) const;

    const ServerOptions& options() const { return options_; }

    const Handler& handler() const { return handler_; }

    Counters& counters() { return counters_; }

    bool draining() const { return draining_; }

    SteadyTime now() const { return now_; }  ///< as of the last sweep

    std::string_view date_line() const { return date_line_; }

    std::string_view default_lines() const { return default_lines_; }

    boost::asio::ip::tcp::endpoint endpoint() const { return endpoint_; }

private:
    void listen();
    void close_door();
    /// The door is `core`'s own.
    static boost::asio::awaitable<void> accept_all(
        std::shared_ptr<ServerCore> core, boost::asio::ip::tcp::acceptor& door
    );
    static boost::asio::awaitable<void> sweep_all(std::shared_ptr<ServerCore> core);
    void accepted(boost::asio::ip::tcp::socket socket);
    bool admit(const boost::asio::ip::address& peer, std::uint64_t key);
    void refuse(Transport& connected);
    void sweep();
    void check(Connection& connection);
    bool overdue(const Connection& connection) const;
    void beat(Connection& connection);
    void update_clock();
    boost::asio::awaitable<bool> wait_until_empty(std::chrono::milliseconds limit);
    void end_idle_and_streams();

    ServerOptions options_;
    Handler handler_;
    Counters counters_;
    boost::asio::io_context& context_;
    SystemTimer system_timer_;
    Timer& timer_;
    std::optional<boost::asio::ip::tcp::acceptor> acceptor_;  ///< none where nothing listens
    boost::asio::ip::tcp::endpoint endpoint_;
    std::unique_ptr<Alarm> pause_;  ///< between attempts when accepting fails
    std::unique_ptr<Alarm> ticker_;
    std::unique_ptr<Alarm> all_ended_;  ///< rung when the last connection ends
    std::shared_ptr<SSL_CTX> tls_;
    std::vector<Connection*> connections_;
    std::unordered_map<std::uint64_t, std::size_t> per_ip_;
    std::vector<std::unique_ptr<char[]>> spare_inputs_;
    std::size_t connections_max_;
    std::chrono::milliseconds tick_;
    SteadyTime now_;
    std::int64_t date_second_ = -1;
    std::string date_line_;
    std::string default_lines_;
    std::uint64_t id_seed_ = 0;
    std::uint64_t ids_made_ = 0;
    bool draining_ = false;
    bool stopped_ = false;
    TaskGroup tasks_;
};

}  // namespace otpost::net
