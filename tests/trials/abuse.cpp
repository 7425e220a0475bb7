// SPDX-License-Identifier: Apache-2.0
// Clients who are slow on purpose, by slowhttptest: headers, bodies or reads that never end. Those
// who behave must hardly notice: their p99 is held against that of the same time without abuse.
#include "patrol.hpp"
#include "statistics.hpp"
#include "trials.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <thread>

namespace otpost::trials {

namespace {

constexpr const char* tool = "/usr/bin/slowhttptest";
constexpr double pace = 100;

struct Abuse {
    const char* name;
    const char* mode;
    const char* path;
};

constexpr std::array abuses{
    Abuse{"slow_headers", "-H", "/"},
    Abuse{"slow_body", "-B", "/v1/leases"},
    Abuse{"slow_read", "-X", "/openapi.json"}
};

std::vector<double> latencies_of(const crash::House& house, std::string name, int seconds) {
    Patrol patrol(house, std::move(name), {.requests_per_second = pace});
    std::this_thread::sleep_for(std::chrono::seconds{seconds});
    EXPECT_EQ(patrol.failures(), 0U);
    return patrol.take_latencies();
}

}  // namespace

int run_abuse(const TrialOptions& options, const AbuseOptions& abuse) {
    if (!std::filesystem::exists(tool)) {
        fmt::print(stderr, "slowhttptest is not installed: apt-get install slowhttptest\n");
        return 2;
    }
    crash::House house(options.engine);
    house.configure("[leases]\nquarantine_seconds = 1\n[log]\nlevel = \"error\"\n");
    house.start();
    json::object figures{{"connections", abuse.connections}};
    const auto base = latencies_of(house, "base", abuse.seconds);
    add_percentiles(figures, "base", base);
    for (const auto& [name, mode, path] : abuses) {
        const auto url = fmt::format("http://127.0.0.1:{}{}", house.port(), path);
        crash::Process attack(
            {tool,
             mode,
             "-c",
             std::to_string(abuse.connections),
             "-r",
             "500",
             "-i",
             "5",
             "-l",
             std::to_string(abuse.seconds + 60),
             "-p",
             "3",
             "-u",
             url}
        );
        std::this_thread::sleep_for(std::chrono::seconds{3});
        const auto latencies = latencies_of(house, name, abuse.seconds);
        add_percentiles(figures, name, latencies);
        figures[fmt::format("{}_p99_ratio", name)] =
            percentile(latencies, 0.99) / std::max(percentile(base, 0.99), 0.001);
    }
    EXPECT_EQ(house.terminate(), 0) << house.process().errors();
    return conclude("abuse", options, figures);
}

}  // namespace otpost::trials
