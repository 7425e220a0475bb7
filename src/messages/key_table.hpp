// SPDX-License-Identifier: Apache-2.0
// The one table of the store that holds the keys nodes share, on PostgreSQL alone. See
// key_table.sql for why it is never deleted from.
#pragma once

#include "db/database.hpp"
#include "messages/shared_keys.hpp"

#include <vector>

namespace otpost::messages {

/// At every start: a store that was restored from a dump has none.
void make_key_table(db::Tx& tx);

struct KeyTable {
    std::vector<SealedKey> keys;
    bool was_seized = false;  ///< what could go has gone
    bool is_late = false;     ///< somebody holds the table, so keys that are over are still in it
};

/// Reads the table, adds the keys that it lacks (those in memory that it lost, and new ones for
/// the spans to come) and empties it of those that are over. Pending keys go once they are among
/// `moved`, all content under them having moved. `now` is checked against the store's clock;
/// a difference above `tolerance` is a std::runtime_error.
KeyTable exchange_keys(
    db::Tx& tx,
    const SharedKeys& keys,
    const std::vector<crypto::KeyRef>& moved,
    Time now,
    Duration tolerance
);

}  // namespace otpost::messages
