// SPDX-License-Identifier: Apache-2.0
#include "net/stream.hpp"

#include "net/answer.hpp"
#include "net/server_core.hpp"

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace otpost::net {

namespace asio = boost::asio;

namespace {

class StreamSink final : public EventSink {
public:
    explicit StreamSink(Connection& connection) : connection_(connection) {}

    asio::awaitable<bool> send(std::string_view bytes) override {
        if (closed()) co_return false;
        const bool sent = co_await connection_.flush(bytes);
        co_return sent && !closed();
    }

    bool closed() const override {
        return connection_.gone || connection_.stuck || connection_.core().draining();
    }

private:
    Connection& connection_;
};

/// Appends the head of a stream, whose bytes no cache or proxy may hold back.
void append_stream_head(Connection& connection, Response& response) {
    const auto& core = connection.core();
    if (response.content_type.empty()) response.content_type = "text/event-stream";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("X-Accel-Buffering", "no");
    const AnswerFrame frame{
        core.date_line(),
        core.default_lines(),
        core.options().default_headers,
        connection.request.request_id,
        AfterAnswer::close,
    };
    append_head(connection.output(), response, frame);
}

/// A producer that frames its body itself sends a file, not events.
bool is_framed(const Response& response) {
    return std::ranges::any_of(response.headers, [](const auto& header) {
        return header.first == "Transfer-Encoding";
    });
}

void report_failure(const ServerCore& core, const std::exception_ptr& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() != asio::error::operation_aborted) core.report(error.what());
    } catch (const std::exception& error) {
        core.report(error.what());
    }
}

/// An idle stream keeps neither its request nor any buffer.
void release_memory(Connection& connection) {
    connection.release_input();
    connection.request = Request{};
    connection.output() = std::string{};
}

}  // namespace

asio::awaitable<bool> run_stream(Connection& connection, Response response) {
    auto& core = connection.core();
    append_stream_head(connection, response);
    connection.takes_comments = !is_framed(response);
    const bool begun = co_await connection.flush();
    if (!begun) co_return false;
    const StreamBody produce = std::move(response.stream);
    response = Response{};
    release_memory(connection);
    connection.enter(Phase::streaming);
    connection.in_stream = true;
    connection.watch();
    core.counters().streams_open.add();
    std::exception_ptr failure;
    try {
        StreamSink sink{connection};
        if (!sink.closed()) co_await produce(sink);
    } catch (...) {
        failure = std::current_exception();
    }
    core.counters().streams_open.add(-1);
    connection.in_stream = false;
    connection.stop_watching();
    connection.transport->cancel();
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    report_failure(core, failure);
    if (connection.gone || connection.stuck) co_return false;
    const bool says_farewell = core.draining() && connection.takes_comments;
    if (!says_farewell || core.options().stream_farewell.empty()) co_return true;
    const bool told = co_await connection.flush(core.options().stream_farewell);
    co_return told;
}

}  // namespace otpost::net
