// SPDX-License-Identifier: Apache-2.0
#include "sim/clock.hpp"

#include "net/task_group.hpp"

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

namespace otpost::sim {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr Time start{std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}};

class SimClockTest : public ::testing::Test {
protected:
    void run() {
        do {
            context.restart();
            context.poll();
        } while (clock.advance());
    }

    boost::asio::awaitable<void> sleep(Duration duration, int name) {
        const auto error = co_await clock.sleep_for(duration);
        woken.push_back(error ? -name : name);
    }

    boost::asio::io_context context;
    SimClock clock{start};
    net::TaskGroup tasks{context.get_executor()};
    std::vector<int> woken;
};

TEST_F(SimClockTest, HoursPassInTheOrderOfWhatIsDue) {
    tasks.spawn("late", sleep(9h, 1));
    tasks.spawn("early", sleep(1s, 2));
    clock.call_in(1h, this, [this] { woken.push_back(3); });
    run();
    EXPECT_THAT(woken, ElementsAre(2, 3, 1));
    EXPECT_EQ(clock.now(), start + 9h);
}

TEST_F(SimClockTest, SettingTheWallClockWakesNobodyEarly) {
    tasks.spawn("sleeper", sleep(10s, 1));
    clock.call_in(1s, this, [this] { clock.set_wall(-1h); });
    run();
    EXPECT_EQ(clock.elapsed(), 10s);
    EXPECT_EQ(clock.now(), start + 10s - 1h);
}

TEST_F(SimClockTest, WhatIsDueDuringALeapComesAfterIt) {
    tasks.spawn("sleeper", sleep(10s, 1));
    context.poll();
    clock.leap(1min);
    run();
    EXPECT_THAT(woken, ElementsAre(1));
    EXPECT_EQ(clock.elapsed(), 1min);
}

TEST_F(SimClockTest, ACancelledSleeperIsToldSo) {
    tasks.spawn("sleeper", sleep(10s, 1));
    context.poll();
    tasks.cancel_all();
    context.restart();
    context.poll();
    EXPECT_THAT(woken, ElementsAre(-1));
}

TEST_F(SimClockTest, TheEndOfAProcessEndsItsSleeps) {
    tasks.spawn("sleeper", sleep(10s, 1));
    clock.call_in(5s, this, [this] { woken.push_back(2); });
    context.poll();
    clock.end_sleeps();
    run();
    EXPECT_THAT(woken, ElementsAre(-1, 2));
}

TEST_F(SimClockTest, AnAlarmRingsBeforeItsTime) {
    const auto alarm = clock.make_alarm(context.get_executor());
    auto wait = [&]() -> boost::asio::awaitable<void> {
        const auto error = co_await alarm->wait(1h);
        woken.push_back(error ? -1 : 1);
    };
    tasks.spawn("waits", wait());
    clock.call_in(2s, this, [&] { alarm->ring(); });
    run();
    EXPECT_THAT(woken, ElementsAre(1));
    EXPECT_EQ(clock.elapsed(), 2s);
}

TEST_F(SimClockTest, WhatIsForgottenIsNotCalled) {
    clock.call_in(1s, this, [this] { woken.push_back(1); });
    clock.call_in(1s, &clock, [this] { woken.push_back(2); });
    clock.forget(this);
    run();
    EXPECT_THAT(woken, ElementsAre(2));
}

}  // namespace
}  // namespace otpost::sim
