// SPDX-License-Identifier: Apache-2.0
#include "api/standing.hpp"

#include "db/async.hpp"
#include "identity/api_keys.hpp"
#include "identity/sessions.hpp"

namespace otpost::api {

using boost::asio::awaitable;

awaitable<bool> Standing::holds() {
    if (asked_at_ && clock_.now() - *asked_at_ < interval) co_return true;
    const bool still = co_await holds_now();
    co_return still;
}

awaitable<bool> Standing::holds_now() {
    const Time now = clock_.now();
    auto work = [&](db::Tx& tx) {
        if (key_) return identity::api_key_stands(tx, *key_, now);
        return session_ && identity::session_stands(tx, *session_, now);
    };
    const bool still = co_await db::async_read(database_, std::move(work));
    asked_at_ = now;
    co_return still;
}

}  // namespace otpost::api
