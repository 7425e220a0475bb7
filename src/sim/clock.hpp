// SPDX-License-Identifier: Apache-2.0
// Simulated time. It stands still until advance() moves it to the next thing that is due, so years
// of waiting cost nothing. Two clocks, as a machine has: the steady one, by which things are due,
// and the wall clock, which faults may set back or forward. Who sleeps until a time of day sleeps
// for the difference at that moment, as net::SystemTimer does.
#pragma once

#include "net/timer.hpp"
#include "sim/wait.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace otpost::sim {

class SimClock final : public net::Timer {
public:
    using Call = std::move_only_function<void()>;

    explicit SimClock(Time start) : started_(start) {}

    Time now() const override { return started_ + steady_ + set_by_; }

    std::chrono::steady_clock::time_point steady_now() const override;
    boost::asio::awaitable<boost::system::error_code> sleep_until(Time when) override;
    std::unique_ptr<net::Alarm> make_alarm(const boost::asio::any_io_executor& executor) override;

    /// Since the start; never goes back.
    Duration elapsed() const { return steady_; }

    /// Calls after `delay`, unless `owner` is forgotten before.
    void call_in(Duration delay, const void* owner, Call call);
    void forget(const void* owner);

    /// Moves to the next thing that is due and does it; false when nothing is.
    bool advance();

    /// Time passes for the world while everyone in it stands still: what was due comes late.
    void leap(Duration by) { steady_ += by; }

    /// Somebody sets the wall clock.
    void set_wall(Duration by) { set_by_ += by; }

    /// Ends every sleep of the house with an error: its process is gone.
    void end_sleeps();

    std::size_t sleeping() const { return sleeping_; }

private:
    friend class SimAlarm;

    struct Key {
        Duration due;
        std::uint64_t order;

        friend auto operator<=>(const Key&, const Key&) = default;
    };

    struct Due {
        const void* owner = nullptr;
        Call call;
        std::shared_ptr<Waiter> sleeper;  ///< of the house; then there is no call
    };

    boost::asio::awaitable<bool> sleep_steady(Duration due, Key& key);
    Key add_sleeper(Duration due, std::shared_ptr<Waiter> waiter);
    void wake(const Key& key);

    Time started_;
    Duration steady_{0};
    Duration set_by_{0};
    std::uint64_t order_ = 0;
    std::size_t sleeping_ = 0;
    std::map<Key, Due> due_;
};

}  // namespace otpost::sim
