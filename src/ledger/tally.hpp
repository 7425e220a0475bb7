// SPDX-License-Identifier: Apache-2.0
// The balances of the accounts that keep none: those of the house, and what is owed to suppliers
// and operators. They are sums over all transfers, so they come with each check of the ledger that
// found it whole, and are shown with its time.
#pragma once

#include "base/money.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace otpost::ledger {

/// Of one account in one currency.
struct Tally {
    std::int64_t account = 0;
    std::string currency;
    Money debited;
    Money credited;
};

/// Stand for the sums of all wallets.
inline constexpr std::int64_t wallets_balance = 0;
inline constexpr std::int64_t wallets_held = -1;

/// Instead of what there was.
void put_tallies(db::Tx& tx, std::span<const Tally> tallies, Time as_of);

struct Tallies {
    std::vector<Tally> all;     ///< by account
    std::optional<Time> as_of;  ///< none: there never was a check, or there are no wallets
};

Tallies find_tallies(db::Tx& tx);

}  // namespace otpost::ledger
