// SPDX-License-Identifier: Apache-2.0
#include "sim/clock.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>
#include <vector>

namespace otpost::sim {

namespace asio = boost::asio;

namespace {

boost::system::error_code outcome_of(bool in_order) {
    if (in_order) return {};
    return asio::error::operation_aborted;
}

}  // namespace

class SimAlarm final : public net::Alarm {
public:
    explicit SimAlarm(SimClock& clock) : clock_(clock) {}

    asio::awaitable<boost::system::error_code> wait(Duration limit) override {
        const bool in_order = co_await clock_.sleep_steady(clock_.elapsed() + limit, key_);
        co_return outcome_of(in_order);
    }

    void ring() override { clock_.wake(key_); }

private:
    SimClock& clock_;
    SimClock::Key key_{};
};

std::chrono::steady_clock::time_point SimClock::steady_now() const {
    return std::chrono::steady_clock::time_point{} + std::chrono::hours{1} + steady_;
}

asio::awaitable<boost::system::error_code> SimClock::sleep_until(Time when) {
    Key key{};
    const Duration wait = std::max(when - now(), Duration{0});
    const bool in_order = co_await sleep_steady(steady_ + wait, key);
    co_return outcome_of(in_order);
}

std::unique_ptr<net::Alarm> SimClock::make_alarm(const asio::any_io_executor&) {
    return std::make_unique<SimAlarm>(*this);
}

asio::awaitable<bool> SimClock::sleep_steady(Duration due, Key& key) {
    return wait_armed([this, due, &key](std::shared_ptr<Waiter> waiter) {
        key = add_sleeper(due, std::move(waiter));
    });
}

SimClock::Key SimClock::add_sleeper(Duration due, std::shared_ptr<Waiter> waiter) {
    const Key key{due, ++order_};
    due_.emplace(key, Due{this, {}, std::move(waiter)});
    ++sleeping_;
    return key;
}

void SimClock::call_in(Duration delay, const void* owner, Call call) {
    due_.emplace(Key{steady_ + delay, ++order_}, Due{owner, std::move(call), nullptr});
}

void SimClock::forget(const void* owner) {
    std::erase_if(due_, [&](const auto& entry) { return entry.second.owner == owner; });
}

void SimClock::wake(const Key& key) {
    const auto found = due_.find(key);
    if (found == due_.end()) return;
    const auto sleeper = found->second.sleeper;
    due_.erase(found);
    --sleeping_;
    sleeper->end(true);
}

bool SimClock::advance() {
    if (due_.empty()) return false;
    const auto next = due_.begin();
    steady_ = std::max(steady_, next->first.due);
    Due due = std::move(next->second);
    due_.erase(next);
    if (due.sleeper) {
        --sleeping_;
        due.sleeper->end(true);
    } else {
        due.call();
    }
    return true;
}

void SimClock::end_sleeps() {
    std::vector<std::shared_ptr<Waiter>> sleepers;
    for (auto entry = due_.begin(); entry != due_.end();) {
        if (entry->second.sleeper) {
            sleepers.push_back(std::move(entry->second.sleeper));
            entry = due_.erase(entry);
        } else {
            ++entry;
        }
    }
    sleeping_ = 0;
    for (const auto& sleeper : sleepers) sleeper->end(false);
}

}  // namespace otpost::sim
