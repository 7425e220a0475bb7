// SPDX-License-Identifier: Apache-2.0
// A blocking HTTP client for tests over a raw socket: sends any bytes, reads answers strictly.
// Reads give up after `patience`, so that a test never hangs.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::net::testing {

struct RawResponse {
    unsigned status = 0;  ///< 0: no answer, the connection ended or patience ran out
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;

    std::string header(std::string_view lowercase_name) const;
    std::size_t header_count(std::string_view lowercase_name) const;
};

enum class BodyExpected { yes, no };  ///< no: the answer to HEAD

class RawClient {
public:
    explicit RawClient(
        unsigned short port, std::chrono::milliseconds patience = std::chrono::seconds{5}
    );
    ~RawClient();
    RawClient(RawClient&&) noexcept;
    RawClient& operator=(RawClient&&) noexcept;

    /// A TLS client that believes any certificate.
    static RawClient tls(unsigned short port);

    bool send(std::string_view bytes);
    RawResponse read_response(BodyExpected body = BodyExpected::yes);

    /// Reads only status line and headers, as for a stream whose lines come next.
    RawResponse read_head();
    /// The next line without its end; nothing at the end of the connection or of patience.
    std::optional<std::string> read_line();
    /// The lines of the next event without comments; empty at the end.
    std::vector<std::string> read_event();
    std::string read_to_end();

    /// True if the server ended the connection and no byte was left; waits up to patience.
    bool closed_by_server();

    void shutdown_send();
    void reset();  ///< closes with RST, as a vanished client

    /// `GET` and so on with Host and Content-Length; extra header lines end with CRLF each.
    RawResponse request(
        std::string_view method,
        std::string_view target,
        std::string_view body = {},
        std::string_view extra_headers = {}
    );

    int fd() const;

private:
    struct Connection;
    std::unique_ptr<Connection> connection_;

    explicit RawClient(std::unique_ptr<Connection> connection);
    bool fill();
};

}  // namespace otpost::net::testing
