// SPDX-License-Identifier: Apache-2.0
#include "api/admin_catalog.hpp"

#include "api/admin_accounts.hpp"
#include "api/admin_catalog_views.hpp"
#include "api/audit_entries.hpp"
#include "api/schema/read.hpp"
#include "catalog/prices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace otpost::api {

namespace {

using catalog::Availability;
using catalog::Policy;
using net::Method;
using Aliases = std::vector<std::string>;

CatalogServiceView service_view(const catalog::Service& service) {
    return {
        service.slug,
        service.name,
        service.category,
        service.tier,
        service.policy == Policy::allowed,
        catalog::is_sensitive_category(service.category),
        service.aliases.value_or(Aliases{})
    };
}

CatalogCountryView country_view(const catalog::Country& country) {
    return {
        country.code,
        country.name,
        country.calling_code,
        country.tier,
        country.availability == Availability::enabled
    };
}

CountryPriceView price_view(const catalog::CountryPrice& price) {
    const auto& pricing = price.pricing;
    CountryPriceView view{
        .country = price.country,
        .country_name = price.country_name,
        .enabled = price.availability == Availability::enabled,
        .source = std::string{catalog::to_string(pricing.source)},
        .price = {},
        .rule_price = {}
    };
    if (pricing.price) view.price = money_view(*pricing.price, pricing.currency);
    if (pricing.rule_price) view.rule_price = money_view(*pricing.rule_price, pricing.currency);
    return view;
}

Result<catalog::Service> service_named(db::Tx& tx, const std::string& slug) {
    auto service = catalog::service_by_slug(tx, slug);
    if (!service) return refuse(ErrorCode::service_unknown, "There is no such service.");
    return *std::move(service);
}

Result<catalog::Country> country_named(db::Tx& tx, const std::string& code) {
    auto country = catalog::find_country(tx, code);
    if (!country) return refuse(ErrorCode::country_unknown, "There is no such country.");
    return *std::move(country);
}

/// `category: bank to shop, ` where the two differ.
std::string change(std::string_view what, std::string_view before, std::string_view after) {
    return before == after ? "" : fmt::format("{}: {} to {}, ", what, before, after);
}

std::string change(std::string_view what, std::int64_t before, std::int64_t after) {
    return change(what, std::to_string(before), std::to_string(after));
}

std::string words_of(const std::optional<Aliases>& aliases) {
    if (!aliases || aliases->empty()) return "none";
    return fmt::format("{}", fmt::join(*aliases, "; "));
}

/// That nobody has said of any is not on record as a choice because a form shows none.
std::optional<Aliases> aliases_after(
    const std::optional<Aliases>& before, const std::optional<Aliases>& asked
) {
    const bool changed = asked && *asked != before.value_or(Aliases{});
    return changed ? asked : before;
}

void tell_log(
    db::Tx& tx,
    const Call& call,
    audit::Action action,
    audit::Object object,
    std::string detail,
    const std::string& reason
) {
    auto entry = entry_of(call, action);
    entry.object = std::move(object);
    if (detail.ends_with(", ")) detail.resize(detail.size() - 2);
    entry.detail = std::move(detail);
    entry.personal.reason = Personal{reason};
    audit::append(tx, entry, call.moment);
}

Result<CatalogServiceListView> list_services(db::Tx& tx, const Call&, const Nothing&) {
    CatalogServiceListView view;
    for (const auto& service : catalog::list_services(tx))
        view.items.push_back(service_view(service));
    return view;
}

Result<CatalogServiceView> change_service(
    db::Tx& tx, const Call& call, const ChangeServiceRequest& request
) {
    CHECK(check_reason(request.reason));
    TRY(const auto before, service_named(tx, request.slug));
    const catalog::Service after{
        .id = before.id,
        .slug = before.slug,
        .name = request.name,
        .category = request.category,
        .tier = request.tier,
        .policy = request.allowed ? Policy::allowed : Policy::blocked,
        .aliases = aliases_after(before.aliases, request.aliases)
    };
    if (after == before) return refuse(ErrorCode::conflict, "The service is like this already.");
    CHECK(catalog::put_service(tx, after));
    const auto words = [](Policy policy) { return policy == Policy::allowed ? "on" : "off"; };
    const auto detail = change("sale", words(before.policy), words(after.policy)) +
                        change("category", before.category, after.category) +
                        change("tier", before.tier, after.tier) +
                        change("name", before.name, after.name) +
                        change("aliases", words_of(before.aliases), words_of(after.aliases));
    tell_log(
        tx, call, audit::Action::service_changed, {"service", after.slug}, detail, request.reason
    );
    return service_view(after);
}

Result<CatalogCountryListView> list_countries(db::Tx& tx, const Call&, const Nothing&) {
    CatalogCountryListView view;
    for (const auto& country : catalog::list_countries(tx))
        view.items.push_back(country_view(country));
    return view;
}

Result<CatalogCountryView> change_country(
    db::Tx& tx, const Call& call, const ChangeCountryRequest& request
) {
    CHECK(check_reason(request.reason));
    TRY(const auto before, country_named(tx, request.code));
    auto after = before;
    after.tier = request.tier;
    after.availability = request.enabled ? Availability::enabled : Availability::disabled;
    if (after == before) return refuse(ErrorCode::conflict, "The country is like this already.");
    CHECK(catalog::put_country(tx, after));
    const auto word = [](Availability availability) {
        return availability == Availability::enabled ? "on" : "off";
    };
    const auto detail = change("sale", word(before.availability), word(after.availability)) +
                        change("tier", before.tier, after.tier);
    tell_log(
        tx, call, audit::Action::country_changed, {"country", after.code}, detail, request.reason
    );
    return country_view(after);
}

Result<ServicePricesView> get_prices(db::Tx& tx, const Call&, const BySlug& request) {
    TRY(const auto service, service_named(tx, request.slug));
    ServicePricesView view{.service = service_view(service), .items = {}};
    for (const auto& price : catalog::prices_of_service(tx, service.slug))
        view.items.push_back(price_view(price));
    return view;
}

Result<catalog::CountryPrice> price_in(
    db::Tx& tx, const std::string& service, const std::string& country
) {
    for (auto& price : catalog::prices_of_service(tx, service))
        if (price.country == country) return std::move(price);
    return refuse(ErrorCode::country_unknown, "There is no such country.");
}

Result<> put_price(db::Tx& tx, const SetPriceRequest& request, std::string_view currency) {
    if (request.source == "rule") return catalog::reset_price(tx, request.country, request.slug);
    if (request.source == "withdrawn")
        return catalog::withdraw_offer(tx, request.country, request.slug);
    const auto amount = request.price ? parse_amount(*request.price) : std::nullopt;
    if (!amount || !amount->is_positive())
        return std::unexpected{
            schema::validation_error({{"price", "must be a decimal above zero, such as 0.35"}})
        };
    return catalog::set_price(tx, request.country, request.slug, *amount, currency);
}

Result<CountryPriceView> set_price(
    db::Tx& tx, const Call& call, const SetPriceRequest& request, std::string_view currency
) {
    CHECK(check_reason(request.reason));
    TRY(const auto service, service_named(tx, request.slug));
    TRY(const auto before, price_in(tx, service.slug, request.country));
    CHECK(put_price(tx, request, currency));
    TRY(const auto after, price_in(tx, service.slug, request.country));
    tell_log(
        tx,
        call,
        audit::Action::price_changed,
        {"offer", request.country + "/" + service.slug},
        change("price", catalog::in_words(before.pricing), catalog::in_words(after.pricing)),
        request.reason
    );
    return price_view(after);
}

RouteSpec spec(
    Method method, std::string_view path, std::string_view operation, std::string_view summary
) {
    return {
        .method = method,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::admins,
        .scope = method == Method::get ? identity::Scope::admin_read : identity::Scope::admin_write
    };
}

}  // namespace

void add_admin_catalog_routes(Routes& routes, const std::string& currency) {
    routes.query<Nothing, CatalogServiceListView>(
        spec(
            Method::get,
            "/v1/admin/services",
            "list_catalog_services",
            "Every service with its policy, those that are off too"
        ),
        list_services
    );
    routes.command<ChangeServiceRequest, CatalogServiceView>(
        spec(
            Method::put,
            "/v1/admin/services/{slug}",
            "change_service",
            "Sell a service or not, and its name, category and tier"
        ),
        change_service
    );
    routes.query<Nothing, CatalogCountryListView>(
        spec(
            Method::get,
            "/v1/admin/countries",
            "list_catalog_countries",
            "Every country, those that are off too"
        ),
        list_countries
    );
    routes.command<ChangeCountryRequest, CatalogCountryView>(
        spec(
            Method::put,
            "/v1/admin/countries/{code}",
            "change_country",
            "Sell numbers of a country or not, and its tier"
        ),
        change_country
    );
    routes.query<BySlug, ServicePricesView>(
        spec(
            Method::get,
            "/v1/admin/services/{slug}/prices",
            "get_service_prices",
            "What a service costs in each country, and why"
        ),
        get_prices
    );
    routes.command<SetPriceRequest, CountryPriceView>(
        spec(
            Method::put,
            "/v1/admin/services/{slug}/prices/{country}",
            "set_price",
            "Set the price of an offer, withdraw it, or let the rule of the tiers hold"
        ),
        [currency](db::Tx& tx, const Call& call, const SetPriceRequest& request) {
            return set_price(tx, call, request, currency);
        }
    );
}

}  // namespace otpost::api
