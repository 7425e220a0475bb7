// SPDX-License-Identifier: Apache-2.0
#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace otpost::bench {

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

void print_figure(
    std::string_view name, double value, std::string_view unit, std::optional<double> ceiling
) {
    const auto number = [](double x) { return fmt::format("{:.6g}", x); };
    const bool has_ceiling = ceiling && *ceiling > 0;
    fmt::print(
        "{{\"name\":\"{}\",\"value\":{},\"unit\":\"{}\",\"ceiling\":{},\"ratio\":{}}}\n",
        name,
        number(value),
        unit,
        has_ceiling ? number(*ceiling) : "null",
        has_ceiling ? fmt::format("{:.3f}", value / *ceiling) : "null"
    );
    std::fflush(stdout);
}

void note(std::string_view text) {
    fmt::print(stderr, "{}\n", text);
}

double percentile(std::vector<double>& samples, double share) {
    if (samples.empty()) return 0;
    std::ranges::sort(samples);
    const auto last = samples.size() - 1;
    return samples[static_cast<std::size_t>(static_cast<double>(last) * share)];
}

}  // namespace otpost::bench
