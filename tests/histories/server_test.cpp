// SPDX-License-Identifier: Apache-2.0
// A bounded share of what ./dev histories does at length: clients who do everything at once to a
// real house, on both engines; and houses that lie, which must be found out.
#include "judge.hpp"
#include "plants.hpp"
#include "recorder.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace otpost::histories {
namespace {

constexpr std::uint64_t seed = 20'261'122;
constexpr std::size_t operations = 4'000;
constexpr int places_of_each_plant = 4;

bool is_found_by(std::string_view checker, const std::vector<Anomaly>& anomalies) {
    return std::ranges::any_of(anomalies, [&](const Anomaly& anomaly) {
        return anomaly.checker == checker;
    });
}

void expect_found(const History& truth, const Plant& plant, std::mt19937_64& chance) {
    int planted = 0;
    int found = 0;
    for (int i = 0; i < places_of_each_plant; ++i) {
        History history = truth;
        if (!plant.into(history, chance)) continue;
        ++planted;
        found += is_found_by(plant.checker, judge(history)) ? 1 : 0;
    }
    fmt::print("  {}: found {} of {}\n", plant.name, found, planted);
    EXPECT_GT(planted, 0) << plant.name;
    EXPECT_EQ(found, planted) << plant.name;
}

using HistoryTest = ::testing::TestWithParam<db::Engine>;
INSTANTIATE_TEST_SUITE_P(
    Engines, HistoryTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(HistoryTest, W5_WhatClientsSawHasAnOrder) {
    const auto history = record(GetParam(), {.seed = seed, .operations = operations});
    EXPECT_GE(history.operations.size(), operations);
    for (const Anomaly& anomaly : judge(history))
        ADD_FAILURE() << anomaly.checker << ": " << anomaly.what << "\n" << history.complaints;
}

/// The negative control: checkers that find nothing here would find nothing anywhere.
TEST(PlantedBugTest, W5_EachIsFoundInATrueHistory) {
    const auto truth = record(db::Engine::sqlite, {.seed = seed, .operations = operations});
    std::mt19937_64 chance(seed);
    for (const auto& plants : {plants_in_money(), plants_in_leases(), plants_of_keys()})
        for (const Plant& plant : plants) expect_found(truth, plant, chance);
}

class LyingHouseTest : public ::testing::TestWithParam<Lie> {};

INSTANTIATE_TEST_SUITE_P(
    Lies,
    LyingHouseTest,
    ::testing::Values(
        Lie::stale_wallet,
        Lie::stale_lease,
        Lie::lost_cancel,
        Lie::forgotten_key,
        Lie::short_statement,
        Lie::repeated_message
    )
);

/// A double in front of the real server that has one fault.
TEST_P(LyingHouseTest, W5_IsFoundOut) {
    const auto history =
        record(db::Engine::sqlite, {.seed = seed, .operations = operations, .lie = GetParam()});
    EXPECT_FALSE(judge(history).empty());
}

}  // namespace
}  // namespace otpost::histories
