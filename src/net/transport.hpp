// SPDX-License-Identifier: Apache-2.0
// The bytes of one connection, as the sessions of the server see them. SocketTransport (in
// socket_transport.hpp) is the one of production; simulators bring their own.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace otpost::net {

enum class IoState : std::uint8_t { done, would_block, closed };

struct IoResult {
    IoState state;
    std::size_t bytes;
};

class Transport {
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// True when the TLS handshake is done.
    virtual boost::asio::awaitable<bool> handshake() = 0;

    /// Waits for bytes; 0: the peer ended, the connection broke or cancel() was called.
    virtual boost::asio::awaitable<std::size_t> read_some(char* into, std::size_t room) = 0;

    /// Writes what fits now, `first` before `second`; done: all of both.
    virtual IoResult try_write(std::string_view first, std::string_view second) = 0;

    /// Reads what is there now; done with 0 bytes: the peer ended.
    virtual IoResult try_read(char* into, std::size_t room) = 0;

    /// Waits until try_write can go on; false when cancelled or broken.
    virtual boost::asio::awaitable<bool> wait_writable() = 0;

    /// Calls once when there is something to read, or with false when that was cancelled.
    virtual void when_readable(std::move_only_function<void(bool)> call) = 0;

    /// Ends every pending wait; the connection can still be used.
    virtual void cancel() = 0;

    /// Tells the peer that nothing more comes; it can still be read from.
    virtual void shutdown_send() = 0;

    virtual void close() = 0;

    virtual bool is_tls() const = 0;

    virtual boost::asio::any_io_executor executor() = 0;
};

}  // namespace otpost::net
