// SPDX-License-Identifier: Apache-2.0
#include "net/session.hpp"

#include "net/answer.hpp"
#include "net/body_reader.hpp"
#include "net/server_core.hpp"
#include "net/stream.hpp"

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <utility>

namespace otpost::net {

namespace asio = boost::asio;

namespace {

constexpr std::size_t output_bytes_max =
    std::size_t{64} * 1024;  ///< collected while answers are pipelined
constexpr std::size_t joined_body_max =
    std::size_t{16} * 1024;  ///< copied behind the head to be sent at once
constexpr std::size_t linger_bytes_max = std::size_t{8} * 1024 * 1024;

enum class Next : std::uint8_t {
    go_on,
    say_goodbye,  ///< all is answered: end in order
    drop,         ///< the client is gone or does not read
};

constexpr Refusal bad_lines{400, "bad_request", "The head is not lines that end with CRLF."};
constexpr Refusal head_too_large{431, "header_too_large", "The headers are too large."};
constexpr Refusal head_too_slow{408, "request_timeout", "The headers came too slowly."};

AnswerFrame frame_for(const Connection& connection, AfterAnswer after) {
    const auto& core = connection.core();
    return {
        core.date_line(),
        core.default_lines(),
        core.options().default_headers,
        connection.request.request_id,
        after,
    };
}

/// Answers with a problem and ends: what follows on the connection is not trusted.
asio::awaitable<Next> refuse(Connection& connection, Refusal refusal) {
    auto& core = connection.core();
    const bool head_only = connection.request.method == Method::head;
    core.counters().requests_refused.add();
    core.counters().answers[refusal.status].add();
    const auto answer = problem_response(refusal.status, refusal.code, refusal.detail);
    append_head(connection.output(), answer, frame_for(connection, AfterAnswer::close));
    if (!head_only) connection.output() += answer.body;
    connection.expired = false;
    const bool sent = co_await connection.flush();
    co_return sent ? Next::say_goodbye : Next::drop;
}

/// What to do when the head does not go on: nothing is owed to a client that said nothing.
asio::awaitable<Next> head_broke_off(Connection& connection) {
    if (!connection.expired || connection.phase != Phase::head) co_return Next::drop;
    connection.request.clear();
    const auto next = co_await refuse(connection, head_too_slow);
    co_return next;
}

/// Sends what is owed and waits for more of the head.
asio::awaitable<bool> await_head(Connection& connection) {
    if (!connection.output().empty()) {
        const bool sent = co_await connection.flush();
        if (!sent) co_return false;
    }
    if (!connection.pending().empty()) {
        if (connection.phase != Phase::head) connection.enter(Phase::head);
    } else {
        if (connection.core().draining()) co_return false;
        connection.enter(Phase::idle);
    }
    const bool received = co_await connection.receive();
    co_return received;
}

std::size_t body_limit(const Connection& connection) {
    const auto& options = connection.core().options();
    if (!options.body_limit) return options.limits.body_bytes_max;
    return options.body_limit(connection.request.method, connection.request.path());
}

void take_head(Connection& connection) {
    connection.request.clear();
    connection.request.head.assign(connection.pending().substr(0, connection.scanner.size()));
    connection.consume(connection.scanner.size());
    connection.scanner.restart();
}

Response failed(Connection& connection, const std::exception_ptr& failure) {
    auto& core = connection.core();
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::operation_aborted)
            return problem_response(503, "unavailable", "The server is shutting down.");
        core.report(error.what());
    } catch (const std::exception& error) {
        core.report(error.what());
    } catch (...) {
        core.report("a handler threw something that is no exception");
    }
    return problem_response(500, "internal_error", "Something went wrong on our side.");
}

void count(Connection& connection, unsigned status, SteadyTime started) {
    auto& core = connection.core();
    core.counters().answers[status].add();
    const auto& on_answer = core.options().on_answer;
    if (on_answer)
        on_answer(connection.request, status, std::chrono::steady_clock::now() - started);
}

/// Sends an answer; small ones wait in the output while more requests are already here.
asio::awaitable<bool> send_large(Connection& connection, const Response& response) {
    const bool sent = co_await connection.flush(response.body);
    co_return sent;
}

asio::awaitable<Next> answer(Connection& connection, AfterAnswer after) {
    auto& core = connection.core();
    const bool timed = static_cast<bool>(core.options().on_answer);
    const auto started = timed ? std::chrono::steady_clock::now() : SteadyTime{};
    if (!connection.output().empty()) connection.flush_soon();
    connection.enter(Phase::handler);
    Response response;
    std::exception_ptr failure;
    try {
        response = co_await core.handler()(connection.request);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
        response = failed(connection, failure);
    }
    if (!is_sendable(response)) {
        core.report("an answer has a status or header that cannot be sent");
        response = problem_response(500, "internal_error", "Something went wrong on our side.");
    }
    if (core.draining() || response.stream) after = AfterAnswer::close;
    count(connection, response.status, started);
    const bool has_body =
        connection.request.method != Method::head && !is_bodiless(response.status);
    if (response.stream && has_body) {
        const bool ended_well = co_await run_stream(connection, std::move(response));
        co_return ended_well ? Next::say_goodbye : Next::drop;
    }
    append_head(connection.output(), response, frame_for(connection, after));
    if (has_body && response.body.size() > joined_body_max) {
        const bool sent = co_await send_large(connection, response);
        if (!sent) co_return Next::drop;
    } else if (has_body) {
        connection.output() += response.body;
    }
    co_return after == AfterAnswer::close ? Next::say_goodbye : Next::go_on;
}

/// One request from its first byte to its answer.
asio::awaitable<Next> serve_one(Connection& connection, AfterAnswer after) {
    for (;;) {
        const auto found = connection.scanner.scan(connection.pending());
        if (found == HeadScanner::Found::complete) break;
        const bool full = connection.input_full();
        if (full || found == HeadScanner::Found::malformed) {
            connection.request.clear();
            const auto next = co_await refuse(connection, full ? head_too_large : bad_lines);
            co_return next;
        }
        const bool received = co_await await_head(connection);
        if (!received) {
            const auto next = co_await head_broke_off(connection);
            co_return next;
        }
    }
    take_head(connection);
    const auto framing = read_head(connection.request);
    connection.core().identify(connection, connection.request);
    if (!framing) {
        const auto next = co_await refuse(connection, framing.error());
        co_return next;
    }
    if (framing->has_body()) {
        BodyReader reader{connection, *framing, body_limit(connection)};
        auto state = reader.take();
        if (state == BodyState::incomplete) state = co_await reader.read_rest();
        if (state == BodyState::lost) co_return Next::drop;
        if (state == BodyState::refused) {
            const auto next = co_await refuse(connection, reader.refusal());
            co_return next;
        }
    }
    if (framing->wants_close) after = AfterAnswer::close;
    const auto next = co_await answer(connection, after);
    co_return next;
}

/// Reads on for a moment after our end: closing at once would reset the connection, and the
/// client might lose the answer.
asio::awaitable<void> linger(Connection& connection) {
    connection.expired = false;
    connection.enter(Phase::lingering);
    connection.transport->shutdown_send();
    while (connection.phase_bytes < linger_bytes_max) {
        connection.consume(connection.pending().size());
        const bool more = co_await connection.receive();
        if (!more) break;
    }
}

asio::awaitable<bool> shake_hands(Connection& connection) {
    const bool done = co_await connection.transport->handshake();
    if (!done) connection.core().counters().handshakes_failed.add();
    co_return done;
}

}  // namespace

asio::awaitable<void> serve(std::shared_ptr<Connection> owned) {
    Connection& connection = *owned;
    if (connection.transport->is_tls()) {
        const bool done = co_await shake_hands(connection);
        if (!done) co_return;
        connection.enter(Phase::idle);
    }
    const auto requests_max = connection.core().options().limits.requests_per_connection_max;
    auto next = Next::go_on;
    for (std::size_t served = 1; next == Next::go_on; ++served) {
        const auto after = served >= requests_max ? AfterAnswer::close : AfterAnswer::keep_alive;
        next = co_await serve_one(connection, after);
        if (next != Next::drop && connection.output().size() > output_bytes_max) {
            const bool sent = co_await connection.flush();
            if (!sent) next = Next::drop;
        }
    }
    if (next == Next::say_goodbye) {
        const bool sent = co_await connection.flush();
        if (sent) co_await linger(connection);
    }
    connection.transport->close();
}

}  // namespace otpost::net
