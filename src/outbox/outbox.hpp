// SPDX-License-Identifier: Apache-2.0
// Events of an account, written in the transaction of what happened: numbered without gaps and in
// the order of commit, because the account's counter row stays locked until then. Streams and
// webhooks are fed from here; listeners are woken by Topic::account_events with the account's id.
//
// An event never holds a message's content (M6): data is a snapshot such as the lease's status.
#pragma once

#include "base/id.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::outbox {

enum class EventKind {
    lease_opened,
    lease_code,
    lease_cancelled,
    lease_expired,
    lease_completed,
    lease_failed,
    lease_message,
    wallet_changed,
};

/// `lease.opened` and so on: stored, and the event names of the API.
std::string_view to_string(EventKind kind);

struct NewEvent {
    EventKind kind;
    std::int64_t subject;  ///< the lease's or the wallet's id
    std::string data;      ///< a JSON object
};

/// Asks nothing back from the store. Events of one account should come in one call.
void append_events(
    db::Tx& tx, AccountId account, std::span<const NewEvent> events, const Moment& moment
);

struct Event {
    std::int64_t seq = 0;
    EventKind kind = EventKind::lease_opened;
    std::int64_t subject = 0;
    std::string data;
    Time created_at;
};

/// Oldest first. When the first does not follow `seq`, what was between has been pruned.
std::vector<Event> events_after(db::Tx& tx, AccountId account, std::int64_t seq, int limit);

/// The number of the account's newest event; 0 before the first.
std::int64_t last_seq(db::Tx& tx, AccountId account);

/// Deletes at most `limit` of the oldest events created before `before`; returns how many.
std::int64_t prune_events(db::Tx& tx, Time before, int limit);

}  // namespace otpost::outbox
