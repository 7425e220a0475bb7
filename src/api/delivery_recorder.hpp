// SPDX-License-Identifier: Apache-2.0
// Puts on record that content was shown, for those who can't wait for the disk: event streams show
// a code while its delivery is being committed. Why content still lives 5 minutes at most (M6):
//  - a delivery is bound to the bucket of the moment it was shown at, however late it is recorded;
//  - one that the store refuses is tried again until the store takes it, and nothing else is shown
//    ahead of its record meanwhile;
//  - if the store takes it at no time within the content's term, or until we stop, the slot's key
//    is destroyed in the ring, for which no store is needed.
// What a process that is killed between showing and recording leaves is as undelivered: it dies
// with its lease's window. Lives on the edge's thread.
#pragma once

#include "crypto/vault_keys.hpp"
#include "db/database.hpp"
#include "messages/reading.hpp"
#include "net/task_group.hpp"
#include "net/timer.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <vector>

namespace otpost::api {

class DeliveryRecorder {
public:
    using Deliveries = std::vector<messages::Delivery>;

    /// What is borrowed outlives the last of `tasks`.
    DeliveryRecorder(
        db::Database& database, crypto::VaultKeys& ring, net::Timer& timer, net::TaskGroup& tasks
    )
        : database_(database),
          ring_(ring),
          timer_(timer),
          tasks_(tasks) {}

    /// Returns once they are on record; throws as the store does.
    boost::asio::awaitable<void> record(Deliveries deliveries);

    /// False while the store refuses what was shown already: record first then.
    bool may_show_ahead() const { return !refused_; }

    /// Returns at once.
    void record_beside(const Deliveries& deliveries);

    /// The end, when nothing is shown any more: what can't be recorded now is destroyed.
    boost::asio::awaitable<void> finish();

private:
    class Running;

    boost::asio::awaitable<void> run();
    boost::asio::awaitable<bool> try_to_record();
    Time next_end() const;
    void destroy_overdue(Time now);

    db::Database& database_;
    crypto::VaultKeys& ring_;
    net::Timer& timer_;
    net::TaskGroup& tasks_;
    std::map<MessageId, messages::Delivery> shown_;  ///< and not yet on record
    bool running_ = false;
    bool refused_ = false;
};

}  // namespace otpost::api
