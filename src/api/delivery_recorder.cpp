// SPDX-License-Identifier: Apache-2.0
#include "api/delivery_recorder.hpp"

#include "base/log.hpp"
#include "db/async.hpp"

#include <algorithm>
#include <ranges>

namespace otpost::api {

using boost::asio::awaitable;

namespace {

constexpr std::size_t deliveries_per_commit = 500;
constexpr Duration first_pause = std::chrono::milliseconds{100};
constexpr Duration longest_pause = std::chrono::seconds{5};

awaitable<void> write(db::Database& database, const DeliveryRecorder::Deliveries& deliveries) {
    auto work = [&](db::Tx& tx) { messages::record_deliveries(tx, deliveries); };
    co_await db::async_write(database, std::move(work));
}

}  // namespace

/// However the task ends, another may be started.
class DeliveryRecorder::Running {
public:
    explicit Running(bool& flag) : flag_(flag) {}

    ~Running() { flag_ = false; }

    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    bool& flag_;
};

awaitable<void> DeliveryRecorder::record(Deliveries deliveries) {
    // What was shown before keeps the term it had then.
    for (auto& delivery : deliveries)
        if (const auto shown = shown_.find(delivery.message); shown != shown_.end())
            delivery = shown->second;
    co_await write(database_, deliveries);
    refused_ = false;
    for (const auto& delivery : deliveries) shown_.erase(delivery.message);
}

void DeliveryRecorder::record_beside(const Deliveries& deliveries) {
    for (const auto& delivery : deliveries) shown_.try_emplace(delivery.message, delivery);
    if (running_ || shown_.empty()) return;
    running_ = true;
    tasks_.spawn("record deliveries", run());
}

awaitable<void> DeliveryRecorder::run() {
    const Running running{running_};
    Duration pause = first_pause;
    while (!shown_.empty()) {
        // First, or it could be shown once more while the store is asked in vain.
        destroy_overdue(timer_.now());
        if (shown_.empty()) co_return;
        const bool recorded = co_await try_to_record();
        if (recorded) {
            pause = first_pause;
            continue;
        }
        const Time now = timer_.now();
        const auto stopped = co_await timer_.sleep_until(std::min(now + pause, next_end()));
        if (stopped) co_return;
        pause = std::min(2 * pause, longest_pause);
    }
}

awaitable<bool> DeliveryRecorder::try_to_record() {
    Deliveries some;
    for (const auto& delivery :
         shown_ | std::views::values | std::views::take(deliveries_per_commit))
        some.push_back(delivery);
    try {
        co_await write(database_, some);
    } catch (const std::exception& failure) {
        refused_ = true;
        log::error(
            "delivery shown but not recorded",
            {{"messages", shown_.size()}, {"reason", failure.what()}}
        );
        co_return false;
    }
    refused_ = false;
    for (const auto& delivery : some) shown_.erase(delivery.message);
    co_return true;
}

Time DeliveryRecorder::next_end() const {
    return std::ranges::min(
        shown_ | std::views::values | std::views::transform(&messages::Delivery::content_until)
    );
}

void DeliveryRecorder::destroy_overdue(Time now) {
    std::vector<crypto::KeyRef> slots;
    std::erase_if(shown_, [&](const auto& item) {
        const bool is_over = item.second.content_until <= now;
        if (is_over) slots.push_back(item.second.slot);
        return is_over;
    });
    if (slots.empty()) return;
    try {
        ring_.destroy(slots);
    } catch (const std::exception& failure) {
        // Gone from memory; the file is written again with the ring's next step.
        log::error("keys not destroyed yet", {{"reason", failure.what()}});
    }
}

awaitable<void> DeliveryRecorder::finish() {
    bool recorded = true;
    while (recorded && !shown_.empty()) recorded = co_await try_to_record();
    destroy_overdue(Time::max());
}

}  // namespace otpost::api
