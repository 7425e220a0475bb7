// SPDX-License-Identifier: Apache-2.0
// When a supplier's newest message came, for administrators: the time alone (M7), among a bounded
// number of messages.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace otpost::messages {

struct NewestMessages {
    std::map<SupplierId, Time> suppliers;
    std::optional<Time> since;  ///< only messages since then were looked at; null: all
};

NewestMessages newest_messages(db::Tx& tx, std::int64_t limit);

}  // namespace otpost::messages
