// SPDX-License-Identifier: Apache-2.0
// One keep-alive HTTP connection of the load generator, non-blocking, as cheap as can be: it must
// not be what limits the measure. It trusts the server it talks to.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace otpost::bench {

struct Answer {
    unsigned status = 0;
    std::string_view body;
};

class Connection {
public:
    /// `source` is the last byte of the loopback address to come from: one address has too few
    /// ports for tens of thousands of connections.
    explicit Connection(std::uint16_t port, unsigned source = 1);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    int socket() const { return socket_; }

    void send(std::string_view bytes) const;

    /// Reads what has arrived. False when the server closed the connection.
    bool fill();

    /// What has arrived and was not consumed.
    std::string_view pending() const { return std::string_view{input_}.substr(begin_); }

    void consume(std::size_t bytes) { begin_ += bytes; }

    /// Takes the whole answers out of pending().
    void take_answers(const std::function<void(const Answer&)>& on_answer);

    /// Waits for one answer: its status and body, and its bytes as they came.
    struct Whole {
        unsigned status = 0;
        std::string body;
        std::string bytes;
    };

    Whole ask(std::string_view request);

private:
    int socket_ = -1;
    std::string input_;
    std::size_t begin_ = 0;
};

/// Asks once on a connection of its own; throws when the server can't be reached.
Connection::Whole fetch(std::uint16_t port, std::string_view request);

std::string get_request(std::string_view path, std::string_view api_key = {});

}  // namespace otpost::bench
