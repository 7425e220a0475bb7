// SPDX-License-Identifier: Apache-2.0
// The bytes of one connection, plain or TLS. Writing is tried at once without suspending and
// waits only if the kernel's buffer is full. TLS works on the socket itself, not on a pair of
// memory buffers, so an idle TLS stream costs little. Needs SIGPIPE ignored.
#pragma once

#include "net/tls_context.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace otpost::net {

enum class IoState : std::uint8_t { done, would_block, closed };

struct IoResult {
    IoState state;
    std::size_t bytes;
};

class Transport {
public:
    using Socket = boost::asio::ip::tcp::socket;

    Transport(Socket socket, SslPtr ssl);

    /// True when the TLS handshake is done.
    boost::asio::awaitable<bool> handshake();

    /// Waits for bytes; 0: the peer ended, the connection broke or cancel() was called.
    boost::asio::awaitable<std::size_t> read_some(char* into, std::size_t room);

    /// Writes what fits now, `first` before `second`; done: all of both.
    IoResult try_write(std::string_view first, std::string_view second = {});

    /// Reads what is there now.
    IoResult try_read(char* into, std::size_t room);

    /// Waits until try_write can go on; false when cancelled or broken.
    boost::asio::awaitable<bool> wait_writable();

    /// Ends every pending wait; the connection can still be used.
    void cancel();

    /// Tells the peer that nothing more comes; it can still be read from.
    void shutdown_send();

    void close();

    bool is_tls() const { return ssl_ != nullptr; }

    Socket& socket() { return socket_; }

private:
    IoResult write_plain(std::string_view first, std::string_view second);
    IoResult write_tls(std::string_view bytes);
    IoResult tls_outcome(int returned);
    boost::asio::awaitable<std::size_t> read_tls(char* into, std::size_t room);
    boost::asio::awaitable<bool> wait_for(Socket::wait_type what);

    Socket socket_;
    SslPtr ssl_;
    Socket::wait_type tls_wants_ = Socket::wait_read;  ///< what the last TLS call waits for
};

}  // namespace otpost::net
