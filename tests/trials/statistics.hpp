// SPDX-License-Identifier: Apache-2.0
// The figures that a long run is told by.
#pragma once

#include <span>
#include <vector>

namespace otpost::trials {

/// The value below which `share` of the samples lie; 0 without samples.
double percentile(std::vector<double> samples, double share);

struct Sample {
    double x = 0;
    double y = 0;
};

/// The straight line through the samples by least squares.
struct Line {
    double slope = 0;
    double margin = 0;  ///< half the width of the slope's 95 % confidence interval

    /// Whether the slope differs from zero at all.
    bool is_rising() const { return slope > margin; }
};

/// Needs three samples at different x; else all zero.
Line fit(std::span<const Sample> samples);

}  // namespace otpost::trials
