// SPDX-License-Identifier: Apache-2.0
#include "api/admin_overview.hpp"

#include "db/async.hpp"
#include "leases/minutes.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace otpost::api {

namespace {

using leases::LeaseCounts;
using std::chrono::seconds;

constexpr double median = 0.5;
constexpr double ninth_tenth = 0.9;

/// So many periods of such a length, the last of which is not over.
struct Range {
    std::string_view name;
    int periods;
    seconds length;
};

constexpr Range ranges[] = {
    {"hour", 60, std::chrono::minutes{1}},
    {"day", 24, std::chrono::hours{1}},
    {"week", 7, std::chrono::days{1}}
};

const Range& range_named(const std::optional<std::string>& name) {
    for (const auto& range : ranges)
        if (range.name == name) return range;
    return ranges[0];
}

Time start_of(const Range& range, Time now) {
    const auto since = now.time_since_epoch();
    const auto last = since - since % range.length;
    return Time{last - (range.periods - 1) * range.length};
}

PeriodView period_view(Time from, const LeaseCounts& counts) {
    return {
        .from = format_rfc3339(from),
        .opened = counts.opened,
        .delivered = counts.delivered,
        .refunded = counts.missed + counts.withdrawn,
        .kept = counts.kept,
        .median_seconds = leases::quantile(counts.code_times, median),
        .p90_seconds = leases::quantile(counts.code_times, ninth_tenth)
    };
}

PeriodTotalsView totals_view(const LeaseCounts& counts, Duration span) {
    const auto tried = counts.delivered + counts.missed + counts.kept;
    PeriodTotalsView view{
        .opened = counts.opened,
        .opened_per_minute =
            static_cast<double>(counts.opened) /
            std::max(1.0, std::chrono::duration<double, std::ratio<60>>{span}.count()),
        .delivered = counts.delivered,
        .missed = counts.missed,
        .withdrawn = counts.withdrawn,
        .kept = counts.kept,
        .success_rate = {},
        .median_seconds = leases::quantile(counts.code_times, median),
        .p90_seconds = leases::quantile(counts.code_times, ninth_tenth),
        .earned = {},
        .refunded = {}
    };
    if (tried > 0)
        view.success_rate = static_cast<double>(counts.delivered) / static_cast<double>(tried);
    return view;
}

void add_leases(OverviewView& view, db::Tx& tx, const Range& range, Time from, Time now) {
    std::vector<LeaseCounts> periods(static_cast<std::size_t>(range.periods));
    std::map<std::string, LeaseCounts> currencies;
    LeaseCounts all;
    for (const auto& [begin, currency, counts] : leases::minutes_since(tx, from, now)) {
        periods.at(static_cast<std::size_t>((begin - from) / range.length)) += counts;
        currencies[currency] += counts;
        all += counts;
    }
    for (std::size_t i = 0; i < periods.size(); ++i)
        view.periods.push_back(
            period_view(from + static_cast<std::int64_t>(i) * range.length, periods[i])
        );
    view.totals = totals_view(all, now - from);
    for (const auto& [currency, counts] : currencies) {
        view.totals.earned.push_back(money_view(counts.earned, currency));
        view.totals.refunded.push_back(money_view(counts.refunded, currency));
    }
}

OverviewView read_overview(db::Tx& tx, const Range& range, NodeState state, Time now) {
    const auto from = start_of(range, now);
    OverviewView view{
        .range = std::string{range.name},
        .from = format_rfc3339(from),
        .as_of = format_rfc3339(now),
        .period_seconds = range.length.count(),
        .live = {},
        .totals = {},
        .periods = {},
        .emails_waiting = state.emails_waiting,
        .emails_given_up = state.emails_given_up,
        .nodes = {std::move(state.node)}
    };
    add_leases(view, tx, range, from, now);
    for (const auto& [currency, waiting, received, held] : leases::live_now(tx)) {
        view.live.waiting += waiting;
        view.live.received += received;
        view.live.held.push_back(money_view(held, currency));
    }
    return view;
}

awaitable<Result<OverviewView>> overview(
    db::Database& database, const Range& range, NodeState state, Time now
) {
    auto read = [&](db::Tx& tx) { return read_overview(tx, range, state, now); };
    co_return co_await db::async_read(database, std::move(read));
}

}  // namespace

void add_admin_overview_routes(Routes& routes, db::Database& database, NodeProbe probe) {
    // An action, since only this thread may ask the node.
    routes.action<OverviewRequest, OverviewView>(
        {.method = net::Method::get,
         .path = "/v1/admin/overview",
         .operation = "get_overview",
         .summary = "Leases, money and queues of the house, now and over time",
         .access = Access::admins,
         .scope = identity::Scope::admin_read},
        [&database, probe = std::move(probe)](Call& call, const OverviewRequest& request) {
            return overview(database, range_named(request.range), probe(), call.moment.now);
        }
    );
}

}  // namespace otpost::api
