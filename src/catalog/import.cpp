// SPDX-License-Identifier: Apache-2.0
#include "base/assert.hpp"
#include "catalog/catalog.hpp"
#include "catalog/catalog_sql.hpp"
#include "catalog/csv.hpp"
#include "catalog/fields.hpp"
#include "catalog/price_import.hpp"
#include "catalog/seed.hpp"
#include "catalog/words.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace otpost::catalog {

namespace {

/// Points a mistake of a value at the field it came from.
void add_mistakes(
    CsvErrors& errors,
    const CsvTable& table,
    const CsvRecord& row,
    const std::vector<FieldError>& mistakes
) {
    for (const auto& mistake : mistakes) {
        const auto column = std::ranges::find(table.columns, mistake.field);
        ASSERT(column != table.columns.end());
        const auto index = static_cast<std::size_t>(std::distance(table.columns.begin(), column));
        errors.add(row[index], mistake.field, mistake.message);
    }
}

/// Refuses a second line for the same thing: which of the two is meant?
class Once {
public:
    void check(CsvErrors& errors, const CsvField& at, std::string_view column, std::string key) {
        if (!seen_.insert(std::move(key)).second) errors.add(at, column, "is there twice");
    }

private:
    std::unordered_set<std::string> seen_;
};

bool parse_flag_field(
    CsvErrors& errors, const CsvField& field, std::string_view column, const std::string& absent
) {
    const auto flag = parse_flag(field.text.empty() ? absent : field.text);
    if (!flag) errors.add(field, column, "must be 0 or 1");
    return flag.value_or(false);
}

std::string_view flag_text(bool flag) {
    return flag ? "1" : "0";
}

}  // namespace

Result<std::size_t> import_countries(db::Tx& tx, std::string_view csv) {
    TRY(const auto table,
        read_csv_table(csv, {"code", "name", "calling_code", "tier"}, {"enabled"}));
    CsvErrors errors;
    Once once;
    std::vector<Country> countries;
    for (const auto& row : table.rows) {
        const bool enabled = parse_flag_field(errors, row[4], "enabled", "1");
        const Country country{
            row[0].text,
            row[1].text,
            row[2].text,
            parse_tier(row[3].text).value_or(0),
            enabled ? Availability::enabled : Availability::disabled
        };
        add_mistakes(errors, table, row, mistakes(country));
        once.check(errors, row[0], "code", country.code);
        countries.push_back(country);
    }
    if (!errors.empty()) return std::unexpected{errors.error()};
    for (const auto& country : countries) CHECK(put_country(tx, country));
    return countries.size();
}

Result<std::size_t> import_services(db::Tx& tx, std::string_view csv) {
    TRY(const auto table,
        read_csv_table(csv, {"slug", "name", "category", "tier"}, {"allowed", "aliases"}));
    CsvErrors errors;
    Once once;
    std::vector<Service> services;
    for (const auto& row : table.rows) {
        const auto* const by_category = is_sensitive_category(row[2].text) ? "0" : "1";
        const bool allowed = parse_flag_field(errors, row[4], "allowed", by_category);
        Service service{
            0,
            row[0].text,
            row[1].text,
            row[2].text,
            parse_tier(row[3].text).value_or(0),
            allowed ? Policy::allowed : Policy::blocked
        };
        if (!row[5].is_left_out) service.aliases = split_aliases(row[5].text);
        add_mistakes(errors, table, row, mistakes(service));
        once.check(errors, row[0], "slug", service.slug);
        services.push_back(service);
    }
    if (!errors.empty()) return std::unexpected{errors.error()};
    for (const auto& service : services) CHECK(put_service(tx, service));
    return services.size();
}

Result<std::size_t> import_prices(db::Tx& tx, std::string_view csv, std::string_view currency) {
    const auto plan = plan_prices(tx, csv, {.currency = currency});
    if (!plan.mistakes.empty()) return std::unexpected{refusal_of(plan)};
    apply(tx, plan);
    return plan.lines;
}

std::string export_countries(db::Tx& tx) {
    std::string csv;
    append_csv(csv, {"code", "name", "calling_code", "tier", "enabled"});
    for (const auto& country : list_countries(tx)) {
        append_csv(
            csv,
            {country.code,
             country.name,
             country.calling_code,
             std::to_string(country.tier),
             flag_text(country.availability == Availability::enabled)}
        );
    }
    return csv;
}

std::string export_services(db::Tx& tx) {
    std::string csv;
    append_csv(csv, {"slug", "name", "category", "tier", "allowed", "aliases"});
    for (const auto& service : list_services(tx)) {
        append_csv(
            csv,
            {service.slug,
             service.name,
             service.category,
             std::to_string(service.tier),
             flag_text(service.policy == Policy::allowed),
             join_aliases(service.aliases.value_or(std::vector<std::string>{}))}
        );
    }
    return csv;
}

std::string export_prices(db::Tx& tx) {
    std::string csv;
    append_csv(csv, {"country", "service", "price", "currency"});
    tx.run(sql::catalog::list_prices, {}, [&](const db::Row& row) {
        const bool is_withdrawn = row.is_null(2);
        append_csv(
            csv,
            {row.text(0),
             row.text(1),
             is_withdrawn ? std::string{} : format_amount(Money{row.int64(2)}),
             is_withdrawn ? std::string_view{} : row.text(3)}
        );
    });
    return csv;
}

}  // namespace otpost::catalog
