// SPDX-License-Identifier: Apache-2.0
// Leases of all accounts by what administrators ask for. One search looks at a bounded stretch of
// leases, newest first: it may find few of them, or none, and say where to go on.
#pragma once

#include "leases/leases.hpp"

#include <optional>
#include <string>
#include <vector>

namespace otpost::leases {

struct Lookup {
    StatusFilter filter = StatusFilter::any;
    std::optional<AccountId> account{};
    std::optional<SupplierId> supplier{};
    std::optional<std::string> service{};
    std::optional<std::string> country{};
    std::optional<Time> from{};       ///< opened then or later
    std::optional<Time> until{};      ///< opened before
    std::optional<LeaseId> before{};  ///< `LookupPage::next` of the page before
    int limit = 50;
    int stretch = 10'000;  ///< how many leases are looked at
};

struct LookupPage {
    std::vector<Lease> leases;  ///< newest first
    std::optional<LeaseId> next;
    /// The stretch ended here, before the page was full; what opened earlier was not looked at.
    std::optional<Time> looked_back_to;
};

LookupPage look_up(db::Tx& tx, const Lookup& query);

}  // namespace otpost::leases
