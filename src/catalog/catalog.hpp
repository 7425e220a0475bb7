// SPDX-License-Identifier: Apache-2.0
// What can be sold and for how much: countries, services with their policy (T1) and prices.
// A price set for country x service wins; without one the rule of their tiers gives it. Banks,
// payment, gambling, government and identity services are off until an admin allows them.
#pragma once

#include "base/error.hpp"
#include "base/money.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

enum class Policy { blocked, allowed };
enum class Availability { disabled, enabled };

struct Country {
    std::string code;  ///< ISO 3166-1 alpha-2, capitals
    std::string name;
    std::string calling_code;  ///< digits without '+', such as `1` or `44`
    std::int64_t tier = 2;     ///< 1 (cheap) to 4 (dear)
    Availability availability = Availability::enabled;

    friend bool operator==(const Country&, const Country&) = default;
};

struct Service {
    std::int64_t id = 0;
    std::string slug;
    std::string name;
    std::string category;
    std::int64_t tier = 2;  ///< 1 (cheap) to 4 (dear)
    Policy policy = Policy::allowed;
    /// What people call it besides; nothing: nobody has said, which put_service leaves as it was.
    std::optional<std::vector<std::string>> aliases{};

    friend bool operator==(const Service&, const Service&) = default;
};

/// The price of every country of one tier and service of another that has no price of its own.
struct PriceRule {
    std::int64_t country_tier = 0;
    std::int64_t service_tier = 0;
    Money price;
    std::string currency;
};

/// What a customer is about to lease. `service` is the slug.
struct Offer {
    std::string country;
    std::int64_t service_id = 0;
    std::string service;
    Money price;
    std::string currency;
};

/// The price a customer pays now. Refuses country_unknown (also when disabled), service_unknown,
/// service_not_allowed (T1) and offer_unavailable (no price, or withdrawn). Says nothing of stock.
Result<Offer> find_offer(db::Tx& tx, std::string_view country, std::string_view service);

/// By code; every country, the disabled ones too.
std::vector<Country> list_countries(db::Tx& tx);

/// By slug; every service, the blocked ones too.
std::vector<Service> list_services(db::Tx& tx);

std::optional<Country> find_country(db::Tx& tx, std::string_view code);
std::optional<Service> service_by_slug(db::Tx& tx, std::string_view slug);
std::optional<Service> service_by_id(db::Tx& tx, std::int64_t id);

/// Slugs whose messages must never be delivered: the services that are blocked now (T1).
std::vector<std::string> blocked_services(db::Tx& tx);

/// Categories that are blocked until an admin allows a service of them (T1), sorted.
std::span<const std::string_view> sensitive_categories();
bool is_sensitive_category(std::string_view category);

/// Adds the country or replaces what is known of it.
Result<> put_country(db::Tx& tx, const Country& country);

/// Adds the service or replaces what is known of the one with this slug; `id` is not looked at.
/// Returns its id, which stays the same for the life of the store.
Result<std::int64_t> put_service(db::Tx& tx, const Service& service);

Result<> set_price(
    db::Tx& tx,
    std::string_view country,
    std::string_view service,
    Money price,
    std::string_view currency
);

/// The offer is not sold until a price is set or it is returned to its rule.
Result<> withdraw_offer(db::Tx& tx, std::string_view country, std::string_view service);

/// Forgets the price that was set: the rule of the tiers holds again.
Result<> reset_price(db::Tx& tx, std::string_view country, std::string_view service);

Result<> set_service_policy(db::Tx& tx, std::string_view service, Policy policy);
Result<> set_country_availability(db::Tx& tx, std::string_view country, Availability availability);

/// Replaces the rule of the two tiers.
Result<> set_price_rule(db::Tx& tx, const PriceRule& rule);

std::vector<PriceRule> list_price_rules(db::Tx& tx);

}  // namespace otpost::catalog
