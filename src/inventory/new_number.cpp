// SPDX-License-Identifier: Apache-2.0
#include "inventory/new_number.hpp"

#include "base/assert.hpp"
#include "base/phone.hpp"
#include "catalog/catalog.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/opening.hpp"
#include "inventory/pool.hpp"
#include "inventory/states.hpp"
#include "inventory/supplier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace otpost::inventory {

namespace {

constexpr std::size_t longest_version = 40;

bool is_attested(const NewNumber& number) {
    return number.attestation && number.attestation->by && !number.attestation->version.empty() &&
           number.attestation->version.size() <= longest_version;
}

Refusal refusal(const char* column, ErrorCode code, std::string message) {
    return {column, {code, std::move(message), std::nullopt, {}}, to_string(code)};
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
        auto of_another = refusal(
            "e164",
            ErrorCode::number_invalid,
            fmt::format(
                "A number of {} begins with +{}. Correct the number or its country.",
                number.country,
                country->second
            )
        );
        of_another.mistake = "number_of_other_country";
        return of_another;
    }
    return std::nullopt;
}

void open_services(db::Tx& tx, NumberId id, const NewNumber& number) {
    for (const auto service : number.services) {
        tx.send(sql::inventory::open_one_service, id, service);
        tx.send(sql::inventory::stock_one_service, service, number.country);
    }
}

}  // namespace

Known::Known(db::Tx& tx) {
    for (auto& country : catalog::list_countries(tx)) {
        calling_codes.emplace(std::move(country.code), std::move(country.calling_code));
    }
    for (auto& service : catalog::list_services(tx)) {
        services.emplace(std::move(service.slug), service.id);
        service_ids.insert(service.id);
    }
    for (const auto& supplier : list_suppliers(tx)) suppliers.insert(supplier.id);
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

Result<NumberId> insert_number(db::Tx& tx, const Moment& moment, const NewNumber& number) {
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
    close_on_new_number(tx, id, number.supplier);
    return id;
}

void stock_countries(db::Tx& tx, const std::set<std::string>& countries) {
    for (const auto& country : countries) stock_country(tx, country);
}

}  // namespace otpost::inventory
