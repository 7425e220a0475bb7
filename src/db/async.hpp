// SPDX-License-Identifier: Apache-2.0
// The awaiting form of Database::submit_write and submit_read for coroutines of the edge:
// `auto lease = co_await db::async_write(database, [&](db::Tx& tx) { return open(tx, command); });`
// The closure runs on an engine thread, perhaps more than once; the coroutine resumes on its own
// executor. What the closure borrows must live in the awaiting frame.
#pragma once

#include "base/assert.hpp"
#include "db/database.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>
#include <type_traits>

namespace otpost::db {

namespace detail {

/// Starts `submit(work, done)` and completes on the awaiting executor.
template <class Submit>
boost::asio::awaitable<void> await_done(Submit submit) {
    namespace asio = boost::asio;
    auto initiate = [submit = std::move(submit)](auto handler) mutable {
        auto executor = asio::get_associated_executor(handler);
        auto guard = asio::make_work_guard(executor);
        // Shared because the engine may refuse by throwing after the callback was moved into it.
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [shared, executor, guard = std::move(guard)](std::exception_ptr error) mutable {
            asio::post(executor, [shared = std::move(shared), error = std::move(error)] {
                auto local = std::move(*shared);
                local(error);
            });
            // Only now: the context must not run dry and be destroyed while post is inside it.
            guard.reset();
        };
        try {
            submit(done);
        } catch (...) {
            done(std::current_exception());
        }
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
        std::move(initiate), asio::use_awaitable
    );
}

template <class F>
struct Pending {
    using Value = std::invoke_result_t<F&, Tx&>;
    using Stored = std::conditional_t<std::is_void_v<Value>, std::monostate, Value>;

    explicit Pending(F f) : work(std::move(f)) {}

    Verdict run(Tx& tx) {
        if constexpr (std::is_void_v<Value>) {
            work(tx);
            return Verdict::commit;
        } else {
            value.emplace(work(tx));
            return is_refusal(*value) ? Verdict::rollback : Verdict::commit;
        }
    }

    F work;

    /// After the work ran to a verdict, which it does unless an exception comes instead.
    Stored take() {
        ASSERT(value.has_value());
        return *std::move(value);
    }

    std::optional<Stored> value;
};

}  // namespace detail

template <class F>
auto async_write(Database& database, F work)
    -> boost::asio::awaitable<std::invoke_result_t<F&, Tx&>> {
    auto pending = std::make_shared<detail::Pending<F>>(std::move(work));
    auto submit = [&database, pending](auto done) {
        database.submit_write([pending](Tx& tx) { return pending->run(tx); }, std::move(done));
    };
    co_await detail::await_done(std::move(submit));
    if constexpr (!std::is_void_v<std::invoke_result_t<F&, Tx&>>) co_return pending->take();
}

template <class F>
auto async_read(Database& database, F work)
    -> boost::asio::awaitable<std::invoke_result_t<F&, Tx&>> {
    auto pending = std::make_shared<detail::Pending<F>>(std::move(work));
    auto submit = [&database, pending](auto done) {
        database.submit_read([pending](Tx& tx) { return pending->run(tx); }, std::move(done));
    };
    co_await detail::await_done(std::move(submit));
    if constexpr (!std::is_void_v<std::invoke_result_t<F&, Tx&>>) co_return pending->take();
}

}  // namespace otpost::db
