// SPDX-License-Identifier: Apache-2.0
// What new numbers are checked against, read once for a whole batch, and how they are put in.
#pragma once

#include "base/error.hpp"
#include "base/moment.hpp"
#include "db/database.hpp"
#include "inventory/inventory.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace otpost::inventory {

struct Known {
    explicit Known(db::Tx& tx);

    std::unordered_map<std::string, std::string> calling_codes;
    std::unordered_map<std::string, std::int64_t> services;
    std::set<std::int64_t> service_ids;
    std::set<SupplierId> suppliers;
};

/// What is wrong with a number, and in which column of an import.
struct Refusal {
    const char* column;
    Error error;
    std::string_view mistake;  ///< stable; mostly the code of the error
};

/// Nothing: it can be put in.
std::optional<Refusal> check(const Known& known, const NewNumber& number);

/// Slugs parted by spaces, or `all`; nothing when one is unknown or there is none.
std::optional<std::vector<std::int64_t>> read_services(const Known& known, std::string_view text);

/// The number was checked; refuses only number_taken.
Result<NumberId> insert_number(db::Tx& tx, const Moment& moment, const NewNumber& number);

/// Lists the offers of the countries whose pool got numbers: once for a batch.
void stock_countries(db::Tx& tx, const std::set<std::string>& countries);

}  // namespace otpost::inventory
