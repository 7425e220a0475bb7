// SPDX-License-Identifier: Apache-2.0
#include "delivery/signals.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <thread>

namespace otpost::delivery {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr AccountId ada{1};
constexpr AccountId eve{2};

class SignalsTest : public ::testing::Test {
protected:
    /// Waits for a signal of the account, on a subscription that lives as long.
    void start_waiting(AccountId account, Duration limit = 1h) {
        auto ended = [this](const std::exception_ptr& error) {
            ++woken;
            cancelled += error != nullptr;
        };
        asio::co_spawn(
            context,
            wait_once(account, limit),
            asio::bind_cancellation_slot(cancellation.slot(), std::move(ended))
        );
        context.poll();
    }

    asio::awaitable<void> wait_once(AccountId account, Duration limit) {
        Subscription subscription(signals, account);
        co_await subscription.wait(limit);
        revoked += subscription.revoked();
    }

    void poll() {
        context.restart();
        context.poll();
    }

    asio::io_context context;
    net::SystemTimer system_timer;
    Signals signals{context, system_timer};
    asio::cancellation_signal cancellation;
    int woken = 0;
    int revoked = 0;
    int cancelled = 0;
};

TEST_F(SignalsTest, M5_WakesThoseOfTheAccountAlone) {
    start_waiting(ada);
    start_waiting(ada);
    start_waiting(eve);
    EXPECT_EQ(signals.subscriptions(), 3U);
    signals.notify(ada);
    poll();
    EXPECT_EQ(woken, 2);
    EXPECT_EQ(revoked, 0);
    EXPECT_EQ(signals.subscriptions(), 1U);
    signals.notify(eve);
    poll();
    EXPECT_EQ(woken, 3);
}

TEST_F(SignalsTest, M5_SignalBeforeTheWaitIsNotMissed) {
    Subscription subscription(signals, ada);
    signals.notify(ada);
    bool ended = false;
    asio::co_spawn(context, subscription.wait(1h), [&](const std::exception_ptr&) {
        ended = true;
    });
    context.poll();
    EXPECT_TRUE(ended);
    subscription.clear();
    ended = false;
    asio::co_spawn(context, subscription.wait(1h), [&](const std::exception_ptr&) {
        ended = true;
    });
    poll();
    EXPECT_FALSE(ended);
    signals.notify(ada);
    poll();
    EXPECT_TRUE(ended);
}

TEST_F(SignalsTest, M5_WaitEndsAtItsLimit) {
    start_waiting(ada, 1ms);
    context.restart();
    context.run();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(cancelled, 0);
}

TEST_F(SignalsTest, A8_RevokedStaysRevoked) {
    start_waiting(ada);
    start_waiting(eve);
    signals.revoke(ada);
    poll();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(revoked, 1);
}

TEST_F(SignalsTest, O4_ClosingEndsThoseThatWaitAndThoseThatCome) {
    start_waiting(ada);
    start_waiting(eve);
    signals.revoke_all();
    poll();
    EXPECT_EQ(revoked, 2);
    start_waiting(ada);
    poll();
    EXPECT_EQ(revoked, 3);
    EXPECT_EQ(signals.subscriptions(), 0U);
}

TEST_F(SignalsTest, O4_CancelledWaitThrows) {
    start_waiting(ada);
    cancellation.emit(asio::cancellation_type::terminal);
    poll();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(cancelled, 1);
    EXPECT_EQ(signals.subscriptions(), 0U);
}

TEST_F(SignalsTest, M5_EngineThreadsHaveTheirDoor) {
    start_waiting(ada);
    start_waiting(eve);
    std::thread{[&] {
        signals.notify_from_any_thread({ada});
        signals.revoke_from_any_thread(eve);
    }}.join();
    EXPECT_EQ(woken, 0);
    poll();
    EXPECT_EQ(woken, 2);
    EXPECT_EQ(revoked, 1);
}

}  // namespace
}  // namespace otpost::delivery
