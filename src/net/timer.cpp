// SPDX-License-Identifier: Apache-2.0
#include "net/timer.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <map>

namespace otpost::net {

namespace asio = boost::asio;

asio::awaitable<boost::system::error_code> Timer::sleep_for(Duration duration) {
    return sleep_until(now() + duration);
}

namespace {

/// A steady timer that ring() cancels.
class SteadyAlarm final : public Alarm {
public:
    explicit SteadyAlarm(const asio::any_io_executor& executor) : timer_(executor) {}

    asio::awaitable<boost::system::error_code> wait(Duration limit) override {
        is_rung_ = false;
        timer_.expires_after(limit);
        auto [error] = co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (is_rung_) error = {};
        co_return error;
    }

    void ring() override {
        is_rung_ = true;
        timer_.cancel();
    }

private:
    asio::steady_timer timer_;
    bool is_rung_ = false;
};

}  // namespace

std::unique_ptr<Alarm> Timer::make_alarm(const asio::any_io_executor& executor) {
    return std::make_unique<SteadyAlarm>(executor);
}

std::chrono::steady_clock::time_point Timer::steady_now() const {
    return std::chrono::steady_clock::now();
}

Time SystemTimer::now() const {
    return SystemClock{}.now();
}

asio::awaitable<boost::system::error_code> SystemTimer::sleep_until(Time when) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer{executor};
    timer.expires_after(when - now());
    const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return error;
}

struct ManualTimer::State {
    explicit State(Time start) : now(start) {}

    std::atomic<Time> now;
    /// Steady timers that never expire by themselves; each lives in its sleeper's frame.
    std::multimap<Time, asio::steady_timer*> sleepers;
};

namespace {

using Sleepers = std::multimap<Time, asio::steady_timer*>;

/// Takes a sleeper off the list when it wakes, is cancelled or its frame is destroyed.
class Bed {
public:
    Bed(Sleepers& sleepers, Time when, asio::steady_timer& timer)
        : sleepers_(sleepers),
          place_(sleepers.emplace(when, &timer)) {}

    ~Bed() { sleepers_.erase(place_); }

    Bed(const Bed&) = delete;
    Bed& operator=(const Bed&) = delete;

private:
    Sleepers& sleepers_;
    Sleepers::iterator place_;
};

}  // namespace

/// Sleeps like the others, but in earnest too.
class ManualTimer::ManualAlarm final : public Alarm {
public:
    ManualAlarm(std::shared_ptr<State> state, const asio::any_io_executor& executor)
        : state_(std::move(state)),
          timer_(executor) {}

    asio::awaitable<boost::system::error_code> wait(Duration limit) override {
        is_rung_ = false;
        const Time when = state_->now.load() + limit;
        timer_.expires_after(limit);
        const Bed bed{state_->sleepers, when, timer_};
        auto [error] = co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (is_rung_ || when <= state_->now.load()) error = {};
        co_return error;
    }

    void ring() override {
        is_rung_ = true;
        timer_.cancel();
    }

private:
    std::shared_ptr<State> state_;
    asio::steady_timer timer_;
    bool is_rung_ = false;
};

std::unique_ptr<Alarm> ManualTimer::make_alarm(const asio::any_io_executor& executor) {
    return std::make_unique<ManualAlarm>(state_, executor);
}

ManualTimer::ManualTimer(Time start) : state_(std::make_shared<State>(start)) {}

ManualTimer::~ManualTimer() = default;

Time ManualTimer::now() const {
    return state_->now.load();
}

asio::awaitable<boost::system::error_code> ManualTimer::sleep_until(Time when) {
    const auto state = state_;
    if (when <= state->now.load()) co_return boost::system::error_code{};
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer{executor, asio::steady_timer::time_point::max()};
    const Bed bed{state->sleepers, when, timer};
    const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    // Being woken by advance() is a cancellation of the timer too; the time tells them apart.
    if (when <= state->now.load()) co_return boost::system::error_code{};
    co_return error;
}

void ManualTimer::advance(Duration by) {
    const Time now = state_->now.load() + by;
    state_->now = now;
    for (const auto& [when, timer] : state_->sleepers) {
        if (when > now) break;
        timer->cancel();
    }
}

std::size_t ManualTimer::sleeping() const {
    return state_->sleepers.size();
}

}  // namespace otpost::net
