// SPDX-License-Identifier: Apache-2.0
#include "api/usage_recorder.hpp"

#include "testing/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using ::testing::ElementsAre;

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
constexpr AccountId ada{11};
constexpr AccountId bob{12};
constexpr RouteSpec get_lease{.method = net::Method::get, .path = "/v1/leases/{id}"};

class UsageRecorderTest : public otpost::testing::EngineTest {
protected:
    void note(AccountId account, unsigned status) {
        recorder.note(account, get_lease, status, "198.51.100.7", start);
    }

    Duration write() {
        context.restart();
        auto done = boost::asio::co_spawn(context, recorder.write(), boost::asio::use_future);
        context.run();
        return done.get();
    }

    std::vector<std::int64_t> statuses(AccountId account) {
        const auto listed = db::read(database(), [&](db::Tx& tx) {
            return identity::list_api_requests(tx, account, {}, 100);
        });
        std::vector<std::int64_t> statuses;
        for (const auto& one : listed) statuses.push_back(one.request.status);
        return statuses;
    }

    boost::asio::io_context context;
    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    UsageRecorder recorder{database(), ids, {.each = 3, .all = 5, .in_a_commit = 2}};
};

INSTANTIATE_TEST_SUITE_P(
    Engines, UsageRecorderTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(UsageRecorderTest, P7_IsWrittenLaterWithTheEndpointAsItIsDocumented) {
    note(ada, 200);
    EXPECT_THAT(statuses(ada), ElementsAre());
    write();
    EXPECT_THAT(statuses(ada), ElementsAre(200));
    const auto listed = db::read(database(), [&](db::Tx& tx) {
        return identity::list_api_requests(tx, ada, {}, 1);
    });
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].request.endpoint, "GET /v1/leases/{id}");
    EXPECT_EQ(listed[0].request.ip.reveal(), "198.51.100.7");
    EXPECT_EQ(listed[0].request.at, start);
}

TEST_P(UsageRecorderTest, AFloodOfOneAccountLeavesItsNewest) {
    for (unsigned status = 1; status <= 10; ++status) note(ada, status);
    write();
    EXPECT_THAT(statuses(ada), ElementsAre(10, 9, 8));
}

TEST_P(UsageRecorderTest, AFloodOfAllFillsNoMoreThanItsBound) {
    for (unsigned status = 1; status <= 3; ++status) note(ada, status);
    for (unsigned status = 1; status <= 3; ++status) note(bob, status);
    while (write() < std::chrono::seconds{1}) {
    }
    EXPECT_THAT(statuses(ada), ElementsAre(3, 2, 1));
    EXPECT_THAT(statuses(bob), ElementsAre(2, 1));
    note(bob, 7);
    write();
    EXPECT_THAT(statuses(bob), ElementsAre(7, 2, 1));
}

}  // namespace
}  // namespace otpost::api
