// SPDX-License-Identifier: Apache-2.0
#include "api/catalog_routes.hpp"

#include "api/cursor.hpp"
#include "api/requests.hpp"
#include "api/views.hpp"
#include "catalog/catalog.hpp"
#include "routing/routing.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

Result<CountryListView> list_countries(db::Tx& tx, const Call&, const Nothing&) {
    CountryListView view;
    for (auto& country : catalog::list_countries(tx)) {
        if (country.availability == catalog::Availability::disabled) continue;
        view.items.push_back(
            {std::move(country.code), std::move(country.name), std::move(country.calling_code)}
        );
    }
    return view;
}

Result<ServiceListView> list_services(db::Tx& tx, const Call&, const Nothing&) {
    ServiceListView view;
    for (auto& service : catalog::list_services(tx)) {
        view.items.push_back(
            {std::move(service.slug),
             std::move(service.name),
             std::move(service.category),
             service.policy == catalog::Policy::allowed}
        );
    }
    return view;
}

/// An offer's place in the list, `service/COUNTRY`.
Result<std::optional<routing::OfferCursor>> offer_cursor(const std::optional<std::string>& cursor) {
    if (!cursor) return std::optional<routing::OfferCursor>{};
    const auto slash = cursor->find('/');
    if (slash == 0 || slash == std::string::npos || slash + 3 != cursor->size())
        return std::unexpected{bad_cursor()};
    return std::optional{routing::OfferCursor{cursor->substr(0, slash), cursor->substr(slash + 1)}};
}

OfferView offer_view(routing::OfferView offer) {
    return {
        .country = std::move(offer.country),
        .country_name = std::move(offer.country_name),
        .service = std::move(offer.service),
        .service_name = std::move(offer.service_name),
        .category = std::move(offer.category),
        .price = money_view(offer.price, offer.currency),
        .available = offer.available,
        .delivery_rate = offer.delivery_rate,
        .median_seconds = offer.median_seconds,
        .samples = offer.samples
    };
}

Result<OfferListView> list_offers(db::Tx& tx, const Call&, const ListOffersRequest& request) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto after, offer_cursor(request.cursor));
    const routing::OfferFilter filter{
        request.country.value_or(""), request.service.value_or(""), request.search.value_or("")
    };
    auto page = routing::list_offers(tx, filter, after, limit);
    OfferListView view;
    for (auto& offer : page.offers) view.items.push_back(offer_view(std::move(offer)));
    if (page.next) view.next_cursor = page.next->service + "/" + page.next->country;
    return view;
}

}  // namespace

void add_catalog_routes(Routes& routes) {
    constexpr auto who = Access::anyone;
    constexpr auto scope = Scope::leases_read;
    routes.query<Nothing, CountryListView>(
        {Method::get, "/v1/countries", "list_countries", "Countries that numbers come from", who, scope},
        list_countries
    );
    routes.query<Nothing, ServiceListView>(
        {Method::get, "/v1/services", "list_services", "Services, and whether this house serves them", who, scope},
        list_services
    );
    routes.query<ListOffersRequest, OfferListView>(
        {Method::get, "/v1/offers", "list_offers", "Offers with price, stock and delivery rate", who, scope},
        list_offers
    );
}

}  // namespace otpost::api
