// SPDX-License-Identifier: Apache-2.0
// What a service costs in each country, and why: a price that was set, the rule of the tiers, or
// nothing because the offer was withdrawn or has no rule.
#pragma once

#include "base/money.hpp"
#include "catalog/catalog.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

enum class PriceSource { set, rule, withdrawn, none };

std::string_view to_string(PriceSource source);

/// Of one offer.
struct Pricing {
    PriceSource source = PriceSource::none;
    std::optional<Money> price;       ///< what a customer pays now
    std::optional<Money> rule_price;  ///< what the tiers' rule says
    std::string currency;             ///< empty: there is neither
};

/// `own` is the price that was set, empty where the offer was withdrawn; null: neither was done.
Pricing pricing_of(
    const std::optional<Money>* own, std::optional<Money> rule_price, std::string currency
);

/// For people, such as `0.35 USD (set)`.
std::string in_words(const Pricing& pricing);

struct CountryPrice {
    std::string country;
    std::string country_name;
    Availability availability = Availability::enabled;
    Pricing pricing;
};

/// By the country's name; none for a service that there is not.
std::vector<CountryPrice> prices_of_service(db::Tx& tx, std::string_view service);

}  // namespace otpost::catalog
