// SPDX-License-Identifier: Apache-2.0
// One client connection: its transport, its buffers and what it is busy with since when. Owned
// by the coroutine that serves it; the core sees it through a plain pointer while it lives.
#pragma once

#include "net/chunked.hpp"
#include "net/gate.hpp"
#include "net/http.hpp"
#include "net/transport.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace otpost::net {

class ServerCore;

/// What a connection waits for; decides which deadline holds.
enum class Phase : std::uint8_t {
    handshake,
    idle,  ///< between requests
    head,  ///< a head has begun
    body,
    handler,  ///< no deadline of ours
    writing,
    streaming,
    lingering,  ///< all is said; waits for the client to close
};

using SteadyTime = std::chrono::steady_clock::time_point;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<ServerCore> core, std::unique_ptr<Transport> connected);
    ~Connection();

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ServerCore& core() const { return *core_; }

    void enter(Phase phase);

    /// Called by the sweep: the deadline of the phase has passed.
    void expire();

    /// Asks a handler or stream to end.
    void cancel_work();

    // Bytes that have come and are not yet read as part of a request.
    std::string_view pending() const { return {input_.get() + begin_, end_ - begin_}; }

    bool input_full() const { return end_ - begin_ == input_size_; }

    void consume(std::size_t bytes) { begin_ += bytes; }

    void release_input();
    boost::asio::awaitable<bool> receive();  ///< false: nothing more will come

    // Bytes to send. Appending never writes by itself.
    std::string& output() { return output_; }

    IoState try_flush(std::string_view and_then = {});
    boost::asio::awaitable<bool> flush(std::string_view and_then = {});
    /// Sends what is in output() as soon as the loop is idle, unless it was sent before.
    void flush_soon();

    /// From now on a client that leaves is noticed: sets gone and cancels the work.
    void watch();

    void stop_watching() { watching_ = false; }

    const std::unique_ptr<Transport> transport;
    Request request;
    HeadScanner scanner;
    std::string peer_text;
    boost::asio::ip::address peer;
    bool peer_is_proxy = false;
    boost::asio::cancellation_signal cancellation;
    std::uint64_t peer_key = 0;  ///< for the limit per address
    std::size_t registered = 0;  ///< place in the core's list
    Phase phase = Phase::handshake;
    SteadyTime since;             ///< of the phase
    SteadyTime last_sent;         ///< for heartbeats
    std::size_t phase_bytes = 0;  ///< moved in this phase
    bool expired = false;
    bool gone = false;
    bool in_stream = false;       ///< also while it writes
    bool takes_comments = false;  ///< what streams is lines of events, between which one may stand
    bool stuck = false;           ///< part of an answer is out and the rest cannot follow

private:
    void drop_sent(std::size_t bytes);
    void on_readable();

    std::shared_ptr<ServerCore> core_;
    std::unique_ptr<char[]> input_;
    std::size_t input_size_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::string output_;
    bool flush_posted_ = false;
    bool watching_ = false;
};

}  // namespace otpost::net
