// SPDX-License-Identifier: Apache-2.0
// Recomputes the ledger from its transfers, on one snapshot and in bounded memory: hash chains,
// running and stored balances, escrow, trial balance, rows that belong to nothing (W2, I1, I10).
// It stops at the first difference and names the row, what was expected and what is there.
#pragma once

#include "base/money.hpp"
#include "db/database.hpp"
#include "ledger/tally.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace otpost::ledger {

struct Difference {
    std::string where;  ///< such as `transfer tr_4503 (wallet wa_17, position 3): hash`
    std::string expected;
    std::string found;
};

struct VerifyReport {
    std::int64_t wallets = 0;
    std::int64_t transfers = 0;
    std::int64_t leases = 0;  ///< compared with their transfers; counted by leases::verify
    std::map<std::string, Money> escrow;  ///< by currency
    std::vector<Tally> tallies;           ///< of all accounts but single wallets
    std::optional<Difference> difference;
    bool finished = true;  ///< false: the time was over before all was looked at

    bool ok() const { return !difference; }
};

/// Whether no more time is left; empty: there is always some.
using TimeIsOver = std::function<bool()>;

VerifyReport verify(db::Tx& tx, const TimeIsOver& is_over = {});
VerifyReport verify(db::Database& database);

/// Text for a person, one line or three.
std::string format(const VerifyReport& report);

}  // namespace otpost::ledger
