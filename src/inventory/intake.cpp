// SPDX-License-Identifier: Apache-2.0
// How numbers come into the inventory.
#include "catalog/csv.hpp"
#include "inventory/inventory.hpp"
#include "inventory/new_number.hpp"
#include "inventory/supplier.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace otpost::inventory {

namespace {

struct NumberLine {
    NewNumber number;
    catalog::CsvField at;
};

const catalog::CsvField& field_of(const catalog::CsvRecord& row, std::string_view column) {
    if (column == "country") return row[1];
    if (column == "services") return row[2];
    if (column == "attestation") return row[3];
    return row[0];
}

/// Reads and checks every line; mistakes go to `errors`.
std::vector<NumberLine> read_lines(
    const Known& known,
    const catalog::CsvTable& table,
    SupplierId supplier,
    AccountId by,
    catalog::CsvErrors& errors
) {
    std::vector<NumberLine> lines;
    for (const auto& row : table.rows) {
        NewNumber number;
        number.supplier = supplier;
        number.e164 = row[0].text;
        number.country = row[1].text;
        number.attestation = Attestation{by, row[3].text};
        const auto services = read_services(known, row[2].text);
        if (services)
            number.services = *services;
        else
            errors.add(row[2], "services", "must be `all`, or slugs of the catalogue with spaces");
        if (const auto wrong = check(known, number)) {
            errors.add(field_of(row, wrong->column), wrong->column, wrong->error.message);
        }
        lines.push_back({std::move(number), row[0]});
    }
    return lines;
}

}  // namespace

Result<NumberId> add_number(db::Tx& tx, const Moment& moment, const NewNumber& number) {
    TRY(const auto ids, add_numbers(tx, moment, std::span{&number, 1}));
    return ids.front();
}

Result<std::vector<NumberId>> add_numbers(
    db::Tx& tx, const Moment& moment, std::span<const NewNumber> numbers
) {
    const Known known{tx};
    const auto named = [](const NewNumber& number, Error error) {
        error.message = fmt::format("{}: {}", number.e164, error.message);
        return std::unexpected{std::move(error)};
    };
    for (const auto& number : numbers) {
        if (auto wrong = check(known, number)) return named(number, std::move(wrong->error));
    }
    std::vector<NumberId> ids;
    std::set<std::string> countries;
    for (const auto& number : numbers) {
        const auto id = insert_number(tx, moment, number);
        if (!id) return named(number, id.error());
        ids.push_back(*id);
        if (number.services.empty()) countries.insert(number.country);
    }
    stock_countries(tx, countries);
    return ids;
}

Result<std::size_t> import_numbers(
    db::Tx& tx, const Moment& moment, SupplierId supplier, AccountId by, std::string_view csv
) {
    TRY(const auto table,
        catalog::read_csv_table(csv, {"e164", "country", "services", "attestation"}));
    if (!find_supplier(tx, supplier)) {
        return refuse(
            ErrorCode::supplier_unknown, "There is no such supplier. Choose one of the list."
        );
    }
    const Known known{tx};
    catalog::CsvErrors errors;
    const auto lines = read_lines(known, table, supplier, by, errors);
    if (!errors.empty()) return std::unexpected{errors.error()};
    std::set<std::string> countries;
    for (const auto& line : lines) {
        const auto id = insert_number(tx, moment, line.number);
        if (!id) errors.add(line.at, "e164", id.error().message);
        if (line.number.services.empty()) countries.insert(line.number.country);
    }
    if (!errors.empty()) return std::unexpected{errors.error()};
    stock_countries(tx, countries);
    return lines.size();
}

}  // namespace otpost::inventory
