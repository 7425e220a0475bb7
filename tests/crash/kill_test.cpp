// SPDX-License-Identifier: Apache-2.0
// kill -9 at any instant loses nothing that was acknowledged and does nothing twice (O2, I6, I7).
#include "house.hpp"
#include "kills.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

namespace otpost::crash {
namespace {

using namespace std::chrono_literals;

using KillTest = HouseTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, KillTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(KillTest, O2_KilledUnderLoadItKeepsWhatItAcknowledged) {
    const KillPlan plan{.engine = GetParam(), .count = 8, .seed = std::random_device{}()};
    const auto report = kill_repeatedly(plan);
    fmt::print(
        "{} kills, {} stories, {} acknowledged\n", report.kills, report.stories, report.acknowledged
    );
}

TEST_P(KillTest, L6_FeesReturnThoughItWasDeadAtTheDeadline) {
    house().configure("[leases]\nwindow_seconds = 2\n");
    house().start();
    auto client = house().client();
    const auto filled = client.get("/v1/wallet").text;
    std::vector<std::string> leases;
    for (int i = 0; i < 20; ++i) {
        const auto opened = client.post(
            "/v1/leases", R"({"country":"GB","service":"whatsapp"})", "lease-" + std::to_string(i)
        );
        ASSERT_EQ(opened.status, 201) << opened.text;
        leases.emplace_back(opened.object().at("id").as_string());
    }
    house().kill();
    std::this_thread::sleep_for(2100ms);
    house().start();
    std::this_thread::sleep_for(1s);
    auto again = house().client();
    for (const auto& lease : leases) {
        const auto view = again.get("/v1/leases/" + lease).object();
        EXPECT_EQ(view.at("status"), "expired");
        EXPECT_EQ(view.at("refunded"), true);
    }
    EXPECT_EQ(again.get("/v1/wallet").text, filled);
    EXPECT_EQ(house().verified_leases(), 20);
}

}  // namespace
}  // namespace otpost::crash
