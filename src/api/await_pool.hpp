// SPDX-License-Identifier: Apache-2.0
// Work of a pool of threads, for coroutines.
#pragma once

#include "base/error.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <utility>

namespace otpost::api {

/// Awaits `submit(done)`, where done comes from a pool thread; a refusal to queue is the result.
template <class T, class Submit>
boost::asio::awaitable<Result<T>> await_pool(Submit submit) {
    namespace asio = boost::asio;
    auto outcome = std::make_shared<Result<T>>(refuse(ErrorCode::internal_error, ""));
    auto initiate = [outcome, submit = std::move(submit)](auto handler) mutable {
        auto executor = asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto complete =
            [shared, executor, outcome, guard = asio::make_work_guard(executor)](Result<T> result) {
                *outcome = std::move(result);
                asio::post(executor, [shared] {
                    auto local = std::move(*shared);
                    local();
                });
            };
        const Result<> queued = submit(complete);
        if (!queued) complete(std::unexpected{queued.error()});
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        std::move(initiate), asio::use_awaitable
    );
    co_return std::move(*outcome);
}

}  // namespace otpost::api
