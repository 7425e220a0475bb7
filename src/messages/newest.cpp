// SPDX-License-Identifier: Apache-2.0
#include "messages/newest.hpp"

#include "messages/newest_sql.hpp"

#include <algorithm>

namespace otpost::messages {

NewestMessages newest_messages(db::Tx& tx, std::int64_t limit) {
    struct Found {
        SupplierId supplier;
        Time newest;
        Time oldest;
        std::int64_t count;
    };

    const auto read = [](const db::Row& row) {
        return Found{row.id<SupplierId>(0), row.time(1), row.time(2), row.int64(3)};
    };
    NewestMessages messages;
    std::int64_t seen = 0;
    auto oldest = Time::max();
    for (const auto& found : tx.all(sql::newest::newest_by_supplier, read, limit)) {
        messages.suppliers[found.supplier] = found.newest;
        seen += found.count;
        oldest = std::min(oldest, found.oldest);
    }
    if (seen >= limit) messages.since = oldest;
    return messages;
}

}  // namespace otpost::messages
