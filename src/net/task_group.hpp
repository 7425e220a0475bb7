// SPDX-License-Identifier: Apache-2.0
// Coroutines with an owner: each is spawned under a name, can be cancelled and waited for, and
// its failure is reported. Used instead of detached spawns. One thread; not for moving.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace otpost::net {

class TaskGroup {
public:
    /// Gets what a task threw; being cancelled is no failure. By default it is logged.
    using FailureHook = std::function<void(std::string_view name, std::exception_ptr)>;

    explicit TaskGroup(boost::asio::any_io_executor executor, FailureHook on_failure = {});
    ~TaskGroup();  ///< cancels what still runs; what tasks refer to must outlive wait()

    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;

    void spawn(std::string name, boost::asio::awaitable<void> task);

    /// Asks every task to end: its pending await throws operation_aborted.
    void cancel_all();

    /// Ends when no task is left. May itself be awaited by several.
    boost::asio::awaitable<void> wait();

    std::size_t size() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace otpost::net
