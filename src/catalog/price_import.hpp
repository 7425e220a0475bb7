// SPDX-License-Identifier: Apache-2.0
// A file of prices: what taking it in would change, and taking it in. Both see the same plan, so
// who was shown one can ask for just that. A line says of an offer that its price is set, follows
// from the rule of its tiers, or that it is withdrawn; offers that no line names stay as they are.
#pragma once

#include "catalog/csv.hpp"
#include "catalog/prices.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

/// Codes of mistakes, besides those of files that can't be read; never renamed.
inline constexpr std::string_view country_unknown = "country_unknown";
inline constexpr std::string_view service_unknown = "service_unknown";
inline constexpr std::string_view source_unknown = "source_unknown";
inline constexpr std::string_view price_missing = "price_missing";
inline constexpr std::string_view price_invalid = "price_invalid";
inline constexpr std::string_view price_comma = "price_comma";
inline constexpr std::string_view price_unexpected = "price_unexpected";
inline constexpr std::string_view price_of_rule = "price_of_rule";
inline constexpr std::string_view currency_other = "currency_other";
inline constexpr std::string_view offer_twice = "offer_twice";
inline constexpr std::string_view lines_too_many = "lines_too_many";
inline constexpr std::string_view changes_too_many = "changes_too_many";

inline constexpr std::string_view mistake_words[] = {
    file_empty,
    file_not_text,
    file_malformed,
    column_missing,
    column_unknown,
    fields_count,
    country_unknown,
    service_unknown,
    source_unknown,
    price_missing,
    price_invalid,
    price_comma,
    price_unexpected,
    price_of_rule,
    currency_other,
    offer_twice,
    lines_too_many,
    changes_too_many
};

struct ImportTerms {
    std::string_view currency;  ///< of the house
    std::size_t lines_max = std::numeric_limits<std::size_t>::max();
    std::size_t changes_max = std::numeric_limits<std::size_t>::max();
};

/// What becomes of an offer.
enum class PriceChangeKind : std::uint8_t {
    added,      ///< a price of its own where it had none
    changed,    ///< another price of its own
    withdrawn,  ///< not sold any more
    returned,   ///< to the rule of its tiers
};

std::string_view to_string(PriceChangeKind kind);

struct PriceChange {
    std::size_t line = 0;
    std::string country;
    std::string country_name;
    std::string service;
    std::string service_name;
    Pricing before;
    Pricing after;
};

PriceChangeKind kind_of(const PriceChange& change);

struct PricePlan {
    std::size_t lines = 0;             ///< besides the header and empty ones
    std::int64_t offers = 0;           ///< that are named, by lines without a mistake
    std::vector<PriceChange> changes;  ///< in the order of the file
    std::vector<CsvMistake> mistakes;  ///< with one there is nothing to take in
    /// Each offer of the file as it is and as it would be: another text is another plan.
    std::string canonical;
};

/// Columns: country,service,price, and source (set, rule or withdrawn), currency, and the names,
/// which are not looked at. Without a source a price is set, and none withdraws the offer.
PricePlan plan_prices(db::Tx& tx, std::string_view csv, const ImportTerms& terms);

/// Takes in a plan without mistakes, which was made in the same transaction.
void apply(db::Tx& tx, const PricePlan& plan);

/// Of a plan with mistakes.
Error refusal_of(const PricePlan& plan);

}  // namespace otpost::catalog
