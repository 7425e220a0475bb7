// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"

#include <gtest/gtest.h>

namespace otpost::trials {
namespace {

TEST(StatisticsTest, PercentilesAreSamples) {
    EXPECT_EQ(percentile({}, 0.5), 0);
    EXPECT_EQ(percentile({3}, 0.99), 3);
    EXPECT_EQ(percentile({5, 1, 3, 2, 4}, 0.5), 3);
    EXPECT_EQ(percentile({5, 1, 3, 2, 4}, 1.0), 5);
}

TEST(StatisticsTest, ALineIsFoundExactly) {
    const std::vector<Sample> samples{{0, 1}, {1, 3}, {2, 5}, {4, 9}};
    const auto line = fit(samples);
    EXPECT_DOUBLE_EQ(line.slope, 2);
    EXPECT_NEAR(line.margin, 0, 1e-9);
    EXPECT_TRUE(line.is_rising());
}

/// Slope by hand, margin with the tabulated 2.776 of 4 degrees of freedom.
TEST(StatisticsTest, NoiseIsNoSlope) {
    const std::vector<Sample> samples{{1, 10}, {2, 12}, {3, 9}, {4, 11}, {5, 10}, {6, 11}};
    const auto line = fit(samples);
    EXPECT_NEAR(line.slope, 0.02857, 0.00001);
    EXPECT_NEAR(line.margin, 0.777, 0.02);
    EXPECT_FALSE(line.is_rising());
}

TEST(StatisticsTest, TooLittleIsNoLine) {
    const std::vector<Sample> samples{{0, 1}, {1, 3}};
    EXPECT_EQ(fit(samples).slope, 0);
}

}  // namespace
}  // namespace otpost::trials
