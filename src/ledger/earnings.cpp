// SPDX-License-Identifier: Apache-2.0
#include "ledger/earnings.hpp"

#include "ledger/earnings_sql.hpp"

namespace otpost::ledger {

using std::chrono::days;
using std::chrono::sys_days;

std::vector<DayEarnings> earnings_by_day(
    db::Tx& tx, PayableId account, sys_days first, sys_days last
) {
    std::vector<DayEarnings> all;
    for (auto day = first; day <= last; day += days{1}) {
        const auto read = [&](const db::Row& row) {
            return DayEarnings{day, row.int64(0), Money{row.int64(1)}};
        };
        const auto found =
            tx.one(sql::earnings::earnings_between, read, account, Time{day}, Time{day + days{1}});
        all.push_back(found.value_or(DayEarnings{day}));
    }
    return all;
}

}  // namespace otpost::ledger
