// SPDX-License-Identifier: Apache-2.0
// `auto answer = co_await with_timeout(timer, 5s, ask(port));` is nothing if the time ran out;
// then the operation was cancelled and has ended. For a void operation it is false.
#pragma once

#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <optional>
#include <utility>

namespace otpost::net {

template <class T>
boost::asio::awaitable<std::optional<T>> with_timeout(
    Timer& timer, Duration limit, boost::asio::awaitable<T> operation
) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto first = co_await (std::move(operation) || timer.sleep_for(limit));
    if (first.index() == 0) co_return std::move(std::get<0>(first));
    co_return std::nullopt;
}

inline boost::asio::awaitable<bool> with_timeout(
    Timer& timer, Duration limit, boost::asio::awaitable<void> operation
) {
    using namespace boost::asio::experimental::awaitable_operators;
    auto first = co_await (std::move(operation) || timer.sleep_for(limit));
    co_return first.index() == 0;
}

}  // namespace otpost::net
