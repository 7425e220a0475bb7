// SPDX-License-Identifier: Apache-2.0
// Whether two kinds of requests can be told apart by their time: Welch's t over samples taken in
// turn. Above 4.5 they can, but for one case in 100,000.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace otpost::api_test {

inline constexpr double welch_limit = 4.5;

/// What is slower than four of five of all of them is left out: a machine with other work to do
/// delays some of either kind, by far more than what is looked for.
inline void crop(const std::vector<std::vector<double>*>& kinds) {
    std::vector<double> all;
    for (const auto* kind : kinds) all.insert(all.end(), kind->begin(), kind->end());
    const auto limit = all.begin() + static_cast<std::ptrdiff_t>(all.size() * 4 / 5);
    std::ranges::nth_element(all, limit);
    for (auto* kind : kinds) std::erase_if(*kind, [&](double time) { return time > *limit; });
}

struct Moments {
    double mean = 0;
    double variance_of_mean = 0;
};

inline Moments moments_of(const std::vector<double>& sample) {
    const auto count = static_cast<double>(sample.size());
    double sum = 0;
    for (const double value : sample) sum += value;
    const double mean = sum / count;
    double squares = 0;
    for (const double value : sample) squares += (value - mean) * (value - mean);
    return {mean, squares / (count - 1) / count};
}

inline double welch(const std::vector<double>& one, const std::vector<double>& other) {
    const Moments a = moments_of(one);
    const Moments b = moments_of(other);
    return std::abs(a.mean - b.mean) / std::sqrt(a.variance_of_mean + b.variance_of_mean);
}

}  // namespace otpost::api_test
