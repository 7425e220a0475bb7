// SPDX-License-Identifier: Apache-2.0
// Wakes whoever waits for news of an account on this node: event streams and long polls. A signal
// says only that there may be something to read; what it is stands in the store. Subscribe before
// reading and nothing is missed. Lives on the one thread of its executor; `notify_from_any_thread`
// is the door for engine threads.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace otpost::delivery {

class Signals;

class Subscription {
public:
    Subscription(Signals& signals, AccountId account);
    ~Subscription();
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    /// Forgets signals up to now: call before reading.
    void clear() { signalled_ = false; }

    /// Returns at once if signalled since clear(), else at the next signal or after `limit`.
    boost::asio::awaitable<void> wait(Duration limit);

    /// The account's sign-ins changed, so whoever streams must show again that it may; or the
    /// house is closing, and who waits is to answer with what there is.
    bool revoked() const { return revoked_; }

private:
    friend class Signals;

    Signals& signals_;
    AccountId account_;
    std::unique_ptr<net::Alarm> alarm_;
    bool signalled_ = false;
    bool revoked_ = false;
};

class Signals {
public:
    Signals(boost::asio::io_context& context, net::Timer& timer)
        : context_(context),
          timer_(timer) {}

    void notify(AccountId account);
    void revoke(AccountId account);

    /// For good: of those who come later too.
    void revoke_all();

    /// One hop to the executor for the whole batch.
    void notify_from_any_thread(std::vector<AccountId> accounts);
    void revoke_from_any_thread(AccountId account);

    std::size_t subscriptions() const { return waiting_.size(); }

private:
    friend class Subscription;

    boost::asio::io_context& context_;
    net::Timer& timer_;
    std::unordered_multimap<AccountId, Subscription*> waiting_;
    bool closing_ = false;
};

}  // namespace otpost::delivery
