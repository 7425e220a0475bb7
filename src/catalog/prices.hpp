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

struct CountryPrice {
    std::string country;
    std::string country_name;
    Availability availability = Availability::enabled;
    PriceSource source = PriceSource::none;
    std::optional<Money> price;       ///< what a customer pays now
    std::optional<Money> rule_price;  ///< what the tiers' rule says
    std::string currency;             ///< empty: there is neither
};

/// By the country's name; none for a service that there is not.
std::vector<CountryPrice> prices_of_service(db::Tx& tx, std::string_view service);

}  // namespace otpost::catalog
