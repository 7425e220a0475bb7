// SPDX-License-Identifier: Apache-2.0
#include "api/refusal_recorder.hpp"

#include "audit/verify.hpp"
#include "testing/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using namespace std::chrono_literals;

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

class RefusalRecorderTest : public otpost::testing::EngineTest {
protected:
    template <class T>
    void wait_for(boost::asio::awaitable<T> task) {
        context.restart();
        auto done = boost::asio::co_spawn(context, std::move(task), boost::asio::use_future);
        context.run();
        done.get();
    }

    static audit::Entry refusal_from(std::string address) {
        return {
            .action = audit::Action::access_refused,
            .result = "unauthenticated",
            .personal = {.ip = Personal{std::move(address)}}
        };
    }

    std::vector<audit::Listed> written() {
        return db::read(database(), [](db::Tx& tx) { return audit::page(tx, {.limit = 10'000}); });
    }

    std::int64_t told() {
        std::int64_t sum = 0;
        for (const auto& entry : written()) sum += entry.row.repeats;
        return sum;
    }

    boost::asio::io_context context;
    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    SystemRandom random;
    RefusalLimits limits{.each = 3, .all = 8, .sources = 4, .waiting = 20, .in_a_commit = 5};
    RefusalRecorder recorder{database(), ids, random, limits};
};

INSTANTIATE_TEST_SUITE_P(Engines, RefusalRecorderTest, testing::all_engines, testing::engine_name);

TEST_P(RefusalRecorderTest, SEC_L2_OfOneSourceOnlySoManyAreToldOneByOne) {
    for (int i = 0; i < 10; ++i) recorder.note(refusal_from("192.0.2.1"), start);
    wait_for(recorder.write(start));
    EXPECT_EQ(written().size(), 3U);
    wait_for(recorder.write(start + 1min));
    const auto all = written();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all.at(0).row.repeats, 7);
    EXPECT_EQ(all.at(0).personal.ip.value().reveal(), "192.0.2.1");
    EXPECT_EQ(all.at(0).row.result, "unauthenticated");
}

TEST_P(RefusalRecorderTest, SEC_L2_AFloodFromEverywhereFillsNothingAndIsCounted) {
    constexpr int flood = 5'000;
    for (int i = 0; i < flood; ++i)
        recorder.note(refusal_from(fmt::format("10.0.{}.{}", i / 250, i % 250)), start);
    wait_for(recorder.finish(start));
    const auto count = written().size();
    EXPECT_LE(count, static_cast<std::size_t>(limits.all) + limits.sources + 1);
    EXPECT_EQ(told(), flood);
    const auto report = db::read(database(), [](db::Tx& tx) { return audit::verify(tx); });
    EXPECT_TRUE(report.ok()) << audit::format(report);
}

TEST_P(RefusalRecorderTest, SEC_L2_EachMinuteTellsAnew) {
    for (int minute = 0; minute < 3; ++minute)
        for (int i = 0; i < 5; ++i)
            recorder.note(refusal_from("192.0.2.1"), start + std::chrono::minutes{minute});
    wait_for(recorder.finish(start + 3min));
    EXPECT_EQ(written().size(), 12U);
    EXPECT_EQ(told(), 15);
}

TEST_P(RefusalRecorderTest, SEC_L2_AClockSetBackEndsTheMinute) {
    for (int i = 0; i < 5; ++i) recorder.note(refusal_from("192.0.2.1"), start);
    recorder.note(refusal_from("192.0.2.1"), start - 1h);
    wait_for(recorder.finish(start - 1h));
    EXPECT_EQ(written().size(), 5U);
    EXPECT_EQ(told(), 6);
}

TEST_P(RefusalRecorderTest, SEC_L2_TheDutyAndTheEndAtOnceWriteEachOnce) {
    for (int i = 0; i < 6; ++i)
        recorder.note(refusal_from(i % 2 == 0 ? "192.0.2.1" : "192.0.2.2"), start);
    context.restart();
    constexpr auto& future = boost::asio::use_future;
    auto duty = boost::asio::co_spawn(context, recorder.write(start), future);
    auto end = boost::asio::co_spawn(context, recorder.finish(start), future);
    context.run();
    duty.get();
    end.get();
    EXPECT_EQ(written().size(), 6U);
    EXPECT_EQ(told(), 6);
}

TEST_P(RefusalRecorderTest, SEC_L2_AStoreThatIsGoneIsTriedAgainAndNobodyWaits) {
    database().stop();
    for (int minute = 0; minute < 100; ++minute) {
        const Time now = start + std::chrono::minutes{minute};
        for (int i = 0; i < 50; ++i) recorder.note(refusal_from("192.0.2.1"), now);
        EXPECT_THROW(wait_for(recorder.write(now)), db::Unavailable);
    }
    EXPECT_NO_THROW(wait_for(recorder.finish(start + 100min))) << "it says how much is missing";
}

}  // namespace
}  // namespace otpost::api
