// SPDX-License-Identifier: Apache-2.0
#include "leases/outcomes.hpp"

#include "leases/outcomes_sql.hpp"

#include <algorithm>
#include <string>

namespace otpost::leases {

namespace {

constexpr auto no_chance = std::chrono::microseconds{std::chrono::minutes{1}};

}  // namespace

NewestOutcomes newest_outcomes(db::Tx& tx, Time since, std::int64_t limit) {
    struct Found {
        SupplierId supplier;
        std::string outcome;
        std::int64_t count;
        Time oldest;
    };

    const auto read = [](const db::Row& row) {
        return Found{row.id<SupplierId>(0), std::string{row.text(1)}, row.int64(2), row.time(3)};
    };
    NewestOutcomes newest{.suppliers = {}, .since = since};
    std::int64_t seen = 0;
    auto oldest = Time::max();
    for (const auto& found :
         tx.all(sql::outcomes::newest_outcomes, read, since, limit, no_chance.count())) {
        seen += found.count;
        oldest = std::min(oldest, found.oldest);
        auto& outcomes = newest.suppliers[found.supplier];
        if (found.outcome == "withdrawn") continue;
        outcomes.closed += found.count;
        if (found.outcome == "delivered") outcomes.delivered += found.count;
    }
    if (seen >= limit) newest.since = oldest;
    return newest;
}

}  // namespace otpost::leases
