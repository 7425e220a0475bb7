// SPDX-License-Identifier: Apache-2.0
// Points in time and the clock that tells them. Time is UTC in microseconds, as stored.
// Domain code never asks for the time: it gets `now` as an argument; edges hold a Clock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost {

using Duration = std::chrono::microseconds;
using Time = std::chrono::sys_time<Duration>;

/// Microseconds since the Unix epoch, as stored in int64 columns.
constexpr std::int64_t to_micros(Time time) {
    return time.time_since_epoch().count();
}

constexpr Time from_micros(std::int64_t micros) {
    return Time{Duration{micros}};
}

/// RFC 3339 in UTC with milliseconds: `2026-11-22T09:30:00.125Z`.
std::string format_rfc3339(Time time);

/// Parses RFC 3339 with `Z` or an offset; nothing if it is not one.
std::optional<Time> parse_rfc3339(std::string_view text);

/// Where the edges get the time from. Implemented by the system clock and the simulated one.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

/// A clock that stands still until told otherwise; safe to move from another thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start);
    Time now() const override;
    void advance(Duration by);
    void set(Time to);

private:
    std::atomic<std::int64_t> micros_;
};

}  // namespace otpost
