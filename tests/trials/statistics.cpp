// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"

#include <algorithm>
#include <cmath>

namespace otpost::trials {

namespace {

/// Student's factor for 95 % of both sides, after Cornish and Fisher: within 2 % from 4 degrees
/// of freedom on.
double student_95(double freedom) {
    constexpr double z = 1.959964;
    constexpr double z3 = z * z * z;
    constexpr double z5 = z3 * z * z;
    return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom);
}

}  // namespace

double percentile(std::vector<double> samples, double share) {
    if (samples.empty()) return 0;
    const double rank = std::ceil(share * static_cast<double>(samples.size()));
    const auto place = samples.begin() + static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
    std::ranges::nth_element(samples, place);
    return *place;
}

Line fit(std::span<const Sample> samples) {
    const auto count = static_cast<double>(samples.size());
    if (samples.size() < 3) return {};
    double mean_x = 0;
    double mean_y = 0;
    for (const auto& [x, y] : samples) {
        mean_x += x / count;
        mean_y += y / count;
    }
    double spread = 0;
    double together = 0;
    for (const auto& [x, y] : samples) {
        spread += (x - mean_x) * (x - mean_x);
        together += (x - mean_x) * (y - mean_y);
    }
    if (spread <= 0) return {};
    const double slope = together / spread;
    double residue = 0;
    for (const auto& [x, y] : samples) {
        const double off = y - mean_y - slope * (x - mean_x);
        residue += off * off;
    }
    const double freedom = count - 2;
    return {slope, student_95(freedom) * std::sqrt(residue / freedom / spread)};
}

}  // namespace otpost::trials
