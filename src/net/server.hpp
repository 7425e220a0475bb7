// SPDX-License-Identifier: Apache-2.0
// The HTTP/1.1 server: one listening address, one thread, a coroutine per connection. Strict
// framing (gate.hpp), limits on size, time and number, answers in order, streams, TLS, drain.
#pragma once

#include "base/random.hpp"
#include "base/time.hpp"
#include "net/client_ip.hpp"
#include "net/counters.hpp"
#include "net/http.hpp"
#include "net/timer.hpp"
#include "net/transport.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::net {

struct TlsFiles {
    std::string certificate_file;  ///< PEM, the chain from the leaf up
    std::string key_file;          ///< PEM
};

/// Times and sizes of SEC-H2. Deadlines are checked at ticks of a quarter of the shortest one.
struct ServerLimits {
    std::size_t header_bytes_max = std::size_t{8} * 1024;
    std::size_t body_bytes_max =
        std::size_t{64} * 1024;  ///< where ServerOptions::body_limit is not set
    std::size_t body_bytes_per_second_min = 1000;
    std::chrono::milliseconds body_grace{5000};  ///< before the minimum rate counts
    std::chrono::milliseconds handshake_deadline{10'000};
    std::chrono::milliseconds header_deadline{10'000};  ///< from its first byte to its end
    std::chrono::milliseconds idle_deadline{30'000};    ///< between requests
    std::chrono::milliseconds write_deadline{30'000};   ///< for a reader who takes nothing
    std::chrono::milliseconds linger_deadline{5000};    ///< reading on after a refusal
    std::chrono::milliseconds heartbeat{20'000};        ///< of streams; zero: none
    std::size_t requests_per_connection_max = 100'000;
    std::size_t connections_max = 25'000;       ///< kept below RLIMIT_NOFILE by itself
    std::size_t connections_per_ip_max = 1000;  ///< an IPv6 /64 counts as one; proxies are exempt
};

/// Without an address connections come by adopt() alone.
enum class Listening : std::uint8_t { tcp, nowhere };

struct ServerOptions {
    Listening listening = Listening::tcp;
    std::string address = "127.0.0.1";
    unsigned short port = 0;      ///< 0: any free one, see Server::port()
    std::optional<TlsFiles> tls;  ///< absent: plain HTTP
    ServerLimits limits;
    ProxyTrust proxies;

    /// Headers of every answer unless it sets the same name itself (SEC-H5).
    std::vector<std::pair<std::string, std::string>> default_headers;
    /// Sent to streams when the server drains, `event: shutdown` for example; empty: nothing.
    std::string stream_farewell;
    /// The most bytes of a body, decided when the header is known.
    std::function<std::size_t(Method, std::string_view path)> body_limit;
    /// Called after each answer (access log, latency); leave empty if not needed.
    std::function<void(const Request&, unsigned status, std::chrono::nanoseconds)> on_answer;
    /// What a handler threw, or what is wrong with accepting; by default it is logged.
    std::function<void(std::string_view what)> on_error;
    Timer* timer = nullptr;    ///< outlives the server; null: the system's
    Random* random = nullptr;  ///< the same
};

class ServerCore;

class Server {
public:
    /// Binds and listens at once, so port() is known; throws boost::system::system_error, or
    /// std::runtime_error if the certificate or key cannot be used.
    Server(boost::asio::io_context& context, ServerOptions options, Handler handler);
    ~Server();  ///< closes what is still open

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void start();

    /// Serves a connection that did not come over the address it listens on.
    void adopt(std::unique_ptr<Transport> connected, const boost::asio::ip::address& peer);

    boost::asio::ip::tcp::endpoint endpoint() const;
    unsigned short port() const;

    /// Refuses new connections, answers what is in flight with `Connection: close`, ends streams
    /// with the farewell; cuts off what is left after `deadline`. Ends when all is closed.
    boost::asio::awaitable<void> drain(std::chrono::milliseconds deadline);

    /// Reads certificate and key again; running connections keep the old ones. On failure the
    /// old pair stays in use and the reason is returned.
    std::optional<std::string> reload();

    const Counters& counters() const;

private:
    std::shared_ptr<ServerCore> core_;
};

}  // namespace otpost::net
