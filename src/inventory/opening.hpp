// SPDX-License-Identifier: Apache-2.0
// Which services an operator's numbers are open to. What is closed is not offered; an open lease
// lives on, and a service that a number got a code for stays used (L2). Taking a number asks none
// of this: a closed row is never free, and the store itself refuses that it were.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::inventory {

enum class Opening { open, closed };

/// Refuses service_unknown, and service_not_allowed for opening a blocked one. The number is there.
Result<> set_opening(
    db::Tx& tx, NumberId number, std::string_view service, Opening opening, Time now
);

/// On all of an operator's numbers that are not retired, whatever was chosen for one alone, and on
/// those that come later. One statement over all of them. Refuses the same.
Result<> set_opening_of_operator(
    db::Tx& tx, AccountId operator_id, std::string_view service, Opening opening, Time now
);

/// Slugs of what the operator closed on all numbers.
std::vector<std::string> closed_services(db::Tx& tx, AccountId operator_id);

/// The suppliers whose operator closed something on all numbers.
std::set<SupplierId> suppliers_with_closed(db::Tx& tx);

/// Of a number that was just added, what its operator closed.
void close_on_new_number(db::Tx& tx, NumberId number);

}  // namespace otpost::inventory
