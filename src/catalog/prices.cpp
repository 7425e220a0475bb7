// SPDX-License-Identifier: Apache-2.0
#include "catalog/prices.hpp"

#include "catalog/prices_sql.hpp"

#include <utility>

namespace otpost::catalog {

namespace {

std::optional<Money> optional_money(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Money{row.int64(column)};
}

CountryPrice from_row(const db::Row& row) {
    CountryPrice price{
        .country = std::string{row.text(0)},
        .country_name = std::string{row.text(1)},
        .availability = row.boolean(2) ? Availability::enabled : Availability::disabled,
        .source = PriceSource::none,
        .price = optional_money(row, 4),
        .rule_price = optional_money(row, 5),
        .currency = {}
    };
    if (!row.is_null(6)) price.currency = row.text(6);
    const bool is_of_its_own = row.boolean(3);
    if (is_of_its_own) {
        price.source = price.price ? PriceSource::set : PriceSource::withdrawn;
    } else if (price.rule_price) {
        price.source = PriceSource::rule;
        price.price = price.rule_price;
    }
    return price;
}

}  // namespace

std::string_view to_string(PriceSource source) {
    switch (source) {
        case PriceSource::set:
            return "set";
        case PriceSource::rule:
            return "rule";
        case PriceSource::withdrawn:
            return "withdrawn";
        case PriceSource::none:
            return "none";
    }
    std::unreachable();
}

std::vector<CountryPrice> prices_of_service(db::Tx& tx, std::string_view service) {
    return tx.all(sql::prices::prices_of_service, from_row, service);
}

}  // namespace otpost::catalog
