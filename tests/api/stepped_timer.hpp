// SPDX-License-Identifier: Apache-2.0
// A ManualTimer that a test may advance from its own thread while a server sleeps on it.
#pragma once

#include "net/timer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <future>
#include <mutex>

namespace otpost::api_test {

class SteppedTimer final : public net::Timer {
public:
    explicit SteppedTimer(Time start) : manual_(start) {}

    Time now() const override { return manual_.now(); }

    boost::asio::awaitable<boost::system::error_code> sleep_until(Time when) override {
        remember(co_await boost::asio::this_coro::executor);
        const auto error = co_await manual_.sleep_until(when);
        co_return error;
    }

    std::unique_ptr<net::Alarm> make_alarm(const boost::asio::any_io_executor& executor) override {
        remember(executor);
        return manual_.make_alarm(executor);
    }

    /// Sleepers are woken on their server's thread before this returns.
    void advance(Duration by) {
        const auto executor = sleepers_executor();
        if (!executor) {
            manual_.advance(by);
            return;
        }
        std::promise<void> done;
        boost::asio::post(executor, [&] {
            manual_.advance(by);
            done.set_value();
        });
        done.get_future().wait();
    }

    /// When the server's thread has ended.
    void forget_server() { remember({}); }

private:
    void remember(boost::asio::any_io_executor executor) {
        const std::lock_guard lock{mutex_};
        executor_ = std::move(executor);
    }

    boost::asio::any_io_executor sleepers_executor() const {
        const std::lock_guard lock{mutex_};
        return executor_;
    }

    net::ManualTimer manual_;
    mutable std::mutex mutex_;
    boost::asio::any_io_executor executor_;
};

}  // namespace otpost::api_test
