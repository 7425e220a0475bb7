// SPDX-License-Identifier: Apache-2.0
#include "site/routes.hpp"

#include "api/problem.hpp"
#include "api/session_cookies.hpp"
#include "api/static_files.hpp"
#include "base/html.hpp"
#include "catalog/catalog.hpp"
#include "routing/routing.hpp"
#include "site/catalogue.hpp"
#include "site/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace otpost::site {

struct PricesRequest {
    std::optional<std::string> service;
};
BOOST_DESCRIBE_STRUCT(PricesRequest, (), (service))

namespace {

using api::Call;
using boost::asio::awaitable;
using net::Method;

net::Response html_response(std::string html) {
    net::Response response{
        .status = 200, .content_type = "text/html; charset=utf-8", .body = std::move(html)
    };
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

api::RouteSpec page_spec(
    std::string_view path, std::string_view operation, std::string_view summary
) {
    return {
        .method = Method::get,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = api::Access::anyone,
        .content_type = "text/html"
    };
}

std::string landing_html(const Profile& house, std::vector<routing::ServicePrice> services) {
    constexpr std::size_t shown = 12;
    std::ranges::sort(services, [](const auto& a, const auto& b) {
        return std::tie(b.countries, a.name) < std::tie(a.countries, b.name);
    });
    services.resize(std::min(services.size(), shown));
    return fmt::format(
        R"(<section class="hero"><h1>{}</h1>
<p class="lead">Lease a phone number for {} minutes and see the one-time code the moment it arrives. No code, no charge.</p>
<p class="acts"><a class="button primary" href="/register">Get a number</a> <a class="button" href="/prices">See prices</a></p></section>
<section class="cards">
<div><h2>No code, no charge</h2><p>When {} minutes pass without a code, the whole price returns by itself.</p></div>
<div><h2>Private by construction</h2><p>{} minutes after you saw a message its text is destroyed, in backups too.</p></div>
<div><h2>For legitimate use</h2><p>Keep your own number to yourself, or test your sign-up. Banks, payment and identity services are off.</p></div>
</section>
<section><h2>Services</h2>{}<p><a href="/prices">All services and prices</a></p></section>
)",
        escape_html(house.tagline),
        house.window_minutes,
        house.window_minutes,
        house.content_minutes,
        services_html(services)
    );
}

awaitable<net::Response> landing(const Setup& setup, net::Request& request) {
    if (api::shows_session(request))
        if (auto dashboard = api::serve_web(request)) co_return std::move(*dashboard);
    auto look = [](db::Tx& tx) { return routing::service_prices(tx); };
    auto services = co_await db::async_read(setup.database, std::move(look));
    auto response = html_response(document(
        setup.profile,
        {.path = "/",
         .title = setup.profile.tagline,
         .description = "Temporary phone numbers for one-time codes. No code, no charge."},
        landing_html(setup.profile, std::move(services))
    ));
    response.headers.emplace_back("Vary", "Cookie");
    co_return response;
}

struct Prices {
    std::string name;  ///< of the service that was asked for
    std::vector<routing::ServicePrice> services;
    std::vector<routing::OfferView> offers;
};

Prices prices_of(db::Tx& tx, const std::string& slug) {
    constexpr std::int64_t countries_max = 500;
    Prices prices{.name = {}, .services = routing::service_prices(tx), .offers = {}};
    const auto found = std::ranges::find(prices.services, slug, &routing::ServicePrice::slug);
    if (found == prices.services.end()) return prices;
    prices.name = found->name;
    prices.offers =
        routing::list_offers(
            tx, {.country = {}, .service = slug, .search = {}}, std::nullopt, countries_max
        )
            .offers;
    return prices;
}

awaitable<net::Response> prices_page(const Setup& setup, std::string slug) {
    auto look = [slug](db::Tx& tx) { return prices_of(tx, slug); };
    auto prices = co_await db::async_read(setup.database, std::move(look));
    if (prices.name.empty())
        co_return html_response(document(
            setup.profile,
            {.path = "/prices",
             .title = "Services and prices",
             .description = "Every service with its lowest price."},
            "<h1>Services and prices</h1>" + services_html(prices.services)
        ));
    const std::string name = escape_html(prices.name);
    const std::string path = "/prices?service=" + slug;
    co_return html_response(document(
        setup.profile,
        {.path = path,
         .title = prices.name + ": prices",
         .description = "Temporary numbers for " + prices.name + ", by country."},
        fmt::format(
            R"(<p><a href="/prices">All services</a></p><h1>{}</h1>{}<p class="acts"><a class="button primary" href="/?service={}">Get a number</a></p>)",
            name,
            offers_html(std::move(prices.offers)),
            escape_html(slug)
        )
    ));
}

awaitable<net::Response> status_page(const Setup& setup) {
    auto look = [](db::Tx& tx) {
        return std::pair{routing::service_prices(tx).size(), routing::services_in_stock(tx).size()};
    };
    std::string state = "All is well";
    std::pair<std::size_t, std::size_t> services;
    try {
        services = co_await db::async_read(setup.database, std::move(look));
    } catch (const db::Unavailable&) {
        state = "The store does not answer: nothing can be leased now, and nothing is lost";
    }
    auto response = html_response(document(
        setup.profile,
        {.path = "/status", .title = "Status", .description = "Whether all is well, now."},
        fmt::format(
            R"(<h1>Status</h1><p class="state">{}</p><dl><dt>Services that are sold</dt><dd>{}</dd><dt>Services with numbers now</dt><dd>{}</dd></dl>)",
            state,
            services.first,
            services.second
        )
    ));
    co_return response;
}

awaitable<net::Response> text_page(const std::string& html) {
    co_return html_response(html);
}

void add_document(
    api::Routes& routes,
    const api::RouteSpec& spec,
    const Setup& setup,
    Document kind,
    const std::string& title
) {
    const std::string& own = kind == Document::terms ? setup.terms : setup.privacy;
    const std::string text = own.empty() ? usual_text(kind, setup.profile) : own;
    const std::string html = document(
        setup.profile,
        {.path = spec.path, .title = title, .description = title + " of " + setup.profile.brand},
        html_of_markdown(text)
    );
    routes.raw(spec, [html](net::Request&, Call&) { return text_page(html); });
}

}  // namespace

void add_site_routes(api::Routes& routes, const Setup& setup) {
    routes.raw(
        page_spec("/", "get_landing_page", "What this is, for people; the dashboard if signed in"),
        [setup](net::Request& request, Call&) { return landing(setup, request); }
    );
    const auto prices = page_spec("/prices", "get_prices_page", "Services and prices, for people");
    routes.raw<PricesRequest, api::Nothing>(prices, [setup, prices](net::Request& request, Call&) {
        const auto input = api::read_input<PricesRequest>(request, prices);
        return prices_page(setup, input ? input->service.value_or("") : std::string{});
    });
    routes.raw(
        page_spec("/status", "get_status_page", "Whether all is well, for people"),
        [setup](net::Request&, Call&) { return status_page(setup); }
    );
    add_document(
        routes,
        page_spec("/terms", "get_terms_page", "Terms of use, for people"),
        setup,
        Document::terms,
        "Terms of use"
    );
    add_document(
        routes,
        page_spec("/privacy", "get_privacy_page", "Privacy, for people"),
        setup,
        Document::privacy,
        "Privacy"
    );
}

}  // namespace otpost::site
