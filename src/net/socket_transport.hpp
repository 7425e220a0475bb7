// SPDX-License-Identifier: Apache-2.0
// A TCP connection, plain or TLS. Writing is tried at once without suspending and waits only if
// the kernel's buffer is full. TLS works on the socket itself, not on a pair of memory buffers, so
// an idle TLS stream costs little. Needs SIGPIPE ignored.
#pragma once

#include "net/tls_context.hpp"
#include "net/transport.hpp"

#include <boost/asio/ip/tcp.hpp>

namespace otpost::net {

class SocketTransport final : public Transport {
public:
    using Socket = boost::asio::ip::tcp::socket;

    SocketTransport(Socket socket, SslPtr ssl);

    boost::asio::awaitable<bool> handshake() override;
    boost::asio::awaitable<std::size_t> read_some(char* into, std::size_t room) override;
    IoResult try_write(std::string_view first, std::string_view second) override;
    IoResult try_read(char* into, std::size_t room) override;
    boost::asio::awaitable<bool> wait_writable() override;
    void when_readable(std::move_only_function<void(bool)> call) override;
    void cancel() override;
    void shutdown_send() override;
    void close() override;

    bool is_tls() const override { return ssl_ != nullptr; }

    boost::asio::any_io_executor executor() override { return socket_.get_executor(); }

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
