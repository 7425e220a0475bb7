// SPDX-License-Identifier: Apache-2.0
// Prices as a file: what taking one in would change, and what is wrong with it.
#pragma once

#include "api/admin_views.hpp"
#include "catalog/price_import.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

inline constexpr std::size_t price_file_length_max = 1'500'000;

struct ExportPricesRequest {
    std::optional<std::string> service;
    std::optional<std::string> country;
};
BOOST_DESCRIBE_STRUCT(ExportPricesRequest, (), (service, country))

struct PreviewPricesRequest {
    std::string csv;
};
BOOST_DESCRIBE_STRUCT(PreviewPricesRequest, (), (csv))

struct ImportPricesRequest {
    std::string csv;
    std::string digest;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ImportPricesRequest, (), (csv, digest, reason))

struct PriceCountsView {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t withdrawn = 0;
    std::int64_t returned = 0;
    std::int64_t unchanged = 0;
};
BOOST_DESCRIBE_STRUCT(PriceCountsView, (), (added, changed, withdrawn, returned, unchanged))

struct OfferPriceView {
    std::string source{};
    std::optional<MoneyView> price{};
};
BOOST_DESCRIBE_STRUCT(OfferPriceView, (), (source, price))

struct PriceChangeView {
    std::int64_t line = 0;
    std::string kind{};
    std::string service{};
    std::string service_name{};
    std::string country{};
    std::string country_name{};
    OfferPriceView before{};
    OfferPriceView after{};
};
BOOST_DESCRIBE_STRUCT(
    PriceChangeView, (), (line, kind, service, service_name, country, country_name, before, after)
)

struct FileMistakeView {
    std::int64_t line = 0;
    std::int64_t character = 0;
    std::optional<std::string> column{};
    std::string code{};
    std::string message{};
};
BOOST_DESCRIBE_STRUCT(FileMistakeView, (), (line, character, column, code, message))

struct PricePreviewView {
    std::string digest{};
    PriceCountsView counts{};
    std::vector<PriceChangeView> changes{};
    std::vector<FileMistakeView> mistakes{};
    std::int64_t mistakes_total = 0;
};
BOOST_DESCRIBE_STRUCT(PricePreviewView, (), (digest, counts, changes, mistakes, mistakes_total))

namespace schema {

inline constexpr std::array export_prices_rules{
    FieldRule{.field = "service", .description = "every price of this service", .length_max = 40},
    FieldRule{.field = "country", .description = "every price in this country", .length_max = 2}
};

template <>
struct Rules<ExportPricesRequest> {
    static constexpr std::span<const FieldRule> fields{export_prices_rules};
};

inline constexpr FieldRule price_file_rule{
    .field = "csv",
    .description =
        "as the export writes it: country, service and price, with source (set, rule or "
        "withdrawn) and currency if they are to be told; commas or semicolons between; "
        "at most 20,000 lines and 5,000 changes",
    .length_min = 1,
    .length_max = price_file_length_max
};

inline constexpr std::array preview_prices_rules{price_file_rule};

template <>
struct Rules<PreviewPricesRequest> {
    static constexpr std::span<const FieldRule> fields{preview_prices_rules};
};

inline constexpr std::array import_prices_rules{
    price_file_rule,
    FieldRule{
        .field = "digest",
        .description = "of the preview: another plan than that is refused, preview_outdated",
        .length_min = 1,
        .length_max = 64
    },
    reason_rule
};

template <>
struct Rules<ImportPricesRequest> {
    static constexpr std::span<const FieldRule> fields{import_prices_rules};
};

inline constexpr std::array price_counts_rules{
    FieldRule{.field = "added", .description = "offers that get a price of their own"},
    FieldRule{.field = "changed", .description = "offers that get another price of their own"},
    FieldRule{.field = "withdrawn", .description = "offers not sold any more"},
    FieldRule{.field = "returned", .description = "offers priced by the rule of the tiers again"}
};

template <>
struct Rules<PriceCountsView> {
    static constexpr std::span<const FieldRule> fields{price_counts_rules};
};

inline constexpr std::string_view offer_source_words[] = {"set", "rule", "withdrawn", "none"};
inline constexpr std::array offer_price_rules{
    FieldRule{.field = "source", .one_of = offer_source_words}
};

template <>
struct Rules<OfferPriceView> {
    static constexpr std::span<const FieldRule> fields{offer_price_rules};
};

inline constexpr std::string_view price_change_words[] = {
    "added", "changed", "withdrawn", "returned"
};
inline constexpr std::array price_change_rules{
    FieldRule{.field = "kind", .one_of = price_change_words}
};

template <>
struct Rules<PriceChangeView> {
    static constexpr std::span<const FieldRule> fields{price_change_rules};
};

inline constexpr std::array file_mistake_rules{
    FieldRule{.field = "column", .description = "null: the file can't be read from there on"},
    FieldRule{.field = "code", .one_of = catalog::mistake_words}
};

template <>
struct Rules<FileMistakeView> {
    static constexpr std::span<const FieldRule> fields{file_mistake_rules};
};

inline constexpr std::array price_preview_rules{
    FieldRule{.field = "digest", .description = "names this plan to the import"},
    FieldRule{.field = "mistakes", .description = "the first 100; with one nothing is taken in"}
};

template <>
struct Rules<PricePreviewView> {
    static constexpr std::span<const FieldRule> fields{price_preview_rules};
};

}  // namespace schema

}  // namespace otpost::api
