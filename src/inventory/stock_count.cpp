// SPDX-License-Identifier: Apache-2.0
#include "inventory/stock_count.hpp"

#include "inventory/stock_count_sql.hpp"

#include <string>

namespace otpost::inventory {

StockCount count_numbers(db::Tx& tx, SupplierId supplier, std::int64_t limit) {
    struct Found {
        std::string status;
        std::int64_t count;
    };

    const auto read = [](const db::Row& row) {
        return Found{std::string{row.text(0)}, row.int64(1)};
    };
    StockCount stock;
    std::int64_t seen = 0;
    for (const auto& [status, count] :
         tx.all(sql::stock_count::count_numbers, read, supplier, limit)) {
        (status == "active"   ? stock.active
         : status == "paused" ? stock.paused
                              : stock.retired) = count;
        seen += count;
    }
    stock.is_whole = seen < limit;
    return stock;
}

}  // namespace otpost::inventory
