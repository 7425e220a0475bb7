// SPDX-License-Identifier: Apache-2.0
// One coroutine waiting for something in the simulated world, which ends the wait by hand. The
// coroutine goes on from its own executor. Being cancelled ends the wait with false.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace otpost::sim {

/// Ends one wait; the second call does nothing.
class Waiter {
public:
    using Resume = std::move_only_function<void(bool)>;

    explicit Waiter(Resume resume) : resume_(std::move(resume)) {}

    void end(bool in_order) {
        if (!resume_) return;
        auto resume = std::exchange(resume_, {});
        resume(in_order);
    }

private:
    Resume resume_;
};

/// `arm(waiter)` keeps the waiter for whoever ends it. A plain function: initiating inside a
/// coroutine is where compilers go wrong.
template <class Arm>
boost::asio::awaitable<bool> wait_armed(Arm arm) {
    namespace asio = boost::asio;
    auto initiate = [arm = std::move(arm)](auto handler) mutable {
        auto slot = asio::get_associated_cancellation_slot(handler);
        auto executor = asio::get_associated_executor(handler);
        auto resume = [executor, handler = std::move(handler)](bool in_order) mutable {
            asio::post(executor, [handler = std::move(handler), in_order]() mutable {
                std::move(handler)(in_order);
            });
        };
        const auto waiter = std::make_shared<Waiter>(std::move(resume));
        if (slot.is_connected()) {
            slot.assign([known = std::weak_ptr{waiter}](asio::cancellation_type) {
                if (const auto still = known.lock()) still->end(false);
            });
        }
        arm(waiter);
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(
        std::move(initiate), asio::use_awaitable
    );
}

}  // namespace otpost::sim
