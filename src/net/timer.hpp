// SPDX-License-Identifier: Apache-2.0
// Waiting for a time, passed in like the clock. SystemTimer waits in earnest; ManualTimer stands
// still until it is advanced, so that tests of hours take no time.
#pragma once

#include "base/time.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstddef>
#include <memory>

namespace otpost::net {

/// A wait that others on its thread may end; one at a time, again and again.
class Alarm {
public:
    virtual ~Alarm() = default;

    /// Ends after `limit`, at ring(), or with an error (operation_aborted) if it was cancelled.
    virtual boost::asio::awaitable<boost::system::error_code> wait(Duration limit) = 0;

    /// Does nothing when nobody waits.
    virtual void ring() = 0;
};

class Timer : public Clock {
public:
    /// An error (operation_aborted) if it was cancelled before.
    virtual boost::asio::awaitable<boost::system::error_code> sleep_until(Time when) = 0;

    boost::asio::awaitable<boost::system::error_code> sleep_for(Duration duration);

    /// Waits in earnest unless a timer makes its own.
    virtual std::unique_ptr<Alarm> make_alarm(const boost::asio::any_io_executor& executor);

    /// Never goes back; for durations. The system's unless a timer keeps its own.
    virtual std::chrono::steady_clock::time_point steady_now() const;
};

/// steady_now() as a Clock, for what must not follow a wall clock that somebody sets: limits.
class SteadyClock final : public Clock {
public:
    /// `timer` outlives it.
    explicit SteadyClock(const Timer& timer) : timer_(timer) {}

    Time now() const override {
        return Time{std::chrono::floor<Duration>(timer_.steady_now().time_since_epoch())};
    }

private:
    const Timer& timer_;
};

class SystemTimer final : public Timer {
public:
    Time now() const override;
    boost::asio::awaitable<boost::system::error_code> sleep_until(Time when) override;
};

/// Sleepers wake in order of their times, on their own executors, when advance() passes them.
/// One thread sleeps and advances; now() may be asked from any.
class ManualTimer final : public Timer {
public:
    explicit ManualTimer(Time start);
    ~ManualTimer() override;

    Time now() const override;
    boost::asio::awaitable<boost::system::error_code> sleep_until(Time when) override;

    /// One whose wait also ends in earnest, so that the deadlines of a server hold while this
    /// clock stands still.
    std::unique_ptr<Alarm> make_alarm(const boost::asio::any_io_executor& executor) override;

    void advance(Duration by);
    std::size_t sleeping() const;

private:
    class ManualAlarm;
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace otpost::net
