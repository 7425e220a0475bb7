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
    for (auto day = first; day <= last; day += days{1}) all.push_back({day, 0, Money{}});
    const auto read = [&](const db::Row& row) {
        const auto day = sys_days{days{row.int64(0)}};
        auto& earnings = all.at(static_cast<std::size_t>((day - first).count()));
        earnings.codes = row.int64(1);
        earnings.earned = Money{row.int64(2)};
        return 0;
    };
    tx.all(sql::earnings::earnings_by_day, read, account, Time{first}, Time{last + days{1}});
    return all;
}

}  // namespace otpost::ledger
