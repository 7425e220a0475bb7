// SPDX-License-Identifier: Apache-2.0
#include "delivery/signals.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace otpost::delivery {

namespace asio = boost::asio;

Subscription::Subscription(Signals& signals, AccountId account)
    : signals_(signals),
      account_(account),
      alarm_(signals.timer_.make_alarm(signals.context_.get_executor())),
      revoked_(signals.closing_) {
    signals_.waiting_.emplace(account_, this);
}

Subscription::~Subscription() {
    const auto [first, last] = signals_.waiting_.equal_range(account_);
    for (auto it = first; it != last; ++it) {
        if (it->second != this) continue;
        signals_.waiting_.erase(it);
        return;
    }
}

asio::awaitable<void> Subscription::wait(Duration limit) {
    if (signalled_ || revoked_) co_return;
    const auto cancelled = co_await alarm_->wait(limit);
    // A signal rings the alarm; a stop of the stream cancels the coroutine, perhaps both at once.
    const auto state = co_await asio::this_coro::cancellation_state;
    if (cancelled || state.cancelled() != asio::cancellation_type::none)
        throw boost::system::system_error(asio::error::operation_aborted);
}

void Signals::notify(AccountId account) {
    const auto [first, last] = waiting_.equal_range(account);
    for (auto it = first; it != last; ++it) {
        it->second->signalled_ = true;
        it->second->alarm_->ring();
    }
}

void Signals::revoke(AccountId account) {
    const auto [first, last] = waiting_.equal_range(account);
    for (auto it = first; it != last; ++it) {
        it->second->revoked_ = true;
        it->second->alarm_->ring();
    }
}

void Signals::revoke_all() {
    closing_ = true;
    for (const auto& [account, subscription] : waiting_) {
        subscription->revoked_ = true;
        subscription->alarm_->ring();
    }
}

void Signals::notify_from_any_thread(std::vector<AccountId> accounts) {
    asio::post(context_, [this, accounts = std::move(accounts)] {
        for (const AccountId account : accounts) notify(account);
    });
}

void Signals::revoke_from_any_thread(AccountId account) {
    asio::post(context_, [this, account] { revoke(account); });
}

}  // namespace otpost::delivery
