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

/// These lists are short and change rarely: a client may take one whole.
constexpr int whole_list = 2000;

/// Moves the items after the cursor, at most `limit`, into a page; they are sorted by `key`.
template <class View, class Item, class Make>
Result<View> page_of(
    std::vector<Item> items, const PageRequest& request, std::string Item::* key, Make make
) {
    TRY(const int limit, page_limit(request.limit, whole_list));
    View view;
    std::string last;
    for (Item& item : items) {
        if (request.cursor && item.*key <= *request.cursor) continue;
        if (view.items.size() == static_cast<std::size_t>(limit)) {
            view.next_cursor = std::move(last);
            break;
        }
        last = item.*key;
        view.items.push_back(make(std::move(item)));
    }
    return view;
}

Result<CountryListView> list_countries(db::Tx& tx, const Call&, const PageRequest& request) {
    auto countries = catalog::list_countries(tx);
    std::erase_if(countries, [](const catalog::Country& country) {
        return country.availability == catalog::Availability::disabled;
    });
    return page_of<CountryListView>(
        std::move(countries),
        request,
        &catalog::Country::code,
        [](catalog::Country country) {
            return CountryView{
                std::move(country.code), std::move(country.name), std::move(country.calling_code)
            };
        }
    );
}

Result<ServiceListView> list_services(db::Tx& tx, const Call&, const PageRequest& request) {
    const auto stocked = routing::services_in_stock(tx);
    return page_of<ServiceListView>(
        catalog::list_services(tx),
        request,
        &catalog::Service::slug,
        [&](catalog::Service service) {
            const bool allowed = service.policy == catalog::Policy::allowed;
            const bool in_stock = std::ranges::binary_search(stocked, service.slug);
            return ServiceView{
                std::move(service.slug),
                std::move(service.name),
                std::move(service.category),
                allowed,
                in_stock,
                std::move(service.aliases).value_or(std::vector<std::string>{})
            };
        }
    );
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
    TRY(const int limit, page_limit(request.limit, 500));
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
    routes.query<PageRequest, CountryListView>(
        {Method::get,
         "/v1/countries",
         "list_countries",
         "Countries that numbers come from",
         who,
         scope},
        list_countries
    );
    routes.query<PageRequest, ServiceListView>(
        {Method::get,
         "/v1/services",
         "list_services",
         "Services: which of them this house serves, and which can be had now",
         who,
         scope},
        list_services
    );
    routes.query<ListOffersRequest, OfferListView>(
        {Method::get,
         "/v1/offers",
         "list_offers",
         "Offers with price, stock and delivery rate",
         who,
         scope},
        list_offers
    );
}

}  // namespace otpost::api
