// SPDX-License-Identifier: Apache-2.0
#include "ledger/tally.hpp"

#include "ledger/tally_sql.hpp"

namespace otpost::ledger {

namespace sql = otpost::sql::tally;

void put_tallies(db::Tx& tx, std::span<const Tally> tallies, Time as_of) {
    tx.send(sql::clear_tallies);
    for (const auto& [account, currency, debited, credited] : tallies)
        tx.send(sql::insert_tally, account, currency, debited, credited, as_of);
}

Tallies find_tallies(db::Tx& tx) {
    Tallies found;
    const auto read = [&](const db::Row& row) {
        found.as_of = row.time(4);
        return Tally{
            row.int64(0), std::string{row.text(1)}, Money{row.int64(2)}, Money{row.int64(3)}
        };
    };
    found.all = tx.all(sql::all_tallies, read);
    return found;
}

}  // namespace otpost::ledger
