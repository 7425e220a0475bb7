// SPDX-License-Identifier: Apache-2.0
#include "net/task_group.hpp"

#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <list>
#include <optional>
#include <utility>

namespace otpost::net {

namespace asio = boost::asio;

namespace {

void log_failure(std::string_view name, const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        log::error("task failed", {{"task", name}, {"reason", error.what()}});
    } catch (...) {
        log::error(
            "task failed", {{"task", name}, {"reason", "threw something that is no exception"}}
        );
    }
}

bool is_cancellation(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        return error.code() == asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

/// Asio awaits once more after a task that never waited, outside of any try: it must not find that
/// task cancelled, or the program ends.
asio::awaitable<void> run_to_end(asio::awaitable<void> task) {
    std::exception_ptr failure;
    try {
        co_await std::move(task);
    } catch (...) {
        failure = std::current_exception();
    }
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

struct TaskGroup::State {
    struct Task {
        explicit Task(std::string task_name) : name(std::move(task_name)) {}

        std::string name;
        asio::cancellation_signal cancellation;
    };

    State(asio::any_io_executor on, FailureHook hook)
        : executor(std::move(on)),
          on_failure(std::move(hook)) {}

    asio::any_io_executor executor;
    FailureHook on_failure;
    /// Never expires; cancelled when the last task ends. None until somebody waits.
    std::optional<asio::steady_timer> all_ended;
    std::list<Task> tasks;
};

TaskGroup::TaskGroup(asio::any_io_executor executor, FailureHook on_failure)
    : state_(std::make_shared<State>(
          std::move(executor), on_failure ? std::move(on_failure) : FailureHook{log_failure}
      )) {}

TaskGroup::~TaskGroup() {
    cancel_all();
}

void TaskGroup::spawn(std::string name, asio::awaitable<void> task) {
    state_->tasks.emplace_back(std::move(name));
    const auto place = std::prev(state_->tasks.end());
    auto ended = [state = state_, place](const std::exception_ptr& failure) {
        if (failure && !is_cancellation(failure)) state->on_failure(place->name, failure);
        state->tasks.erase(place);
        if (state->tasks.empty() && state->all_ended) state->all_ended->cancel();
    };
    asio::co_spawn(
        state_->executor,
        run_to_end(std::move(task)),
        asio::bind_cancellation_slot(place->cancellation.slot(), std::move(ended))
    );
}

void TaskGroup::cancel_all() {
    for (auto& task : state_->tasks) task.cancellation.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> TaskGroup::wait() {
    // Held by this frame, so that the group may be destroyed by whoever waited elsewhere.
    const auto state = state_;
    constexpr auto never = asio::steady_timer::time_point::max();
    auto& timer = state->all_ended;
    asio::steady_timer& all_ended = timer ? *timer : timer.emplace(state->executor, never);
    while (!state->tasks.empty()) {
        co_await all_ended.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

std::size_t TaskGroup::size() const {
    return state_->tasks.size();
}

}  // namespace otpost::net
