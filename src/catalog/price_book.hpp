// SPDX-License-Identifier: Apache-2.0
// The catalogue with all its prices, read once, for who looks at many offers: files of prices.
#pragma once

#include "catalog/catalog.hpp"
#include "catalog/prices.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace otpost::catalog {

class PriceBook {
public:
    explicit PriceBook(db::Tx& tx);

    /// Null: there is none. By code, by slug.
    const Country* country(std::string_view code) const;
    const Service* service(std::string_view slug) const;

    Pricing at(const Country& country, const Service& service) const;

    struct Offer {
        const Country* country;
        const Service* service;
    };

    /// Those with a price of their own and those withdrawn, by service, then country.
    std::vector<Offer> of_their_own() const;

    /// Every offer of a service, of a country, or of both; null: any.
    std::vector<Offer> of(const Service* service, const Country* country) const;

private:
    struct Own {
        std::optional<Money> price;  ///< empty: withdrawn
        std::string currency;
    };

    using Key = std::pair<std::string, std::string>;  ///< slug and code

    std::map<std::string, Country, std::less<>> countries_;
    std::map<std::string, Service, std::less<>> services_;
    std::map<Key, Own> own_;
    std::map<std::pair<std::int64_t, std::int64_t>, PriceRule> rules_;  ///< by the two tiers
};

}  // namespace otpost::catalog
