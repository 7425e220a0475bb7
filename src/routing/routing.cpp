// SPDX-License-Identifier: Apache-2.0
#include "routing/routing.hpp"

#include "catalog/words.hpp"
#include "routing/routing_sql.hpp"

#include <algorithm>

namespace otpost::routing {

namespace {

constexpr std::size_t longest_search = 100;

/// Where few of the stocked offers are sold, the walk takes longer steps, up to this many.
constexpr std::int64_t longest_step = 1000;

/// One step of the walk along the stocked offers.
struct Walked {
    OfferView offer;
    bool is_sold = false;
};

Walked walked_from_row(const db::Row& row) {
    Walked walked;
    auto& offer = walked.offer;
    offer.service = row.text(1);
    offer.country = row.text(2);
    walked.is_sold = row.boolean(0);
    if (!walked.is_sold) return walked;
    offer.service_id = row.int64(3);
    offer.service_name = row.text(4);
    offer.category = row.text(5);
    offer.country_name = row.text(6);
    offer.price = Money{row.int64(7)};
    offer.currency = row.text(8);
    offer.available = std::min(row.int64(9), stock_counted_up_to);
    offer.samples = row.optional_int64(10).value_or(0);
    if (offer.samples > 0) {
        const auto delivered = static_cast<double>(row.int64(11));
        offer.delivery_rate = delivered / static_cast<double>(offer.samples);
        offer.median_seconds = row.optional_int64(12);
    }
    return walked;
}

/// A LIKE pattern, with '!' before what would be a wildcard; empty for an empty search.
std::string like_pattern(std::string_view search) {
    if (search.empty()) return {};
    std::string pattern = "%";
    for (const char character : search) {
        if (character == '%' || character == '_' || character == '!') pattern += '!';
        const bool is_capital = character >= 'A' && character <= 'Z';
        pattern += is_capital ? static_cast<char>(character - 'A' + 'a') : character;
    }
    return pattern + '%';
}

/// What no offer can match need not be asked; text that is no word may not reach the store.
bool can_match(const OfferFilter& filter) {
    if (!filter.country.empty() && !catalog::is_country_code(filter.country)) return false;
    if (!filter.service.empty() && !catalog::is_slug(filter.service)) return false;
    return filter.search.size() <= longest_search && filter.search.find('\0') == std::string::npos;
}

/// Where the walk begins: after the cursor, or at the one service asked for.
OfferCursor start_of(const OfferFilter& filter, const std::optional<OfferCursor>& after) {
    if (after) return *after;
    return {filter.service, ""};
}

bool is_cursor(const OfferCursor& cursor) {
    return catalog::is_slug(cursor.service) && catalog::is_country_code(cursor.country);
}

/// The next stocked offers after the cursor that match the filter, `step` of them if there are.
std::vector<Walked> walk(
    db::Tx& tx, const OfferFilter& filter, const OfferCursor& cursor, std::int64_t step
) {
    return tx.all(
        sql::routing::walk_offers,
        walked_from_row,
        cursor.service,
        cursor.country,
        filter.country,
        filter.service.empty() ? std::nullopt : std::optional{filter.service},
        like_pattern(filter.search),
        step,
        stock_counted_up_to
    );
}

}  // namespace

OfferPage list_offers(
    db::Tx& tx,
    const OfferFilter& filter,
    const std::optional<OfferCursor>& after,
    std::int64_t limit
) {
    OfferPage page;
    if (limit < 1 || !can_match(filter) || (after && !is_cursor(*after))) return page;
    auto cursor = start_of(filter, after);
    auto step = limit + 1;
    while (true) {
        auto walked = walk(tx, filter, cursor, step);
        for (auto& [offer, is_sold] : walked) {
            cursor = {offer.service, offer.country};
            if (!is_sold) continue;
            if (std::ssize(page.offers) == limit) {
                page.next = OfferCursor{page.offers.back().service, page.offers.back().country};
                return page;
            }
            page.offers.push_back(std::move(offer));
        }
        if (std::ssize(walked) < step) return page;
        step = std::min(2 * step, longest_step);
    }
}

std::optional<OfferView> find_offer_view(
    db::Tx& tx, std::string_view country, std::string_view service
) {
    if (country.empty() || service.empty()) return std::nullopt;
    const OfferFilter filter{std::string{country}, std::string{service}, {}};
    auto page = list_offers(tx, filter, std::nullopt, 1);
    if (page.offers.empty()) return std::nullopt;
    return std::move(page.offers.front());
}

std::vector<ServicePrice> service_prices(db::Tx& tx) {
    return tx.all(sql::routing::service_prices, [](const db::Row& row) {
        return ServicePrice{
            .slug = std::string{row.text(0)},
            .name = std::string{row.text(1)},
            .category = std::string{row.text(2)},
            .price_min = Money{row.int64(3)},
            .currency = std::string{row.text(4)},
            .countries = row.int64(5)
        };
    });
}

std::vector<std::string> services_in_stock(db::Tx& tx) {
    auto slugs = tx.all(sql::routing::services_in_stock, [](const db::Row& row) {
        return std::string{row.text(0)};
    });
    std::ranges::sort(slugs);
    return slugs;
}

}  // namespace otpost::routing
