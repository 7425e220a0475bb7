// SPDX-License-Identifier: Apache-2.0
// What the benchmark prints: one JSON object a line on standard output for each figure, and what
// it is doing on standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::bench {

using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point start);

/// `ceiling` is what the figure is held against, measured in the same run.
void print_figure(
    std::string_view name,
    double value,
    std::string_view unit,
    std::optional<double> ceiling = std::nullopt
);

void note(std::string_view text);

/// Work done in some time, added up over rounds.
struct Tally {
    std::int64_t count = 0;
    double seconds = 0;

    void add(const Tally& other) {
        count += other.count;
        seconds += other.seconds;
    }

    double rate() const { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }
};

/// The value below which `share` of the samples lie; sorts them.
double percentile(std::vector<double>& samples, double share);

/// How long the measures take.
struct Length {
    int rounds = 3;
    std::chrono::milliseconds round{2000};
    int idle_streams = 20'000;
    std::chrono::seconds messages{10};
    std::vector<double> growth{0.01, 0.1, 1};
};

}  // namespace otpost::bench
