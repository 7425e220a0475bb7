// SPDX-License-Identifier: Apache-2.0
// Whether who asked may still be answered, for calls that last: event streams and long polls. They
// were let in before they subscribed to signals, so a key that is revoked in between would go
// unnoticed, and the signal of another node may be lost. Asked after subscribing and again every
// half minute it can't. By id: a stream keeps no credential.
#pragma once

#include "base/time.hpp"
#include "db/database.hpp"
#include "identity/principal.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace otpost::api {

class Standing {
public:
    static constexpr std::chrono::seconds interval{30};

    /// `database` and `clock` outlive it.
    Standing(db::Database& database, const Clock& clock, const identity::Principal& principal)
        : database_(database),
          clock_(clock),
          session_(principal.session),
          key_(principal.key) {}

    /// Asks the store the first time and when the last answer is `interval` old.
    boost::asio::awaitable<bool> holds();

    /// Asks the store.
    boost::asio::awaitable<bool> holds_now();

private:
    db::Database& database_;
    const Clock& clock_;
    std::optional<SessionId> session_;
    std::optional<ApiKeyId> key_;
    std::optional<Time> asked_at_;
};

}  // namespace otpost::api
