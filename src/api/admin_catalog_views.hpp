// SPDX-License-Identifier: Apache-2.0
// The catalogue as administrators change it.
#pragma once

#include "api/admin_views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct CatalogServiceView {
    std::string slug{};
    std::string name{};
    std::string category{};
    std::int64_t tier = 0;
    bool allowed = false;
    bool sensitive = false;
    std::vector<std::string> aliases{};
};
BOOST_DESCRIBE_STRUCT(
    CatalogServiceView, (), (slug, name, category, tier, allowed, sensitive, aliases)
)

struct CatalogServiceListView {
    std::vector<CatalogServiceView> items{};
};
BOOST_DESCRIBE_STRUCT(CatalogServiceListView, (), (items))

struct ChangeServiceRequest {
    std::string slug;
    std::string name;
    std::string category;
    std::int64_t tier = 0;
    bool allowed = false;
    std::optional<std::vector<std::string>> aliases;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(
    ChangeServiceRequest, (), (slug, name, category, tier, allowed, aliases, reason)
)

struct CatalogCountryView {
    std::string code{};
    std::string name{};
    std::string calling_code{};
    std::int64_t tier = 0;
    bool enabled = false;
};
BOOST_DESCRIBE_STRUCT(CatalogCountryView, (), (code, name, calling_code, tier, enabled))

struct CatalogCountryListView {
    std::vector<CatalogCountryView> items{};
};
BOOST_DESCRIBE_STRUCT(CatalogCountryListView, (), (items))

struct ChangeCountryRequest {
    std::string code;
    std::int64_t tier = 0;
    bool enabled = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ChangeCountryRequest, (), (code, tier, enabled, reason))

struct BySlug {
    std::string slug;
};
BOOST_DESCRIBE_STRUCT(BySlug, (), (slug))

struct CountryPriceView {
    std::string country{};
    std::string country_name{};
    bool enabled = false;
    std::string source{};
    std::optional<MoneyView> price{};
    std::optional<MoneyView> rule_price{};
};
BOOST_DESCRIBE_STRUCT(
    CountryPriceView, (), (country, country_name, enabled, source, price, rule_price)
)

struct ServicePricesView {
    CatalogServiceView service{};
    std::vector<CountryPriceView> items{};
};
BOOST_DESCRIBE_STRUCT(ServicePricesView, (), (service, items))

struct SetPriceRequest {
    std::string slug;
    std::string country;
    std::string source;
    std::optional<std::string> price;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(SetPriceRequest, (), (slug, country, source, price, reason))

namespace schema {

inline constexpr FieldRule tier_rule{.field = "tier", .description = "1 (cheap) to 4 (dear)"};

inline constexpr std::array catalog_service_rules{
    tier_rule,
    FieldRule{.field = "allowed", .description = "whether it is sold, and its messages delivered"},
    FieldRule{.field = "sensitive", .description = "of a category that is off by default"},
    FieldRule{.field = "aliases", .description = "what people call it as well: it is found by them"}
};

template <>
struct Rules<CatalogServiceView> {
    static constexpr std::span<const FieldRule> fields{catalog_service_rules};
};

inline constexpr std::array change_service_rules{
    FieldRule{.field = "name", .length_min = 1, .length_max = 100},
    FieldRule{.field = "category", .length_min = 1, .length_max = 64},
    tier_rule,
    FieldRule{
        .field = "aliases", .description = "at most 20; those it has stay where this is left out"
    },
    reason_rule
};

template <>
struct Rules<ChangeServiceRequest> {
    static constexpr std::span<const FieldRule> fields{change_service_rules};
};

inline constexpr std::array change_country_rules{tier_rule, reason_rule};

template <>
struct Rules<ChangeCountryRequest> {
    static constexpr std::span<const FieldRule> fields{change_country_rules};
};

inline constexpr std::string_view price_source_words[] = {"set", "rule", "withdrawn", "none"};
inline constexpr std::array country_price_rules{
    FieldRule{
        .field = "source",
        .description = "set: of its own; rule: of the tiers; withdrawn and none: not sold",
        .one_of = price_source_words
    },
    FieldRule{.field = "price", .description = "what a customer pays now"}
};

template <>
struct Rules<CountryPriceView> {
    static constexpr std::span<const FieldRule> fields{country_price_rules};
};

inline constexpr std::string_view price_choice_words[] = {"set", "rule", "withdrawn"};
inline constexpr std::array set_price_rules{
    FieldRule{.field = "source", .one_of = price_choice_words},
    FieldRule{
        .field = "price",
        .description = "a decimal in the house's currency, with the source set",
        .length_max = 20,
        .format = "decimal"
    },
    reason_rule
};

template <>
struct Rules<SetPriceRequest> {
    static constexpr std::span<const FieldRule> fields{set_price_rules};
};

}  // namespace schema

}  // namespace otpost::api
