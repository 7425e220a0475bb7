// SPDX-License-Identifier: Apache-2.0
// A country's numbers that serve every service form its pool. An offer opens the pool a block at a
// time, when it has no free number left: only then do the numbers of the block get a row for that
// service. So a number costs a row per service it is asked for, not per service there is.
#pragma once

#include "base/time.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string_view>

namespace otpost::inventory {

/// Numbers that an offer opens at once: enough for many takers to find one each, few enough not to
/// hold up the lease that opens them.
inline constexpr std::int64_t pool_block = 64;

/// The place of a new number in its country's pool.
std::int64_t join_pool(db::Tx& tx, std::string_view country);

/// Lists the offers of every allowed service for a country that got numbers into its pool.
void stock_country(db::Tx& tx, std::string_view country);

/// Opens the next block for an offer; false when all of the pool is open.
bool open_next_block(db::Tx& tx, std::string_view country, std::int64_t service_id, Time now);

}  // namespace otpost::inventory
