// SPDX-License-Identifier: Apache-2.0
#include "inventory/pool.hpp"

#include "base/assert.hpp"
#include "inventory/inventory.hpp"
#include "inventory/pool_sql.hpp"

#include <optional>

namespace otpost::inventory {

namespace {

struct Unopened {
    std::int64_t opened_to = 0;
    std::int64_t pool_size = 0;
    std::optional<std::int64_t> block_end;  ///< none: the rest of the pool is less than a block
};

Unopened unopened_from_row(const db::Row& row) {
    return {row.int64(0), row.int64(1), row.optional_int64(2)};
}

}  // namespace

std::int64_t join_pool(db::Tx& tx, std::string_view country) {
    const auto read = [](const db::Row& row) { return row.int64(0); };
    const auto place = tx.one(sql::pool::join_pool, read, country);
    ASSERT(place.has_value());
    return *place;
}

void stock_country(db::Tx& tx, std::string_view country) {
    tx.send(sql::pool::stock_all_services, country);
}

bool open_next_block(db::Tx& tx, std::string_view country, std::int64_t service_id, Time now) {
    const auto found =
        tx.one(sql::pool::unopened, unopened_from_row, country, service_id, pool_block);
    if (!found) return false;
    const auto end = found->block_end.value_or(found->pool_size);
    const auto advanced =
        tx.exec(sql::pool::advance_opened, country, service_id, found->opened_to, end);
    if (advanced > 0) {
        tx.send(sql::pool::open_block, country, service_id, found->opened_to, end, now);
    }
    return true;
}

std::int64_t open_allowed_services(db::Tx& tx) {
    return tx.exec(sql::pool::stock_allowed_services);
}

}  // namespace otpost::inventory
