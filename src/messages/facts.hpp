// SPDX-License-Identifier: Apache-2.0
// What is told of a lease's messages to whoever may not see them (M7): that they came, and when.
// No column of content is read for it.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <optional>
#include <vector>

namespace otpost::messages {

struct Fact {
    MessageId id;
    Time received_at;                  ///< by the supplier
    Time stored_at;                    ///< here
    std::optional<Time> delivered_at;  ///< first shown to the customer
    bool has_code = false;
};

/// Of the newest 100 messages of the lease, oldest first.
std::vector<Fact> facts_of(db::Tx& tx, LeaseId lease);

}  // namespace otpost::messages
