// SPDX-License-Identifier: Apache-2.0
// What is on offer: country x service with price, stock, delivery rate and typical delivery time,
// as shown before confirming (L1). Reads only; the statistics are refreshed by a duty.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::routing {

/// Stock is counted exactly up to here; more is shown as this many.
inline constexpr std::int64_t stock_counted_up_to = 1000;

/// Delivery statistics look at this many of the offer's latest closed leases, and this far back.
inline constexpr std::int64_t samples_at_most = 200;
inline constexpr Duration samples_window = std::chrono::days{7};

struct OfferFilter {
    std::string country;  ///< code; empty: any
    std::string service;  ///< slug; empty: any
    std::string search;   ///< part of a name of the service or the country; empty: any
};

/// The last offer of a page; offers are sorted by service slug, then country code.
struct OfferCursor {
    std::string service;
    std::string country;
};

struct OfferView {
    std::string country;
    std::string country_name;
    std::int64_t service_id = 0;
    std::string service;
    std::string service_name;
    std::string category;
    Money price;
    std::string currency;
    std::int64_t available = 0;                  ///< leasable now, at most stock_counted_up_to
    std::optional<double> delivery_rate;         ///< 0 to 1; null without samples
    std::optional<std::int64_t> median_seconds;  ///< from opening to the code; null without codes
    std::int64_t samples = 0;                    ///< closed leases behind the two
};

struct OfferPage {
    std::vector<OfferView> offers;
    std::optional<OfferCursor> next;  ///< null on the last page
};

/// Offers of enabled countries and allowed services that have a price and ever had a number.
OfferPage list_offers(
    db::Tx& tx,
    const OfferFilter& filter,
    const std::optional<OfferCursor>& after,
    std::int64_t limit
);

/// One offer as list_offers shows it.
std::optional<OfferView> find_offer_view(
    db::Tx& tx, std::string_view country, std::string_view service
);

struct ServicePrice {
    std::string slug;
    std::string name;
    std::string category;
    Money price_min;
    std::string currency;
    std::int64_t countries = 0;
};

/// Every service that is sold anywhere, by name; whether it can be had now is another question.
std::vector<ServicePrice> service_prices(db::Tx& tx);

/// The slugs of the services that have a free number in an enabled country, sorted.
std::vector<std::string> services_in_stock(db::Tx& tx);

/// Brings the statistics of up to `limit` offers up to date with their closed leases; returns how
/// many were computed.
std::int64_t refresh_delivery_stats(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::routing
