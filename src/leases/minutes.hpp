// SPDX-License-Identifier: Apache-2.0
// What leases did over time, for who runs the house: how many opened, how they ended and how soon
// codes came. Each minute is counted once, when it is over, and kept for some days; the newest
// minutes are counted when asked for. So no question reads more than a few minutes of leases.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace otpost::leases {

/// How many codes took so many seconds.
using CodeTimes = std::map<std::int64_t, std::int64_t>;

/// So many seconds or fewer took that share of them; null: there was no code.
std::optional<std::int64_t> quantile(const CodeTimes& times, double share);

/// Of the leases in one currency. All but `opened` are counted when they close.
struct LeaseCounts {
    std::int64_t opened = 0;
    std::int64_t delivered = 0;  ///< a code came
    std::int64_t missed = 0;     ///< none came, and the fee went back
    std::int64_t withdrawn = 0;  ///< cancelled by the customer within the first minute
    std::int64_t kept = 0;       ///< no code and no refund: another service wrote
    Money earned;
    Money refunded;
    CodeTimes code_times;

    LeaseCounts& operator+=(const LeaseCounts& other);
};

struct LeaseMinute {
    Time begin;
    std::string currency;
    LeaseCounts counts;
};

/// How long minutes are kept.
inline constexpr auto minutes_kept = std::chrono::days{8};

/// Minutes that are over and were not counted yet, as many as are counted at a time.
struct CountedMinutes {
    std::int64_t first;  ///< both in minutes of the epoch
    std::int64_t after_last;
    std::vector<LeaseMinute> minutes;  ///< without those in which nothing happened
};

/// Null: there is none.
std::optional<CountedMinutes> count_minutes(db::Tx& tx, Time now);

/// Nothing, if somebody else was faster.
void put_minutes(db::Tx& tx, const CountedMinutes& counted);

/// From the minute of `from` until now, oldest first. A house that has just begun to count may not
/// have got to the newest yet.
std::vector<LeaseMinute> minutes_since(db::Tx& tx, Time from, Time now);

struct LiveLeases {
    std::string currency;
    std::int64_t waiting = 0;
    std::int64_t received = 0;
    Money held{};  ///< the fees of those that wait
};

/// One for each currency that there is.
std::vector<LiveLeases> live_now(db::Tx& tx);

}  // namespace otpost::leases
