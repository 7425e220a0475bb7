// SPDX-License-Identifier: Apache-2.0
#include "catalog/prices.hpp"

#include "catalog/prices_sql.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::catalog {

namespace {

std::optional<Money> optional_money(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Money{row.int64(column)};
}

CountryPrice from_row(const db::Row& row) {
    const bool is_of_its_own = row.boolean(3);
    const auto own = optional_money(row, 4);
    auto currency = row.is_null(6) ? std::string{} : std::string{row.text(6)};
    return {
        .country = std::string{row.text(0)},
        .country_name = std::string{row.text(1)},
        .availability = row.boolean(2) ? Availability::enabled : Availability::disabled,
        .pricing =
            pricing_of(is_of_its_own ? &own : nullptr, optional_money(row, 5), std::move(currency))
    };
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

Pricing pricing_of(
    const std::optional<Money>* own, std::optional<Money> rule_price, std::string currency
) {
    Pricing pricing{PriceSource::none, {}, rule_price, std::move(currency)};
    if (own != nullptr) {
        pricing.source = own->has_value() ? PriceSource::set : PriceSource::withdrawn;
        pricing.price = *own;
    } else if (rule_price) {
        pricing.source = PriceSource::rule;
        pricing.price = rule_price;
    }
    return pricing;
}

std::string in_words(const Pricing& pricing) {
    const std::string_view source = to_string(pricing.source);
    if (!pricing.price) return std::string{source};
    return fmt::format("{} {} ({})", format_amount(*pricing.price), pricing.currency, source);
}

std::vector<CountryPrice> prices_of_service(db::Tx& tx, std::string_view service) {
    return tx.all(sql::prices::prices_of_service, from_row, service);
}

}  // namespace otpost::catalog
