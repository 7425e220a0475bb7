// SPDX-License-Identifier: Apache-2.0
// How the newest leases ended, by supplier, for administrators: of a bounded number of leases.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <map>

namespace otpost::leases {

struct Outcomes {
    std::int64_t closed = 0;  ///< without those that the customer cancelled within the first minute
    std::int64_t delivered = 0;
};

struct NewestOutcomes {
    std::map<SupplierId, Outcomes> suppliers;
    Time since;  ///< the leases that closed since then were looked at
};

/// Of those that closed since `since`, and of the newest `limit` only.
NewestOutcomes newest_outcomes(db::Tx& tx, Time since, std::int64_t limit);

}  // namespace otpost::leases
