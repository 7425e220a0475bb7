// SPDX-License-Identifier: Apache-2.0
// How the house is doing, as administrators see it: sums alone, of nobody and of no message (M7).
#pragma once

#include "api/admin_views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct OverviewRequest {
    std::optional<std::string> range;
};
BOOST_DESCRIBE_STRUCT(OverviewRequest, (), (range))

struct LiveLeasesView {
    std::int64_t waiting = 0;
    std::int64_t received = 0;
    std::vector<MoneyView> held{};
};
BOOST_DESCRIBE_STRUCT(LiveLeasesView, (), (waiting, received, held))

struct PeriodTotalsView {
    std::int64_t opened = 0;
    double opened_per_minute = 0;
    std::int64_t delivered = 0;
    std::int64_t missed = 0;
    std::int64_t withdrawn = 0;
    std::int64_t kept = 0;
    std::optional<double> success_rate{};
    std::optional<std::int64_t> median_seconds{};
    std::optional<std::int64_t> p90_seconds{};
    std::vector<MoneyView> earned{};
    std::vector<MoneyView> refunded{};
};
BOOST_DESCRIBE_STRUCT(
    PeriodTotalsView,
    (),
    (opened,
     opened_per_minute,
     delivered,
     missed,
     withdrawn,
     kept,
     success_rate,
     median_seconds,
     p90_seconds,
     earned,
     refunded)
)

struct PeriodView {
    std::string from{};
    std::int64_t opened = 0;
    std::int64_t delivered = 0;
    std::int64_t refunded = 0;
    std::int64_t kept = 0;
    std::optional<std::int64_t> median_seconds{};
    std::optional<std::int64_t> p90_seconds{};
};
BOOST_DESCRIBE_STRUCT(
    PeriodView, (), (from, opened, delivered, refunded, kept, median_seconds, p90_seconds)
)

struct NodeView {
    std::int64_t node = 0;
    std::string version{};
    std::string engine{};
    std::string started_at{};
    std::int64_t uptime_seconds = 0;
    std::int64_t store_writes_waiting = 0;
    std::int64_t password_hashes_waiting = 0;
    std::int64_t listeners = 0;
};
BOOST_DESCRIBE_STRUCT(
    NodeView,
    (),
    (node,
     version,
     engine,
     started_at,
     uptime_seconds,
     store_writes_waiting,
     password_hashes_waiting,
     listeners)
)

struct OverviewView {
    std::string range{};
    std::string from{};
    std::string as_of{};
    std::int64_t period_seconds = 0;
    LiveLeasesView live{};
    PeriodTotalsView totals{};
    std::vector<PeriodView> periods{};
    std::optional<std::int64_t> emails_waiting{};
    std::optional<std::int64_t> emails_given_up{};
    std::vector<NodeView> nodes{};
};
BOOST_DESCRIBE_STRUCT(
    OverviewView,
    (),
    (range,
     from,
     as_of,
     period_seconds,
     live,
     totals,
     periods,
     emails_waiting,
     emails_given_up,
     nodes)
)

namespace schema {

inline constexpr std::string_view overview_range_words[] = {"hour", "day", "week"};
inline constexpr FieldRule overview_range_rule{
    .field = "range",
    .description = "hour: by minute; day: by hour; week: by day of UTC",
    .one_of = overview_range_words
};

inline constexpr std::array overview_request_rules{overview_range_rule};

template <>
struct Rules<OverviewRequest> {
    static constexpr std::span<const FieldRule> fields{overview_request_rules};
};

inline constexpr std::array overview_rules{
    overview_range_rule,
    time_rule("from"),
    time_rule("as_of"),
    FieldRule{.field = "period_seconds", .description = "of each but the last, which is not over"},
    FieldRule{.field = "emails_waiting", .description = "null: the house sends none"},
    FieldRule{.field = "emails_given_up", .description = "within 30 days"},
    FieldRule{.field = "nodes", .description = "each node knows itself alone"}
};

template <>
struct Rules<OverviewView> {
    static constexpr std::span<const FieldRule> fields{overview_rules};
};

inline constexpr std::array live_leases_rules{
    FieldRule{.field = "received", .description = "that got a code and are not closed yet"},
    FieldRule{.field = "held", .description = "the fees of those that wait"}
};

template <>
struct Rules<LiveLeasesView> {
    static constexpr std::span<const FieldRule> fields{live_leases_rules};
};

inline constexpr std::array period_totals_rules{
    FieldRule{.field = "delivered", .description = "closed after a code came"},
    FieldRule{.field = "missed", .description = "closed without one, and refunded"},
    FieldRule{
        .field = "withdrawn", .description = "cancelled within the first minute, and refunded"
    },
    FieldRule{.field = "kept", .description = "no refund, since another service wrote"},
    FieldRule{
        .field = "success_rate",
        .description = "delivered of all that closed, but the withdrawn; null: none"
    },
    FieldRule{.field = "median_seconds", .description = "to the code, of the delivered"}
};

template <>
struct Rules<PeriodTotalsView> {
    static constexpr std::span<const FieldRule> fields{period_totals_rules};
};

inline constexpr std::array period_rules{
    time_rule("from"), FieldRule{.field = "refunded", .description = "missed and withdrawn"}
};

template <>
struct Rules<PeriodView> {
    static constexpr std::span<const FieldRule> fields{period_rules};
};

inline constexpr std::string_view engine_words[] = {"sqlite", "postgres"};
inline constexpr std::array node_rules{
    FieldRule{.field = "engine", .one_of = engine_words},
    time_rule("started_at"),
    FieldRule{.field = "listeners", .description = "event streams and long polls"}
};

template <>
struct Rules<NodeView> {
    static constexpr std::span<const FieldRule> fields{node_rules};
};

}  // namespace schema

}  // namespace otpost::api
