// SPDX-License-Identifier: Apache-2.0
#include "net/task_group.hpp"
#include "net/timeout.hpp"
#include "net/timer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace otpost::net {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::ElementsAre;

class TasksTest : public ::testing::Test {
protected:
    /// Runs what can run without time passing.
    void settle() {
        context.restart();
        context.poll();
    }

    asio::io_context context{1};
    ManualTimer timer{from_micros(0)};
    std::vector<std::string> log;
};

asio::awaitable<void> sleep_and_note(
    ManualTimer& timer, Duration duration, std::string name, std::vector<std::string>& log
) {
    const auto error = co_await timer.sleep_for(duration);
    log.push_back(name + (error ? " cancelled" : " woke"));
}

asio::awaitable<void> fail() {
    throw std::runtime_error{"no"};
    co_return;
}

asio::awaitable<int> answer_after(ManualTimer& timer, Duration duration) {
    const auto error = co_await timer.sleep_for(duration);
    if (error) throw boost::system::system_error{error};
    co_return 42;
}

asio::awaitable<void> ask(ManualTimer& timer, Duration needs, std::vector<std::string>& log) {
    const auto answer = co_await with_timeout(timer, 10s, answer_after(timer, needs));
    log.push_back(answer ? std::to_string(*answer) : "timed out");
}

asio::awaitable<void> ask_in_vain(ManualTimer& timer, std::vector<std::string>& log) {
    try {
        co_await with_timeout(timer, 10s, fail());
    } catch (const std::runtime_error& error) {
        log.emplace_back(error.what());
    }
}

asio::awaitable<void> wait_for(TaskGroup& group, std::vector<std::string>& log) {
    co_await group.wait();
    log.emplace_back("all ended");
}

asio::awaitable<void> cancel_its_own(TaskGroup& group) {
    group.cancel_all();
    co_return;
}

TEST_F(TasksTest, TaskThatNeverWaitedMayCancelItsOwnGroup) {
    TaskGroup group{context.get_executor()};
    group.spawn("itself", cancel_its_own(group));
    settle();
    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TasksTest, sleepers_wake_in_order_of_their_times) {
    TaskGroup group{context.get_executor()};
    group.spawn("late", sleep_and_note(timer, 3h, "late", log));
    group.spawn("early", sleep_and_note(timer, 1h, "early", log));
    settle();
    EXPECT_EQ(timer.sleeping(), 2U);
    timer.advance(59min);
    settle();
    EXPECT_TRUE(log.empty());
    timer.advance(5h);
    settle();
    EXPECT_THAT(log, ElementsAre("early woke", "late woke"));
    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TasksTest, cancelled_tasks_end_and_are_no_failures) {
    std::vector<std::string> failures;
    TaskGroup group{context.get_executor(), [&](std::string_view name, const std::exception_ptr&) {
                        failures.emplace_back(name);
                    }};
    group.spawn("sleeper", sleep_and_note(timer, 1h, "sleeper", log));
    group.spawn("failing", fail());
    asio::co_spawn(context, wait_for(group, log), [](const std::exception_ptr&) {});
    settle();
    EXPECT_THAT(failures, ElementsAre("failing"));
    EXPECT_EQ(group.size(), 1U);
    group.cancel_all();
    settle();
    EXPECT_THAT(log, ElementsAre("sleeper cancelled", "all ended"));
    EXPECT_THAT(failures, ElementsAre("failing"));
    EXPECT_EQ(timer.sleeping(), 0U);
}

TEST_F(TasksTest, a_group_may_go_before_its_tasks_have_ended) {
    auto group = std::make_unique<TaskGroup>(context.get_executor());
    group->spawn("sleeper", sleep_and_note(timer, 1h, "sleeper", log));
    settle();
    group.reset();
    settle();
    EXPECT_THAT(log, ElementsAre("sleeper cancelled"));
}

TEST_F(TasksTest, an_operation_that_is_quick_enough_gives_its_value) {
    TaskGroup group{context.get_executor()};
    group.spawn("ask", ask(timer, 9s, log));
    settle();
    timer.advance(9s);
    settle();
    EXPECT_THAT(log, ElementsAre("42"));
    EXPECT_EQ(timer.sleeping(), 0U);
}

TEST_F(TasksTest, an_operation_that_takes_too_long_is_cancelled) {
    TaskGroup group{context.get_executor()};
    group.spawn("ask", ask(timer, 11s, log));
    settle();
    timer.advance(10s);
    settle();
    EXPECT_THAT(log, ElementsAre("timed out"));
    EXPECT_EQ(timer.sleeping(), 0U);
}

TEST_F(TasksTest, what_an_operation_throws_comes_through_at_once) {
    TaskGroup group{context.get_executor()};
    group.spawn("ask", ask_in_vain(timer, log));
    settle();
    EXPECT_THAT(log, ElementsAre("no"));
    EXPECT_EQ(timer.sleeping(), 0U);
}

TEST_F(TasksTest, cancelling_from_outside_is_no_timeout) {
    TaskGroup group{context.get_executor()};
    group.spawn("ask", ask(timer, 11s, log));
    settle();
    group.cancel_all();
    settle();
    EXPECT_TRUE(log.empty());
    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TasksTest, the_system_timer_sleeps_in_earnest) {
    SystemTimer system;
    const auto before = system.now();
    bool woke = false;
    asio::co_spawn(context, system.sleep_for(5ms), [&](const std::exception_ptr&, auto error) {
        woke = !error;
    });
    context.run();
    EXPECT_TRUE(woke);
    EXPECT_GE(system.now() - before, 5ms);
}

}  // namespace
}  // namespace otpost::net
