// SPDX-License-Identifier: Apache-2.0
// Statistics of closed leases per offer, kept up to date in bounded steps: first the offers that
// a lease was closed for since the last step, then those whose statistics are old.
//
// Reads the table of the leases module, of which it may not know more: routing lies beside it.
#include "routing/routing.hpp"
#include "routing/routing_sql.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace otpost::routing {

namespace {

/// A transaction that closes leases commits within this time of its `now`; what is younger is
/// left for the next step, lest one that commits late be missed.
constexpr Duration settling_time = std::chrono::seconds{15};

/// A cancelled lease counts only if the code had this long to come.
constexpr Duration fair_chance = std::chrono::seconds{60};

constexpr Duration stale_after = std::chrono::hours{1};

/// Offers as country and service id.
using OfferKeys = std::set<std::pair<std::string, std::int64_t>>;

struct Progress {
    Time closed_at;
    std::int64_t lease = 0;
};

/// The offers with newly closed leases; moves the progress past up to `limit` of these leases.
OfferKeys changed_offers(db::Tx& tx, Progress progress, Time now, std::int64_t limit) {
    OfferKeys offers;
    const auto from = progress;
    const auto read = [&](const db::Row& row) {
        progress = {row.time(0), row.int64(1)};
        offers.emplace(row.text(2), row.int64(3));
        return 0;
    };
    tx.all(
        sql::routing::leases_closed_since,
        read,
        from.closed_at,
        from.lease,
        now - settling_time,
        limit
    );
    if (!offers.empty()) {
        tx.send(sql::routing::advance_progress, progress.closed_at, progress.lease);
    }
    return offers;
}

void add_stale_offers(db::Tx& tx, OfferKeys& offers, Time now, std::int64_t limit) {
    if (std::ssize(offers) >= limit) return;
    const auto read = [&](const db::Row& row) {
        offers.emplace(row.text(0), row.int64(1));
        return 0;
    };
    tx.all(sql::routing::stale_stats, read, now - stale_after, limit - std::ssize(offers));
}

/// The middle one, or the mean of the two in the middle rounded down; nothing of nothing.
std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
    if (values.empty()) return std::nullopt;
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / 2;
}

void compute(db::Tx& tx, const std::string& country, std::int64_t service_id, Time now) {
    std::int64_t closed = 0;
    std::vector<std::int64_t> seconds;
    const auto read = [&](const db::Row& row) {
        ++closed;
        if (const auto code_at = row.optional_time(1)) {
            const auto waited = *code_at - row.time(0);
            seconds.push_back(std::chrono::floor<std::chrono::seconds>(waited).count());
        }
        return 0;
    };
    tx.all(
        sql::routing::delivery_samples,
        read,
        country,
        service_id,
        now - samples_window,
        now,
        fair_chance.count(),
        samples_at_most
    );
    const auto delivered = std::ssize(seconds);
    tx.send(
        sql::routing::put_stat,
        country,
        service_id,
        closed,
        std::int64_t{delivered},
        median(std::move(seconds)),
        now
    );
}

}  // namespace

std::int64_t refresh_delivery_stats(db::Tx& tx, Time now, std::int64_t limit) {
    const auto progress = tx.one(sql::routing::delivery_progress, [](const db::Row& row) {
        return Progress{row.time(0), row.int64(1)};
    });
    if (!progress) return 0;
    auto offers = changed_offers(tx, *progress, now, limit);
    add_stale_offers(tx, offers, now, limit);
    for (const auto& [country, service_id] : offers) compute(tx, country, service_id, now);
    return std::ssize(offers);
}

}  // namespace otpost::routing
