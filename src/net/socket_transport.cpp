// SPDX-License-Identifier: Apache-2.0
#include "net/socket_transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <climits>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <utility>

namespace otpost::net {

namespace asio = boost::asio;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

IoState state_of(const boost::system::error_code& error) {
    if (!error) return IoState::done;
    const bool later = error == asio::error::would_block || error == asio::error::try_again;
    return later ? IoState::would_block : IoState::closed;
}

int tls_size(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

asio::awaitable<std::size_t> read_plain(
    SocketTransport::Socket& socket, char* into, std::size_t room
) {
    const auto [error, bytes] =
        co_await socket.async_read_some(asio::buffer(into, room), as_result);
    co_return error ? 0 : bytes;
}

}  // namespace

SocketTransport::SocketTransport(Socket socket, SslPtr ssl)
    : socket_(std::move(socket)),
      ssl_(std::move(ssl)) {
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
}

asio::awaitable<bool> SocketTransport::handshake() {
    for (;;) {
        ERR_clear_error();
        const auto outcome = tls_outcome(SSL_do_handshake(ssl_.get()));
        if (outcome.state == IoState::done) co_return true;
        if (outcome.state == IoState::closed) co_return false;
        const bool ready = co_await wait_for(tls_wants_);
        if (!ready) co_return false;
    }
}

asio::awaitable<std::size_t> SocketTransport::read_some(char* into, std::size_t room) {
    if (ssl_) return read_tls(into, room);
    return read_plain(socket_, into, room);
}

asio::awaitable<std::size_t> SocketTransport::read_tls(char* into, std::size_t room) {
    for (;;) {
        const auto outcome = try_read(into, room);
        if (outcome.state == IoState::done) co_return outcome.bytes;
        if (outcome.state == IoState::closed) co_return 0;
        const bool ready = co_await wait_for(tls_wants_);
        if (!ready) co_return 0;
    }
}

IoResult SocketTransport::try_read(char* into, std::size_t room) {
    if (ssl_) {
        ERR_clear_error();
        return tls_outcome(SSL_read(ssl_.get(), into, tls_size(room)));
    }
    boost::system::error_code error;
    const auto bytes = socket_.read_some(asio::buffer(into, room), error);
    return {state_of(error), bytes};
}

IoResult SocketTransport::try_write(std::string_view first, std::string_view second) {
    if (!ssl_) return write_plain(first, second);
    auto outcome = write_tls(first);
    if (outcome.state != IoState::done) return outcome;
    auto rest = write_tls(second);
    rest.bytes += outcome.bytes;
    return rest;
}

IoResult SocketTransport::write_plain(std::string_view first, std::string_view second) {
    const auto size = first.size() + second.size();
    std::size_t written = 0;
    while (written < size) {
        const auto skip = std::min(written, first.size());
        const std::array<asio::const_buffer, 2> buffers{
            asio::buffer(first.substr(skip)), asio::buffer(second.substr(written - skip))
        };
        boost::system::error_code error;
        written += second.empty() ? socket_.write_some(buffers[0], error)
                                  : socket_.write_some(buffers, error);
        if (error) return {state_of(error), written};
    }
    return {IoState::done, written};
}

IoResult SocketTransport::write_tls(std::string_view bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        ERR_clear_error();
        const auto rest = bytes.substr(written);
        const auto outcome = tls_outcome(SSL_write(ssl_.get(), rest.data(), tls_size(rest.size())));
        if (outcome.state != IoState::done) return {outcome.state, written};
        written += outcome.bytes;
    }
    return {IoState::done, written};
}

IoResult SocketTransport::tls_outcome(int returned) {
    if (returned > 0) return {IoState::done, static_cast<std::size_t>(returned)};
    const int error = SSL_get_error(ssl_.get(), returned);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return {IoState::closed, 0};
    tls_wants_ = error == SSL_ERROR_WANT_READ ? Socket::wait_read : Socket::wait_write;
    return {IoState::would_block, 0};
}

asio::awaitable<bool> SocketTransport::wait_writable() {
    return wait_for(ssl_ ? tls_wants_ : Socket::wait_write);
}

asio::awaitable<bool> SocketTransport::wait_for(Socket::wait_type what) {
    const auto [error] = co_await socket_.async_wait(what, as_result);
    co_return !error;
}

void SocketTransport::when_readable(std::move_only_function<void(bool)> call) {
    socket_.async_wait(
        Socket::wait_read,
        [call = std::move(call)](const boost::system::error_code& error) mutable { call(!error); }
    );
}

void SocketTransport::cancel() {
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void SocketTransport::shutdown_send() {
    if (ssl_ && SSL_is_init_finished(ssl_.get()) != 0) {
        ERR_clear_error();
        SSL_shutdown(ssl_.get());
    }
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void SocketTransport::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace otpost::net
