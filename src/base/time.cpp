// SPDX-License-Identifier: Apache-2.0
#include "base/time.hpp"

#include <cstdio>

namespace otpost {

namespace {

constexpr Time first_time{std::chrono::sys_days{std::chrono::year{0} / 1 / 1}};
constexpr Time end_of_times{std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1}};

/// Reads exactly `count` digits at `at`; -1 if they are not there.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// The fraction after the dot at `at` in microseconds; moves `at` past it.
std::optional<std::int64_t> fraction(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') return 0;
    std::int64_t micros = 0;
    std::int64_t scale = 100'000;
    std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        micros += (text[at] - '0') * scale;
        scale /= 10;
    }
    if (at == first) return std::nullopt;
    return micros;
}

/// The offset at `at` to the end of the text in minutes, `Z` being 0.
std::optional<int> offset_minutes(std::string_view text, std::size_t at) {
    if (at + 1 == text.size() && (text[at] == 'Z' || text[at] == 'z')) return 0;
    if (at + 6 != text.size() || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':')
        return std::nullopt;
    const int hours = digits(text, at + 1, 2);
    const int minutes = digits(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    const int total = hours * 60 + minutes;
    return text[at] == '-' ? -total : total;
}

}  // namespace

std::string format_rfc3339(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{
        std::chrono::floor<std::chrono::milliseconds>(time) -
        std::chrono::sys_time<std::chrono::milliseconds>(day)
    };
    char buffer[40];
    const int written = std::snprintf(
        buffer,
        sizeof buffer,
        "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count())
    );
    return {buffer, static_cast<std::size_t>(written)};
}

std::optional<Time> parse_rfc3339(std::string_view text) {
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
        return std::nullopt;
    if (text[4] != '-' || text[7] != '-' ||
        (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' ||
        text[16] != ':')
        return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    if (!date.ok()) return std::nullopt;
    std::size_t at = 19;
    const auto micros = fraction(text, at);
    if (!micros || at >= text.size()) return std::nullopt;
    const auto offset = offset_minutes(text, at);
    if (!offset) return std::nullopt;
    const Time time = Time{std::chrono::sys_days{date}} + std::chrono::hours{hour} +
                      std::chrono::minutes{minute - *offset} + std::chrono::seconds{second} +
                      Duration{*micros};
    // The offset may lead out of the years that have four digits.
    if (time < first_time || time >= end_of_times) return std::nullopt;
    return time;
}

Time SystemClock::now() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

ManualClock::ManualClock(Time start) : micros_(to_micros(start)) {}

Time ManualClock::now() const {
    return from_micros(micros_.load());
}

void ManualClock::advance(Duration by) {
    micros_.fetch_add(by.count());
}

void ManualClock::set(Time to) {
    micros_.store(to_micros(to));
}

}  // namespace otpost
