// SPDX-License-Identifier: Apache-2.0
#include "messages/facts.hpp"

#include "messages/messages_sql.hpp"

#include <algorithm>

namespace otpost::messages {

std::vector<Fact> facts_of(db::Tx& tx, LeaseId lease) {
    const auto read = [](const db::Row& row) {
        return Fact{
            .id = row.id<MessageId>(0),
            .received_at = row.time(1),
            .stored_at = row.time(2),
            .delivered_at = row.optional_time(3),
            .has_code = row.boolean(4)
        };
    };
    auto facts = tx.all(sql::messages::message_facts, read, lease);
    std::ranges::reverse(facts);
    return facts;
}

}  // namespace otpost::messages
