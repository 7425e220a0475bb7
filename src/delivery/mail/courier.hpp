// SPDX-License-Identifier: Apache-2.0
// A carrier on a thread of its own, for coroutines to wait for.
#pragma once

#include "delivery/mail/carrier.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <memory>

namespace otpost::delivery::mail {

class Courier {
public:
    explicit Courier(std::unique_ptr<Carrier> carrier) : carrier_(std::move(carrier)) {}

    ~Courier();

    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// A carrier that throws has failed. Resumes on the awaiting executor.
    boost::asio::awaitable<Carried> carry(Parcel parcel);

    void hurry() { carrier_->hurry(); }

private:
    std::unique_ptr<Carrier> carrier_;
    boost::asio::thread_pool thread_{1};
};

}  // namespace otpost::delivery::mail
