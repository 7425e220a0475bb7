// SPDX-License-Identifier: Apache-2.0
#include "leases/minutes.hpp"

#include "base/id_time.hpp"
#include "leases/minutes_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

namespace otpost::leases {

namespace {

using std::chrono::minutes;

/// What began before the minute's end may be committed that much later.
constexpr auto settling = std::chrono::seconds{15};

/// Counted once more that much later: what a request or a duty stamped may wait for its commit.
constexpr std::int64_t minutes_to_recount = 10;

/// Counted in one go.
constexpr std::int64_t minutes_at_a_time = 60;

/// Newer ones are counted when asked for; a house that is behind does not do it all at once.
constexpr std::int64_t uncounted_max = 3;

/// By how much an id may be from another time than its lease.
constexpr auto id_slack = minutes{1};

constexpr auto no_chance = std::chrono::microseconds{minutes{1}};

/// Longer ones count as this, so that a minute's text stays short.
constexpr std::int64_t longest_code_time = 3600;

void add(Money& sum, Money more) {
    const auto total = checked_add(sum, more);
    if (!total) throw db::Corruption("fees of a minute");
    sum = *total;
}

std::int64_t minute_of(Time time) {
    return std::chrono::floor<minutes>(time).time_since_epoch().count();
}

Time begin_of(std::int64_t minute) {
    return Time{minutes{minute}};
}

using Counts = std::map<std::pair<std::int64_t, std::string>, LeaseCounts>;

void add_opened(db::Tx& tx, Counts& counts, Time from, Time until) {
    struct Opened {
        std::int64_t minute;
        std::string currency;
        std::int64_t count;
    };

    const auto read = [](const db::Row& row) {
        return Opened{row.int64(0), std::string{row.text(1)}, row.int64(2)};
    };
    for (const auto& [minute, currency, count] : tx.all(
             sql::minutes::opened_by_minute,
             read,
             first_id_at(from - id_slack),
             first_id_at(until + id_slack),
             to_micros(from),
             to_micros(until)
         ))
        counts[{minute, currency}].opened += count;
}

struct Closed {
    std::int64_t minute;
    std::string currency;
    std::string end;
    std::optional<std::int64_t> code_seconds;
    std::int64_t count;
    Money price;
};

Closed closed_from_row(const db::Row& row) {
    return {
        .minute = row.int64(0),
        .currency = std::string{row.text(1)},
        .end = std::string{row.text(2)},
        .code_seconds = row.optional_int64(3),
        .count = row.int64(4),
        .price = Money{row.int64(5)}
    };
}

void add_to(LeaseCounts& counts, const Closed& closed) {
    if (closed.end == "delivered") {
        counts.delivered += closed.count;
        add(counts.earned, closed.price);
        counts.code_times[std::clamp(
            closed.code_seconds.value_or(0), std::int64_t{0}, longest_code_time
        )] += closed.count;
    } else if (closed.end == "kept") {
        counts.kept += closed.count;
        add(counts.earned, closed.price);
    } else {
        (closed.end == "withdrawn" ? counts.withdrawn : counts.missed) += closed.count;
        add(counts.refunded, closed.price);
    }
}

std::vector<LeaseMinute> count(db::Tx& tx, std::int64_t first, std::int64_t after_last) {
    Counts counts;
    const Time from = begin_of(first);
    const Time until = begin_of(after_last);
    add_opened(tx, counts, from, until);
    for (const auto& closed : tx.all(
             sql::minutes::closed_by_minute,
             closed_from_row,
             to_micros(from),
             to_micros(until),
             no_chance.count()
         ))
        add_to(counts[{closed.minute, closed.currency}], closed);
    std::vector<LeaseMinute> found;
    for (auto& [key, of_minute] : counts)
        found.push_back({begin_of(key.first), key.second, std::move(of_minute)});
    return found;
}

std::string to_text(const CodeTimes& times) {
    std::string text;
    for (const auto& [seconds, count] : times)
        text += fmt::format("{}{}:{}", text.empty() ? "" : " ", seconds, count);
    return text;
}

std::int64_t number_at(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) throw db::Corruption("code times of a minute");
    return number;
}

CodeTimes from_text(std::string_view text) {
    CodeTimes times;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        const auto colon = word.find(':');
        if (colon == std::string_view::npos) throw db::Corruption("code times of a minute");
        times[number_at(word)] += number_at(word.substr(colon + 1));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return times;
}

LeaseMinute minute_from_row(const db::Row& row) {
    return {
        .begin = begin_of(row.int64(0)),
        .currency = std::string{row.text(1)},
        .counts =
            {.opened = row.int64(2),
             .delivered = row.int64(3),
             .missed = row.int64(4),
             .withdrawn = row.int64(5),
             .kept = row.int64(6),
             .earned = Money{row.int64(7)},
             .refunded = Money{row.int64(8)},
             .code_times = from_text(row.text(9))}
    };
}

std::int64_t progress_of(db::Tx& tx) {
    const auto read = [](const db::Row& row) { return row.int64(0); };
    return tx.one(sql::minutes::first_uncounted, read).value_or(0);
}

/// What was before the first lease needs no counting. Null: there is none.
std::optional<std::int64_t> first_uncounted(db::Tx& tx, std::int64_t progress) {
    const auto read = [](const db::Row& row) { return row.time(0); };
    const auto oldest = tx.one(sql::minutes::oldest_lease, read);
    if (!oldest) return std::nullopt;
    return std::max(progress, minute_of(*oldest - id_slack));
}

}  // namespace

std::optional<std::int64_t> quantile(const CodeTimes& times, double share) {
    std::int64_t all = 0;
    for (const auto& [seconds, count] : times) all += count;
    auto rank = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(all)));
    for (const auto& [seconds, count] : times) {
        rank -= count;
        if (rank <= 0) return seconds;
    }
    return std::nullopt;
}

LeaseCounts& LeaseCounts::operator+=(const LeaseCounts& other) {
    opened += other.opened;
    delivered += other.delivered;
    missed += other.missed;
    withdrawn += other.withdrawn;
    kept += other.kept;
    add(earned, other.earned);
    add(refunded, other.refunded);
    for (const auto& [seconds, count] : other.code_times) code_times[seconds] += count;
    return *this;
}

std::optional<CountedMinutes> count_minutes(db::Tx& tx, Time now) {
    const auto progress = progress_of(tx);
    const auto uncounted = first_uncounted(tx, progress);
    if (!uncounted) return std::nullopt;
    const auto first = std::max(*uncounted, minute_of(now - minutes_kept));
    const auto after_last = std::min(minute_of(now - settling), first + minutes_at_a_time);
    if (after_last <= first) return std::nullopt;
    auto counted = count(tx, first, after_last);
    // Each minute once more: what is new now will be ten minutes old then.
    auto recounted = count(tx, first - minutes_to_recount, after_last - minutes_to_recount);
    std::ranges::move(recounted, std::back_inserter(counted));
    return CountedMinutes{progress, after_last, std::move(counted)};
}

void put_minutes(db::Tx& tx, const CountedMinutes& counted) {
    const auto read = [](const db::Row& row) { return row.int64(0); };
    if (!tx.one(sql::minutes::advance_minutes, read, counted.first, counted.after_last)) return;
    for (const auto& [begin, currency, counts] : counted.minutes)
        tx.send(
            sql::minutes::put_minute,
            minute_of(begin),
            currency,
            counts.opened,
            counts.delivered,
            counts.missed,
            counts.withdrawn,
            counts.kept,
            counts.earned,
            counts.refunded,
            to_text(counts.code_times)
        );
    const auto oldest = begin_of(counted.after_last) - minutes_kept;
    tx.send(sql::minutes::drop_minutes, minute_of(oldest));
}

std::vector<LeaseMinute> minutes_since(db::Tx& tx, Time from, Time now) {
    const auto first = minute_of(from);
    auto found = tx.all(sql::minutes::minutes_since, minute_from_row, first);
    const auto uncounted = std::max(first_uncounted(tx, progress_of(tx)).value_or(first), first);
    const auto after_last = minute_of(now) + 1;
    if (uncounted + uncounted_max < after_last) return found;
    for (auto& minute : count(tx, uncounted, after_last)) found.push_back(std::move(minute));
    return found;
}

std::vector<LiveLeases> live_now(db::Tx& tx) {
    struct Live {
        std::string currency;
        std::string status;
        std::int64_t count;
        Money price;
    };

    const auto read = [](const db::Row& row) {
        return Live{
            std::string{row.text(0)}, std::string{row.text(1)}, row.int64(2), Money{row.int64(3)}
        };
    };
    std::vector<LiveLeases> all;
    for (const auto& [currency, status, count, price] : tx.all(sql::minutes::live_now, read)) {
        if (all.empty() || all.back().currency != currency) all.push_back({.currency = currency});
        if (status == "waiting") {
            all.back().waiting = count;
            all.back().held = price;
        } else {
            all.back().received = count;
        }
    }
    return all;
}

}  // namespace otpost::leases
