// SPDX-License-Identifier: Apache-2.0
// A proxy for byte streams that goes wrong as networks and peers do. Each connection gets a plan
// when it is made: what happens, in which direction, after how many bytes. TCP or Unix sockets on
// either side; a thread of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <thread>

namespace otpost::faults {

enum class Fault {
    none,
    delay,       ///< every piece waits before it goes on
    split,       ///< every byte goes alone
    stall,       ///< nothing is read any more, until `pause` is over and the connection is reset
    swallow,     ///< half-open: what comes is lost, nobody is told
    half_close,  ///< the sender seems to have finished
    cut,         ///< both sides see the end
    reset        ///< both sides see a reset
};

inline constexpr std::size_t fault_count = 8;

enum class Direction { to_server, to_client };

struct Plan {
    Fault fault = Fault::none;
    Direction direction = Direction::to_server;
    std::size_t after = 0;  ///< bytes in that direction; what else would last is cut then, unless 0
    std::chrono::milliseconds pause{0};
};

using Endpoint = boost::asio::generic::stream_protocol::endpoint;

Endpoint local_port(unsigned short port);
Endpoint local_path(const std::filesystem::path& path);

class FaultProxy {
public:
    using Draw = std::function<Plan()>;

    /// Listens at once; `draw` is called in the proxy's thread.
    FaultProxy(const Endpoint& listen, const Endpoint& server, Draw draw);
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;
    ~FaultProxy();  ///< resets what is still open

    unsigned short port() const;

    std::size_t connections(Fault fault) const {
        return connections_[static_cast<std::size_t>(fault)];
    }

    std::size_t connections() const;

private:
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol>;

    boost::asio::awaitable<void> accept();

    boost::asio::io_context context_{1};
    Acceptor acceptor_;
    Endpoint server_;
    Draw draw_;
    std::array<std::atomic<std::size_t>, fault_count> connections_{};
    std::jthread thread_;
};

}  // namespace otpost::faults
