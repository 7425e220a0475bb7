// SPDX-License-Identifier: Apache-2.0
#include "app/duties.hpp"

#include "testing/store.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace otpost::app {
namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;

constexpr Time start{std::chrono::days{20'000}};

class DutiesTest : public ::testing::Test {
protected:
    /// Whatever can happen without the time going on.
    void settle() {
        context_.restart();
        while (context_.poll() > 0) context_.restart();
    }

    void advance(Duration by) {
        timer_.advance(by);
        settle();
    }

    boost::asio::io_context context_;
    net::ManualTimer timer_{start};
    net::TaskGroup tasks_{context_.get_executor()};
    Duties duties_{tasks_, timer_};
    std::vector<Time> turns_;
};

TEST_F(DutiesTest, AStepRunsAtOnceAndThenWhenItSaid) {
    duties_.add("count", [this](Time now) -> awaitable<Duration> {
        turns_.push_back(now);
        co_return 10s;
    });
    settle();
    EXPECT_EQ(turns_, std::vector{start});
    advance(9s);
    EXPECT_EQ(turns_.size(), 1U);
    advance(1s);
    EXPECT_EQ(turns_, (std::vector{start, start + 10s}));
}

TEST_F(DutiesTest, AClockSetBackDuringAStepDoesNotPutOffTheNext) {
    duties_.add("count", [this](Time now) -> awaitable<Duration> {
        turns_.push_back(now);
        if (turns_.size() == 1) timer_.advance(-5h);
        co_return 10s;
    });
    settle();
    advance(10s);
    EXPECT_EQ(turns_, (std::vector{start, start - 5h + 10s}));
}

TEST_F(DutiesTest, WhatCameDueDuringAStepIsDoneAtOnce) {
    duties_.add("count", [this](Time now) -> awaitable<Duration> {
        turns_.push_back(now);
        if (turns_.size() == 1) timer_.advance(1min);
        co_return 10s;
    });
    settle();
    EXPECT_EQ(turns_, (std::vector{start, start + 1min}));
}

TEST_F(DutiesTest, AStepThatFailsIsTriedAgainAfterAPause) {
    duties_.add("stumble", [this](Time now) -> awaitable<Duration> {
        turns_.push_back(now);
        if (turns_.size() < 3) throw std::runtime_error("the store is away");
        co_return 1h;
    });
    settle();
    EXPECT_EQ(turns_.size(), 1U) << "not at once: that would be a loop";
    advance(1s);
    advance(1s);
    EXPECT_EQ(turns_, (std::vector{start, start + 1s, start + 2s}));
    advance(59min);
    EXPECT_EQ(turns_.size(), 3U);
}

TEST_F(DutiesTest, OneThatFailsDoesNotStopTheOthers) {
    duties_.add("broken", [](Time) -> awaitable<Duration> { throw std::logic_error("broken"); });
    duties_.add("sound", [this](Time now) -> awaitable<Duration> {
        turns_.push_back(now);
        co_return 1s;
    });
    settle();
    advance(1s);
    advance(1s);
    EXPECT_EQ(turns_.size(), 3U);
}

TEST_F(DutiesTest, CancellingTheGroupEndsThem) {
    duties_.add("count", [](Time) -> awaitable<Duration> { co_return 10s; });
    settle();
    EXPECT_EQ(tasks_.size(), 1U);
    tasks_.cancel_all();
    settle();
    EXPECT_EQ(tasks_.size(), 0U);
}

TEST_F(DutiesTest, ASweepGoesOnAtOnceAsLongAsItsBatchIsFull) {
    testing::TestStore store(db::Engine::sqlite);
    std::int64_t left = 25;
    duties_.add_sweep(
        store.database(),
        {"sweep",
         1min,
         10,
         [&](db::Tx&, Time now, std::int64_t limit) {
             turns_.push_back(now);
             const auto done = std::min(left, limit);
             left -= done;
             return done;
         }}
    );
    const auto work = boost::asio::make_work_guard(context_);
    while (left > 0) context_.run_one();
    store.close();
    EXPECT_EQ(turns_, (std::vector{start, start, start}));
}

}  // namespace
}  // namespace otpost::app
