// SPDX-License-Identifier: Apache-2.0
#include "catalog/seed.hpp"

#include "base/assert.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_data.hpp"
#include "catalog/catalog_sql.hpp"
#include "catalog/csv.hpp"
#include "catalog/fields.hpp"
#include "catalog/words.hpp"

#include <map>
#include <unordered_map>

namespace otpost::catalog {

namespace {

constexpr std::int64_t usual_tier = 2;

/// The files are part of the program: a mistake in them is ours.
CsvTable own_table(std::string_view text, std::initializer_list<std::string_view> columns) {
    auto table = read_csv_table(text, columns);
    ASSERT(table.has_value());
    return *std::move(table);
}

std::int64_t own_tier(const CsvField& field) {
    const auto tier = parse_tier(field.text);
    ASSERT(tier.has_value());
    return *tier;
}

void seed_countries(db::Tx& tx) {
    std::map<std::string, Country> known;
    for (auto& country : list_countries(tx)) known.emplace(country.code, std::move(country));
    const auto table = own_table(data::countries, {"code", "name", "calling_code", "tier"});
    for (const auto& row : table.rows) {
        if (known.contains(row[0].text)) continue;
        const auto added = put_country(
            tx, {row[0].text, row[1].text, row[2].text, own_tier(row[3]), Availability::enabled}
        );
        ASSERT(added.has_value());
    }
}

std::unordered_map<std::string, std::int64_t> service_tiers() {
    std::unordered_map<std::string, std::int64_t> tiers;
    const auto table = own_table(data::service_tiers, {"slug", "tier"});
    for (const auto& row : table.rows) tiers.emplace(row[0].text, own_tier(row[1]));
    return tiers;
}

std::unordered_map<std::string, std::vector<std::string>> service_aliases() {
    std::unordered_map<std::string, std::vector<std::string>> aliases;
    const auto table = own_table(data::service_aliases, {"slug", "aliases"});
    for (const auto& row : table.rows) aliases.emplace(row[0].text, split_aliases(row[1].text));
    return aliases;
}

/// What the store should have instead of `known`; the same if nothing changed. A new sensitive
/// category blocks the service, whatever an admin had chosen for the old one (T1).
Service renewed(const Service& known, const Service& seed) {
    auto service = known;
    if (!service.aliases) service.aliases = seed.aliases;
    if (service.category == seed.category) return service;
    service.category = seed.category;
    if (is_sensitive_category(seed.category)) service.policy = Policy::blocked;
    return service;
}

void seed_services(db::Tx& tx) {
    std::unordered_map<std::string, Service> known;
    for (auto& service : list_services(tx)) known.emplace(service.slug, std::move(service));
    const auto tiers = service_tiers();
    const auto aliases = service_aliases();
    const auto table = own_table(data::services, {"slug", "name", "category"});
    for (const auto& row : table.rows) {
        const auto tier = tiers.find(row[0].text);
        Service service{
            0,
            row[0].text,
            row[1].text,
            row[2].text,
            tier == tiers.end() ? usual_tier : tier->second,
            is_sensitive_category(row[2].text) ? Policy::blocked : Policy::allowed
        };
        if (const auto called = aliases.find(service.slug); called != aliases.end())
            service.aliases = called->second;
        if (const auto found = known.find(service.slug); found != known.end()) {
            service = renewed(found->second, service);
            if (service == found->second) continue;
        }
        ASSERT(put_service(tx, service).has_value());
    }
}

void seed_price_rules(db::Tx& tx, std::string_view currency) {
    const auto table = own_table(data::prices, {"country_tier", "service_tier", "price"});
    for (const auto& row : table.rows) {
        const auto price = parse_amount(row[2].text);
        ASSERT(price.has_value());
        tx.send(
            sql::catalog::seed_price_rule, own_tier(row[0]), own_tier(row[1]), *price, currency
        );
    }
}

}  // namespace

void load_seed(db::Tx& tx, std::string_view currency) {
    ASSERT(is_currency(currency));
    tx.exec(sql::catalog::lock_seed);
    seed_countries(tx);
    seed_services(tx);
    seed_price_rules(tx, currency);
}

}  // namespace otpost::catalog
