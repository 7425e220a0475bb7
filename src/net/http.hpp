// SPDX-License-Identifier: Apache-2.0
// What handlers see of HTTP: plain requests and answers. A Request owns its bytes and may be
// copied; everything runs on the one thread of the server's io_context.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::net {

// The underscore because `delete` is a word of the language.
// NOLINTNEXTLINE(readability-identifier-naming)
enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

inline constexpr std::size_t method_count = 7;

/// `GET`, `DELETE`, ...
std::string_view to_string(Method method);

/// The method of a token; case matters, as in RFC 9110. Nothing if we do not know it.
std::optional<Method> parse_method(std::string_view token);

/// The parameters of a path template, decoded; names point into the Router.
using PathParams = std::vector<std::pair<std::string_view, std::string>>;

struct Request {
    Method method = Method::get;
    std::string target;     ///< as sent: path and query, checked by the gate
    std::string body;       ///< whole, chunks joined
    std::string remote_ip;  ///< of the client; a proxy's word counts only if configured (SEC-H3)
    std::uint64_t client_block = 0;  ///< of the same client, as address_block() tells it
    std::string request_id;          ///< also sent back as X-Request-Id
    bool tls = false;                ///< encrypted up to us or up to a trusted proxy
    PathParams params;               ///< filled by the dispatcher from the Router's match

    std::string_view path() const;
    std::string_view query() const;  ///< without the question mark; empty if there is none

    /// The value of the first header of that name, which must be given in lower case; else empty.
    std::string_view header(std::string_view lowercase_name) const;
    /// Every value of a header in order (X-Forwarded-For may come more than once).
    std::vector<std::string_view> headers(std::string_view lowercase_name) const;
    bool has_header(std::string_view lowercase_name) const;

    /// A parameter of the path template; empty if the template has none of that name.
    std::string_view param(std::string_view name) const;

    /// For tests and internal calls: adds a header as if it had been sent.
    void add_header(std::string_view name, std::string_view value);

    /// Forgets everything but keeps the memory, for the next request of a connection.
    void clear();

    struct Field {
        std::uint32_t name_begin;
        std::uint32_t name_size;
        std::uint32_t value_begin;
        std::uint32_t value_size;
    };

    std::string head;           ///< the header block, names in lower case; fields point into it
    std::vector<Field> fields;  ///< in order of arrival
};

/// Writes to a client that listens for long: server-sent events. The connection closes at the
/// end. The server sends heartbeat comments by itself when nothing else was sent for a while.
class EventSink {
public:
    virtual ~EventSink() = default;

    /// Sends the bytes as they are; they must live until this ends. False: the client is gone or
    /// does not read within the write deadline; the producer should return.
    virtual boost::asio::awaitable<bool> send(std::string_view bytes) = 0;

    /// The client is gone, or the server is shutting down.
    virtual bool closed() const = 0;
};

/// Produces a stream. It is cancelled (its awaits throw operation_aborted) as soon as the client
/// leaves or the server drains; it may also just return. It must not keep the Request.
using StreamBody = std::function<boost::asio::awaitable<void>(EventSink&)>;

struct Response {
    unsigned status = 200;
    std::string content_type{};  ///< empty: no Content-Type header
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
    StreamBody stream{};  ///< if set, the body is what it sends; content type text/event-stream
};

/// Throwing is answered with a bare 500 and logged. Cancelled when the server's drain runs out.
using Handler = std::function<boost::asio::awaitable<Response>(Request&)>;

/// The reason phrase of a status, `Not Found`.
std::string_view reason_phrase(unsigned status);

/// An RFC 9457 answer with a stable `code`, for refusals below the API (framing, limits).
Response problem_response(unsigned status, std::string_view code, std::string_view detail);

/// One event in the text/event-stream format; empty `id` or `event` are left out.
std::string format_event(std::string_view id, std::string_view event, std::string_view data);

}  // namespace otpost::net
