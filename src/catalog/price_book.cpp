// SPDX-License-Identifier: Apache-2.0
#include "catalog/price_book.hpp"

#include "catalog/catalog_sql.hpp"

namespace otpost::catalog {

PriceBook::PriceBook(db::Tx& tx) {
    for (auto& country : list_countries(tx)) countries_.emplace(country.code, country);
    for (auto& service : list_services(tx)) services_.emplace(service.slug, service);
    for (auto& rule : list_price_rules(tx)) {
        const std::pair tiers{rule.country_tier, rule.service_tier};
        rules_.emplace(tiers, std::move(rule));
    }
    tx.run(sql::catalog::list_prices, {}, [this](const db::Row& row) {
        Own own;
        if (!row.is_null(2)) own = {Money{row.int64(2)}, std::string{row.text(3)}};
        own_.emplace(Key{row.text(1), row.text(0)}, std::move(own));
    });
}

const Country* PriceBook::country(std::string_view code) const {
    const auto found = countries_.find(code);
    return found == countries_.end() ? nullptr : &found->second;
}

const Service* PriceBook::service(std::string_view slug) const {
    const auto found = services_.find(slug);
    return found == services_.end() ? nullptr : &found->second;
}

Pricing PriceBook::at(const Country& country, const Service& service) const {
    const auto rule = rules_.find({country.tier, service.tier});
    std::optional<Money> rule_price;
    std::string currency;
    if (rule != rules_.end()) {
        rule_price = rule->second.price;
        currency = rule->second.currency;
    }
    const auto own = own_.find({service.slug, country.code});
    if (own == own_.end()) return pricing_of(nullptr, rule_price, std::move(currency));
    if (own->second.price) currency = own->second.currency;
    return pricing_of(&own->second.price, rule_price, std::move(currency));
}

std::vector<PriceBook::Offer> PriceBook::of_their_own() const {
    std::vector<Offer> offers;
    offers.reserve(own_.size());
    for (const auto& [key, own] : own_) offers.push_back({country(key.second), service(key.first)});
    return offers;
}

std::vector<PriceBook::Offer> PriceBook::of(const Service* service, const Country* country) const {
    std::vector<Offer> offers;
    for (const auto& [slug, one] : services_) {
        if (service != nullptr && slug != service->slug) continue;
        for (const auto& [code, land] : countries_) {
            if (country == nullptr || code == country->code) offers.push_back({&land, &one});
        }
    }
    return offers;
}

}  // namespace otpost::catalog
