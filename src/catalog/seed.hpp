// SPDX-License-Identifier: Apache-2.0
// The catalogue that comes with the program, from data/catalog and data/services, and the same
// tables as CSV in and out for administrators. Imports are all or nothing: a refusal is
// validation_failed and names line, column and reason of up to 20 mistakes.
#pragma once

#include "base/error.hpp"
#include "db/database.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace otpost::catalog {

/// Adds the countries, services and price rules that are missing, at every start. Never undoes
/// what an admin set: prices, policies, aliases, disabled countries stay.
void load_seed(db::Tx& tx, std::string_view currency = "USD");

/// Each takes a header line with the columns its export writes; the last column in brackets may
/// be left out. All return how many lines were taken in.
/// countries: code,name,calling_code,tier[,enabled]
/// services: slug,name,category,tier[,allowed][,aliases] (allowed left out: as the category has it,
/// T1; aliases left out: as they were, else with ';' between them)
/// prices: country,service,price[,currency], in the house's currency (an empty price withdraws the
/// offer), or the file of an administrator, with source
Result<std::size_t> import_countries(db::Tx& tx, std::string_view csv);
Result<std::size_t> import_services(db::Tx& tx, std::string_view csv);
Result<std::size_t> import_prices(db::Tx& tx, std::string_view csv, std::string_view currency);

std::string export_countries(db::Tx& tx);
std::string export_services(db::Tx& tx);

/// The prices that were set; those that follow from rules are not listed.
std::string export_prices(db::Tx& tx);

}  // namespace otpost::catalog
