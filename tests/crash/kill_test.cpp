// SPDX-License-Identifier: Apache-2.0
// kill -9 at any instant loses nothing that was acknowledged and does nothing twice (O2, I6, I7).
#include "load.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace otpost::crash {
namespace {

using namespace std::chrono_literals;

long rounds() {
    const char* const given = std::getenv("OTPOST_KILL_ROUNDS");
    return given != nullptr ? std::strtol(given, nullptr, 10) : 8;
}

using KillTest = HouseTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, KillTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(KillTest, O2_KilledUnderLoadItKeepsWhatItAcknowledged) {
    house().configure("[leases]\nwindow_seconds = 86400\n[log]\nlevel = \"error\"\n");
    std::random_device chance;
    Book book;
    house().start();
    for (long round = 0; round < rounds() && !HasFailure(); ++round) {
        SCOPED_TRACE(fmt::format("round {}", round));
        {
            Load load(house(), book, fmt::format("round-{}", round), WhenGone::give_up);
            load.wait_for_successes(1);
            std::this_thread::sleep_for(1ms * (chance() % 500));
            house().kill();
        }
        // The store is whole as the dead process left it, before any other opens it for writing.
        house().verified_leases();
        house().start();
        book.check(house());
    }
    fmt::print(
        "{} kills, {} stories, {} acknowledged\n", rounds(), book.size(), book.acknowledged()
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
