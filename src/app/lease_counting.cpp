// SPDX-License-Identifier: Apache-2.0
#include "app/lease_counting.hpp"

#include "db/async.hpp"
#include "leases/minutes.hpp"

namespace otpost::app {

namespace {

using boost::asio::awaitable;

constexpr Duration look_again = std::chrono::seconds{5};

/// Reads beside the writes: a busy minute has many leases.
awaitable<Duration> count(db::Database& database, Time now) {
    auto look = [now](db::Tx& tx) { return leases::count_minutes(tx, now); };
    const auto counted = co_await db::async_read(database, std::move(look));
    if (!counted) co_return look_again;
    auto put = [&](db::Tx& tx) { leases::put_minutes(tx, *counted); };
    co_await db::async_write(database, std::move(put));
    // Soon again when there is more than the newest minute to count.
    co_return counted->after_last - counted->first > 1 ? std::chrono::milliseconds{20} : look_again;
}

}  // namespace

void add_lease_counting(Duties& duties, db::Database& database) {
    duties.add("count leases", [&database](Time now) { return count(database, now); });
}

}  // namespace otpost::app
