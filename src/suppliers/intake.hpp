// SPDX-License-Identifier: Apache-2.0
// The one way of a message into the house: read the text, then one durable transaction. When
// `take` returns a value the message may be acknowledged (M1).
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"
#include "messages/inbox.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <cstdint>

namespace otpost::suppliers {

class Intake {
public:
    Intake(
        db::Database& database,
        const messages::Inbox& inbox,
        const Clock& clock,
        IdGenerator& ids,
        Random& random
    )
        : database_(database),
          inbox_(inbox),
          clock_(clock),
          ids_(ids),
          random_(random) {}

    boost::asio::awaitable<Result<messages::Received>> take(messages::InboundMessage message);

    /// For metrics: received, and of these duplicates.
    std::int64_t taken() const { return taken_; }

    std::int64_t duplicates() const { return duplicates_; }

private:
    db::Database& database_;
    const messages::Inbox& inbox_;
    const Clock& clock_;
    IdGenerator& ids_;
    Random& random_;
    std::atomic<std::int64_t> taken_{0};
    std::atomic<std::int64_t> duplicates_{0};
};

}  // namespace otpost::suppliers
