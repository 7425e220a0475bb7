// SPDX-License-Identifier: Apache-2.0
#include "trials.hpp"

#include "statistics.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace otpost::trials {

namespace {

/// Numbers with two decimals: the library's own way is 3.1E2.
std::string text_of(const json::value& value) {
    return value.is_double() ? fmt::format("{:.2f}", value.get_double()) : json::serialize(value);
}

}  // namespace

int conclude(std::string_view trial, const TrialOptions& options, const json::object& figures) {
    const bool has_failed = ::testing::Test::HasFailure();
    fmt::print(
        R"({{"trial":"{}","engine":"{}","seed":{},"passed":{})",
        trial,
        options.engine == db::Engine::sqlite ? "sqlite" : "postgres",
        options.seed,
        !has_failed
    );
    for (const auto& [name, value] : figures)
        fmt::print(R"(,"{}":{})", std::string_view{name}, text_of(value));
    fmt::print("}}\n");
    return has_failed ? 1 : 0;
}

void add_percentiles(
    json::object& figures, std::string_view name, const std::vector<double>& milliseconds
) {
    const auto add = [&](std::string_view of, double share) {
        figures[fmt::format("{}_{}_ms", name, of)] = percentile(milliseconds, share);
    };
    add("p50", 0.5);
    add("p99", 0.99);
    add("max", 1.0);
}

int run_kills(const TrialOptions& options, const KillOptions& kills) {
    const auto report =
        crash::kill_repeatedly({options.engine, kills.victim, kills.count, options.seed});
    json::object figures{
        {"kills", report.kills}, {"stories", report.stories}, {"acknowledged", report.acknowledged}
    };
    add_percentiles(figures, "recovery", report.recovery_ms);
    return conclude("kills", options, figures);
}

}  // namespace otpost::trials
