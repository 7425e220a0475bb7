// SPDX-License-Identifier: Apache-2.0
// Which services an operator's numbers are open to. What is closed is not offered; an open lease
// lives on, and a service that a number got a code for stays used (L2). Taking a number asks none
// of this: a closed row is never free, and the store itself refuses that it were.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

#include <cstdint>
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
/// those that come later. Those there are follow in batches: until none is left, some can still be
/// leased. Refuses the same.
Result<> set_opening_of_operator(
    db::Tx& tx, AccountId operator_id, std::string_view service, Opening opening, Time now
);

/// Numbers of a batch: some milliseconds of the store.
inline constexpr std::int64_t opening_batch = 500;

/// The next batch of what an operator opens or closes on all numbers. False: that was all.
bool carry_on_opening(db::Tx& tx, AccountId operator_id, Time now);

/// Of any operator: for what a request could not end. Answers how many batches, at most `limit`.
std::int64_t carry_on_openings(db::Tx& tx, Time now, std::int64_t limit);

/// Slugs of what the operator closed on all numbers.
std::vector<std::string> closed_services(db::Tx& tx, AccountId operator_id);

/// Of a number that was just added, what its operator closed.
void close_on_new_number(db::Tx& tx, NumberId number, SupplierId supplier);

}  // namespace otpost::inventory
