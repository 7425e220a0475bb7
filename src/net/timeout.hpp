// SPDX-License-Identifier: Apache-2.0
// `auto answer = co_await with_timeout(timer, 5s, ask(port));` is nothing if the time ran out;
// then the operation was cancelled and has ended. For a void operation it is false. What the
// operation throws comes through at once.
#pragma once

#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace otpost::net {

namespace detail {

/// Operator || takes a throw for "not yet" and would wait for the time to run out.
template <class T>
struct Outcome {
    std::optional<T> value;
    std::exception_ptr thrown;
};

template <class T>
boost::asio::awaitable<Outcome<T>> outcome_of(boost::asio::awaitable<T> operation) {
    Outcome<T> outcome;
    try {
        outcome.value.emplace(co_await std::move(operation));
    } catch (...) {
        outcome.thrown = std::current_exception();
    }
    co_return outcome;
}

inline boost::asio::awaitable<bool> true_after(boost::asio::awaitable<void> operation) {
    co_await std::move(operation);
    co_return true;
}

}  // namespace detail

template <class T>
boost::asio::awaitable<std::optional<T>> with_timeout(
    Timer& timer, Duration limit, boost::asio::awaitable<T> operation
) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto first = co_await (detail::outcome_of(std::move(operation)) || timer.sleep_for(limit));
    if (first.index() == 1) co_return std::nullopt;
    auto& outcome = std::get<0>(first);
    if (outcome.thrown) std::rethrow_exception(outcome.thrown);
    co_return std::move(outcome.value);
}

inline boost::asio::awaitable<bool> with_timeout(
    Timer& timer, Duration limit, boost::asio::awaitable<void> operation
) {
    auto done = co_await with_timeout(timer, limit, detail::true_after(std::move(operation)));
    co_return done.has_value();
}

}  // namespace otpost::net
