// SPDX-License-Identifier: Apache-2.0
// How numbers come into the inventory.
#include "base/assert.hpp"
#include "base/phone.hpp"
#include "catalog/catalog.hpp"
#include "catalog/csv.hpp"
#include "inventory/inventory.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/pool.hpp"
#include "inventory/states.hpp"
#include "inventory/supplier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace otpost::inventory {

namespace {

constexpr std::size_t longest_version = 40;

/// What numbers are checked against, read once for a whole batch.
struct Known {
    explicit Known(db::Tx& tx) {
        for (auto& country : catalog::list_countries(tx)) {
            calling_codes.emplace(std::move(country.code), std::move(country.calling_code));
        }
        for (auto& service : catalog::list_services(tx)) {
            services.emplace(std::move(service.slug), service.id);
            service_ids.insert(service.id);
        }
        for (const auto& supplier : list_suppliers(tx)) suppliers.insert(supplier.id);
    }

    std::unordered_map<std::string, std::string> calling_codes;
    std::unordered_map<std::string, std::int64_t> services;
    std::set<std::int64_t> service_ids;
    std::set<SupplierId> suppliers;
};

bool is_attested(const NewNumber& number) {
    return number.attestation && number.attestation->by && !number.attestation->version.empty() &&
           number.attestation->version.size() <= longest_version;
}

/// What is wrong with a number, and in which column of an import.
struct Refusal {
    const char* column;
    Error error;
};

Refusal refusal(const char* column, ErrorCode code, std::string message) {
    return {column, {code, std::move(message), std::nullopt, {}}};
}

std::optional<Refusal> check_country(const Known& known, const NewNumber& number) {
    const auto country = known.calling_codes.find(number.country);
    if (country == known.calling_codes.end()) {
        return refusal(
            "country",
            ErrorCode::country_unknown,
            "The country is not in the catalogue. Add it there, or correct its two-letter code."
        );
    }
    if (!number.e164.starts_with('+' + country->second)) {
        return refusal(
            "e164",
            ErrorCode::number_invalid,
            fmt::format(
                "A number of {} begins with +{}. Correct the number or its country.",
                number.country,
                country->second
            )
        );
    }
    return std::nullopt;
}

std::optional<Refusal> check(const Known& known, const NewNumber& number) {
    if (!is_attested(number)) {
        return refusal(
            "attestation",
            ErrorCode::attestation_missing,
            "A number is taken only with the operator's attestation that its owner consents. "
            "Attest to the current statement, and give its version."
        );
    }
    if (!PhoneNumber::parse(number.e164)) {
        return refusal(
            "e164",
            ErrorCode::number_invalid,
            "A number must be written in full: '+', country code and digits, such as "
            "+4915112345678."
        );
    }
    if (auto wrong = check_country(known, number)) return wrong;
    if (!known.suppliers.contains(number.supplier)) {
        return refusal(
            "supplier",
            ErrorCode::supplier_unknown,
            "There is no such supplier. Choose one of the supplier list."
        );
    }
    const auto is_known = [&](std::int64_t id) { return known.service_ids.contains(id); };
    if (!std::ranges::all_of(number.services, is_known)) {
        return refusal(
            "services",
            ErrorCode::service_unknown,
            "One of the services is not in the catalogue. Choose from the service list."
        );
    }
    return std::nullopt;
}

void open_services(db::Tx& tx, NumberId id, const NewNumber& number) {
    for (const auto service : number.services) {
        tx.send(sql::inventory::open_one_service, id, service);
        tx.send(sql::inventory::stock_one_service, service, number.country);
    }
}

/// The number was checked; refuses only number_taken.
Result<NumberId> insert(db::Tx& tx, const Moment& moment, const NewNumber& number) {
    ASSERT(number.attestation.has_value());
    const auto id = moment.ids.make<NumberId>();
    std::optional<std::int64_t> place;
    if (number.services.empty()) place = join_pool(tx, number.country);
    const auto inserted = tx.exec(
        sql::inventory::insert_number,
        id,
        number.e164,
        number.country,
        number.supplier,
        place,
        random_pick(moment.random),
        number.attestation->by,
        moment.now,
        number.attestation->version
    );
    if (inserted == 0) {
        return refuse(
            ErrorCode::number_taken, "The number is in the inventory already. Leave it out."
        );
    }
    open_services(tx, id, number);
    return id;
}

/// Once for a batch.
void stock_countries(db::Tx& tx, const std::set<std::string>& countries) {
    for (const auto& country : countries) stock_country(tx, country);
}

/// Slugs parted by spaces, or `all`.
std::optional<std::vector<std::int64_t>> read_services(const Known& known, std::string_view text) {
    std::vector<std::int64_t> services;
    if (text == "all") return services;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto slug = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (slug.empty()) continue;
        const auto service = known.services.find(std::string{slug});
        if (service == known.services.end()) return std::nullopt;
        services.push_back(service->second);
    }
    if (services.empty()) return std::nullopt;
    return services;
}

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
        const auto id = insert(tx, moment, number);
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
        const auto id = insert(tx, moment, line.number);
        if (!id) errors.add(line.at, "e164", id.error().message);
        if (line.number.services.empty()) countries.insert(line.number.country);
    }
    if (!errors.empty()) return std::unexpected{errors.error()};
    stock_countries(tx, countries);
    return lines.size();
}

}  // namespace otpost::inventory
