// SPDX-License-Identifier: Apache-2.0
// How many numbers a supplier has, for administrators: of a bounded count.
#pragma once

#include "base/id.hpp"
#include "db/database.hpp"

#include <cstdint>

namespace otpost::inventory {

struct StockCount {
    std::int64_t active = 0;
    std::int64_t paused = 0;
    std::int64_t retired = 0;
    bool is_whole = true;  ///< false: there are more numbers than were looked at
};

StockCount count_numbers(db::Tx& tx, SupplierId supplier, std::int64_t limit);

}  // namespace otpost::inventory
