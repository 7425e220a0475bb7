// SPDX-License-Identifier: Apache-2.0
#include "delivery/mail/courier.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace otpost::delivery::mail {

namespace asio = boost::asio;

namespace {

Carried try_to_carry(Carrier& carrier, const Parcel& parcel) {
    try {
        return carrier.carry(parcel);
    } catch (const std::exception& failure) {
        return {Fate::failed, failure.what()};
    }
}

}  // namespace

Courier::~Courier() {
    carrier_->hurry();
    thread_.join();
}

asio::awaitable<Carried> Courier::carry(Parcel parcel) {
    const auto outcome = std::make_shared<Carried>();
    const auto shared_parcel = std::make_shared<const Parcel>(std::move(parcel));
    auto initiate = [this, outcome, shared_parcel](auto handler) {
        auto executor = asio::get_associated_executor(handler);
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto work = [this,
                     outcome,
                     shared_parcel,
                     shared,
                     executor,
                     guard = asio::make_work_guard(executor)]() mutable {
            *outcome = try_to_carry(*carrier_, *shared_parcel);
            asio::post(executor, [shared = std::move(shared)] {
                auto local = std::move(*shared);
                local();
            });
            // Only now: the context must not run dry and be destroyed while post is inside it.
            guard.reset();
        };
        asio::post(thread_, std::move(work));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        std::move(initiate), asio::use_awaitable
    );
    co_return std::move(*outcome);
}

}  // namespace otpost::delivery::mail
