// SPDX-License-Identifier: Apache-2.0
#include "app/duties.hpp"

#include "base/log.hpp"
#include "db/async.hpp"

#include <boost/system/system_error.hpp>

#include <algorithm>

namespace otpost::app {

namespace {

using boost::asio::awaitable;

constexpr auto pause_after_failure = std::chrono::seconds{1};

/// The pause until the next turn; nothing if the step failed.
awaitable<std::optional<Duration>> try_step(const std::string& name, const Step& step, Time now) {
    try {
        const Duration pause = co_await step(now);
        co_return pause;
    } catch (const boost::system::system_error& error) {
        if (error.code() == boost::asio::error::operation_aborted) throw;
        log::error("duty failed", {{"duty", name}, {"reason", error.what()}});
    } catch (const std::exception& error) {
        log::error("duty failed", {{"duty", name}, {"reason", error.what()}});
    }
    co_return std::nullopt;
}

awaitable<void> run_duty(std::string name, Step step, net::Timer& timer) {
    for (;;) {
        const Time begun = timer.now();
        const auto pause = co_await try_step(name, step, begun);
        // The pause counts from where the step began, so that what came due meanwhile is not late.
        // A clock set back meanwhile must not make it longer.
        const Duration taken = std::max(Duration{0}, timer.now() - begun);
        const Duration rest = pause ? std::max(Duration{0}, *pause - taken) : pause_after_failure;
        const auto error = co_await timer.sleep_for(rest);
        if (error) co_return;
    }
}

awaitable<Duration> run_sweep(db::Database& database, const Duties::Sweep& sweep, Time now) {
    auto work = [&](db::Tx& tx) { return sweep.work(tx, now, sweep.limit); };
    const std::int64_t done = co_await db::async_write(database, std::move(work));
    co_return done >= sweep.limit ? Duration{0} : sweep.interval;
}

}  // namespace

void Duties::add(std::string name, Step step) {
    std::string title = "duty " + name;
    auto task = run_duty(std::move(name), std::move(step), timer_);
    tasks_.spawn(std::move(title), std::move(task));
}

void Duties::add_sweep(db::Database& database, Sweep sweep) {
    const std::string name = sweep.name;
    add(name, [&database, sweep = std::move(sweep)](Time now) {
        return run_sweep(database, sweep, now);
    });
}

}  // namespace otpost::app
