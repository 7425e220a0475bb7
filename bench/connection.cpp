// SPDX-License-Identifier: Apache-2.0
#include "connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace otpost::bench {

namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view length_line = "\r\nContent-Length: ";

sockaddr_in loopback(unsigned last_byte, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(0x7f00'0000U + last_byte);
    return address;
}

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void wait_for(int socket, short what) {
    pollfd waiting{socket, what, 0};
    if (poll(&waiting, 1, 30'000) <= 0) throw std::runtime_error("the server does not answer");
}

/// Sizes of the first answer in `bytes`, if its head is whole.
struct Frame {
    std::size_t head = 0;
    std::size_t body = 0;
};

std::optional<Frame> frame_of(std::string_view bytes) {
    const auto end = bytes.find(end_of_head);
    if (end == std::string_view::npos) return std::nullopt;
    Frame frame{end + end_of_head.size(), 0};
    const auto length = bytes.substr(0, end).find(length_line);
    if (length == std::string_view::npos) return frame;
    const auto digits = bytes.substr(length + length_line.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), frame.body);
    return frame;
}

unsigned status_of(std::string_view bytes) {
    unsigned status = 0;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, status);
    return status;
}

}  // namespace

Connection::Connection(std::uint16_t port, unsigned source)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (socket_ < 0) fail("socket");
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    const auto from = loopback(source, 0);
    const auto to = loopback(1, port);
    const bool reached =
        bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0 &&
        connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    if (reached) return;
    const int error = errno;
    close(socket_);
    errno = error;
    fail("connect");
}

Connection::~Connection() {
    close(socket_);
}

void Connection::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            wait_for(socket_, POLLOUT);
        } else {
            fail("send");
        }
    }
}

bool Connection::fill() {
    input_.erase(0, begin_);
    begin_ = 0;
    constexpr std::size_t room = 65'536;
    const auto held = input_.size();
    ssize_t received = 0;
    input_.resize_and_overwrite(held + room, [&](char* data, std::size_t) {
        received = recv(socket_, data + held, room, MSG_DONTWAIT);
        return held + static_cast<std::size_t>(std::max<ssize_t>(received, 0));
    });
    if (received < 0 && errno == EAGAIN) return true;
    return received > 0;
}

void Connection::take_answers(const std::function<void(const Answer&)>& on_answer) {
    while (const auto frame = frame_of(pending())) {
        const auto size = frame->head + frame->body;
        const auto bytes = pending();
        if (bytes.size() < size) return;
        on_answer({status_of(bytes), bytes.substr(frame->head, frame->body)});
        consume(size);
    }
}

Connection::Whole Connection::ask(std::string_view request) {
    send(request);
    for (;;) {
        const auto frame = frame_of(pending());
        if (frame && pending().size() >= frame->head + frame->body) {
            const auto bytes = pending().substr(0, frame->head + frame->body);
            Whole whole{
                status_of(bytes), std::string{bytes.substr(frame->head)}, std::string{bytes}
            };
            consume(bytes.size());
            return whole;
        }
        wait_for(socket_, POLLIN);
        if (!fill()) throw std::runtime_error("the server closed the connection");
    }
}

Connection::Whole fetch(std::uint16_t port, std::string_view request) {
    Connection connection(port);
    return connection.ask(request);
}

std::string get_request(std::string_view path, std::string_view api_key) {
    std::string request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n", path);
    if (!api_key.empty()) request += fmt::format("Authorization: Bearer {}\r\n", api_key);
    return request + "\r\n";
}

}  // namespace otpost::bench
