// SPDX-License-Identifier: Apache-2.0
// A store with years behind it: accounts, numbers, and closed leases with their transfers, messages
// and remembered answers, as the server would have left them. The ledger verifies.
#pragma once

#include "stock.hpp"

#include <filesystem>

namespace otpost::bench {

struct GrowthPlan {
    int accounts = 100'000;
    int numbers = 1'000'000;
    std::int64_t leases = 10'000'000;

    /// The same store at a part of its size.
    GrowthPlan scaled(double share) const;
};

/// Makes the SQLite store of `data`. Leases are spread over two years up to now; events and answers
/// are kept of the last 30 days, as the server keeps them.
Stock grow_store(const std::filesystem::path& data, const GrowthPlan& plan);

}  // namespace otpost::bench
