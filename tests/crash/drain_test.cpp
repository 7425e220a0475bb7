// SPDX-License-Identifier: Apache-2.0
// SIGTERM (O4): what was acknowledged is durable, what is in flight is answered, nothing new comes
// in, and the house is gone within its deadline with status 0.
#include "load.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <future>
#include <thread>

namespace otpost::crash {
namespace {

using namespace std::chrono_literals;
using net::testing::RawClient;

using DrainTest = HouseTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, DrainTest, otpost::testing::all_engines, otpost::testing::engine_name
);

std::chrono::milliseconds since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin
    );
}

TEST_P(DrainTest, O4_StoppedUnderLoadItLosesNothingThatItAcknowledged) {
    Book book;
    for (int round = 0; round < 2; ++round) {
        house().start();
        Load load(house(), book, "round-" + std::to_string(round), WhenGone::give_up);
        load.wait_for_successes(100);
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_EQ(house().terminate(), 0) << house().process().errors();
        EXPECT_LT(since(begin), 3s);
        load.stop();
        house().start();
        book.check(house());
        EXPECT_EQ(house().terminate(), 0);
    }
}

TEST_P(DrainTest, O4_WhoeverWaitsIsAnsweredAndNobodyComesIn) {
    house().start();
    auto client = house().client();
    const auto opened =
        client.post("/v1/leases", R"({"country":"GB","service":"whatsapp"})", "the-lease");
    ASSERT_EQ(opened.status, 201) << opened.text;
    const std::string lease{opened.object().at("id").as_string()};

    std::promise<void> asking;
    auto waiting = std::async(std::launch::async, [&, poll = house().client()]() mutable {
        EXPECT_EQ(poll.get("/v1/wallet").status, 200);
        asking.set_value();
        return poll.get("/v1/leases/" + lease + "/code?wait=60");
    });
    asking.get_future().wait();
    std::this_thread::sleep_for(100ms);

    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(house().terminate(), 0);
    EXPECT_LT(since(begin), 3s);
    const auto answer = waiting.get();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.object().at("status"), "waiting");
    EXPECT_THROW(RawClient{house().port()}, std::runtime_error);
}

TEST_P(DrainTest, O4_StoppedInTheInstantItIsReadyItStopsInOrder) {
    house().start();
    EXPECT_EQ(house().terminate(), 0);
}

TEST(StillClientsTest, O4_TheyAreCutOffAtTheDeadline) {
    House house(db::Engine::sqlite);
    house.start();
    RawClient silent(house.port());
    RawClient half(house.port());
    half.send("POST /v1/leases HTTP/1.1\r\nHost: localhost\r\nContent-Le");
    RawClient without_body(house.port());
    without_body.send("POST /v1/leases HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
    std::this_thread::sleep_for(50ms);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(house.terminate(), 0);
    EXPECT_LT(since(begin), 12s);
}

}  // namespace
}  // namespace otpost::crash
