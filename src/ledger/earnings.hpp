// SPDX-License-Identifier: Apache-2.0
// What an operator earned (W4, W11): sums of the transfers to the account of what is owed to it.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "db/database.hpp"
#include "ledger/ledger.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace otpost::ledger {

struct DayEarnings {
    std::chrono::sys_days day;  ///< in UTC
    std::int64_t codes = 0;
    Money earned{};
};

/// Every day of `first` to `last`, also those without a code.
std::vector<DayEarnings> earnings_by_day(
    db::Tx& tx, PayableId account, std::chrono::sys_days first, std::chrono::sys_days last
);

}  // namespace otpost::ledger
