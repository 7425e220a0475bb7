// SPDX-License-Identifier: Apache-2.0
#include "net/testing/raw_client.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <charconv>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace otpost::net::testing {

namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

std::size_t parse_number(std::string_view text, int base) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, base);
    return number;
}

}  // namespace

struct RawClient::Connection {
    int fd = -1;
    SSL_CTX* context = nullptr;
    SSL* ssl = nullptr;
    std::string buffer;
    bool ended = false;  ///< by the server; false also when patience ran out

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() {
        SSL_free(ssl);
        SSL_CTX_free(context);
        if (fd >= 0) close(fd);
    }

    void connect_to(unsigned short port, std::chrono::milliseconds patience) {
        fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval limit{patience.count() / 1000, (patience.count() % 1000) * 1000};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // The C interface of sockets asks for this cast.
        const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
        if (connect(fd, generic, sizeof address) != 0)
            throw std::runtime_error{"cannot connect to the server under test"};
    }
};

std::string RawResponse::header(std::string_view lowercase_name) const {
    for (const auto& [name, value] : headers) {
        if (name == lowercase_name) return value;
    }
    return {};
}

std::size_t RawResponse::header_count(std::string_view lowercase_name) const {
    return static_cast<std::size_t>(std::ranges::count_if(headers, [&](const auto& h) {
        return h.first == lowercase_name;
    }));
}

RawClient::RawClient(unsigned short port, std::chrono::milliseconds patience)
    : connection_(std::make_unique<Connection>()) {
    connection_->connect_to(port, patience);
}

RawClient::RawClient(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

RawClient::~RawClient() = default;
RawClient::RawClient(RawClient&&) noexcept = default;
RawClient& RawClient::operator=(RawClient&&) noexcept = default;

RawClient RawClient::tls(unsigned short port) {
    RawClient client{port};
    auto& connection = *client.connection_;
    connection.context = SSL_CTX_new(TLS_client_method());
    connection.ssl = SSL_new(connection.context);
    SSL_set_fd(connection.ssl, connection.fd);
    if (SSL_connect(connection.ssl) != 1) throw std::runtime_error{"the TLS handshake failed"};
    return client;
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent =
            connection_->ssl != nullptr
                ? SSL_write(connection_->ssl, bytes.data(), static_cast<int>(bytes.size()))
                : ::send(connection_->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::fill() {
    std::array<char, std::size_t{16} * 1024> chunk{};
    const auto received =
        connection_->ssl != nullptr
            ? SSL_read(connection_->ssl, chunk.data(), static_cast<int>(chunk.size()))
            : recv(connection_->fd, chunk.data(), chunk.size(), 0);
    if (received <= 0) {
        connection_->ended = received == 0 || errno == ECONNRESET;
        return false;
    }
    connection_->buffer.append(chunk.data(), static_cast<std::size_t>(received));
    return true;
}

std::optional<std::string> RawClient::read_line() {
    auto& buffer = connection_->buffer;
    auto end = buffer.find('\n');
    while (end == std::string::npos) {
        if (!fill()) return std::nullopt;
        end = buffer.find('\n');
    }
    auto line = buffer.substr(0, end);
    buffer.erase(0, end + 1);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

RawResponse RawClient::read_head() {
    RawResponse response;
    const auto status_line = read_line();
    if (!status_line || !status_line->starts_with("HTTP/1.1 ")) return response;
    for (auto line = read_line(); line && !line->empty(); line = read_line()) {
        const auto colon = line->find(':');
        if (colon == std::string::npos) return response;
        const auto begin = line->find_first_not_of(' ', colon + 1);
        response.headers.emplace_back(
            lower(line->substr(0, colon)), begin == std::string::npos ? "" : line->substr(begin)
        );
    }
    response.status = static_cast<unsigned>(parse_number(status_line->substr(9, 3), 10));
    return response;
}

RawResponse RawClient::read_response(BodyExpected body) {
    auto response = read_head();
    while (response.status == 100) response = read_head();
    if (body == BodyExpected::no || response.status == 0 || response.status == 204 ||
        response.status == 304)
        return response;
    if (response.header_count("content-length") == 0) {
        response.body = read_to_end();
        return response;
    }
    const auto size = parse_number(response.header("content-length"), 10);
    while (connection_->buffer.size() < size && fill()) {
    }
    response.body = connection_->buffer.substr(0, size);
    connection_->buffer.erase(0, size);
    return response;
}

std::vector<std::string> RawClient::read_event() {
    std::vector<std::string> lines;
    for (auto line = read_line(); line; line = read_line()) {
        if (line->empty() && !lines.empty()) return lines;
        if (!line->empty() && !line->starts_with(':')) lines.push_back(std::move(*line));
    }
    return {};
}

std::string RawClient::read_to_end() {
    while (fill()) {
    }
    return std::exchange(connection_->buffer, {});
}

bool RawClient::closed_by_server() {
    return connection_->buffer.empty() && !fill() && connection_->ended;
}

void RawClient::shutdown_send() {
    shutdown(connection_->fd, SHUT_WR);
}

void RawClient::reset() {
    const linger hard{1, 0};
    setsockopt(connection_->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close(connection_->fd);
    connection_->fd = -1;
}

RawResponse RawClient::request(
    std::string_view method,
    std::string_view target,
    std::string_view body,
    std::string_view extra_headers
) {
    std::string text;
    text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    text.append(extra_headers);
    if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text.append("\r\n").append(body);
    if (!send(text)) return {};
    return read_response(method == "HEAD" ? BodyExpected::no : BodyExpected::yes);
}

int RawClient::fd() const {
    return connection_->fd;
}

}  // namespace otpost::net::testing
