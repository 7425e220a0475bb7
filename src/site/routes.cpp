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
#include "site/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace otpost::site {

struct PageRequest {
    std::optional<std::string> language;  ///< of the page; else what the browser prefers
};
BOOST_DESCRIBE_STRUCT(PageRequest, (), (language))

struct PricesRequest {
    std::optional<std::string> service;
    std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(PricesRequest, (), (service, language))

namespace {

using api::Call;
using boost::asio::awaitable;
using net::Method;

net::Response html_response(std::string html) {
    net::Response response{
        .status = 200, .content_type = "text/html; charset=utf-8", .body = std::move(html)
    };
    response.headers.emplace_back("Cache-Control", "no-store");
    response.headers.emplace_back("Vary", "Accept-Language, Cookie");
    return response;
}

Reader reader_of(const net::Request& request, const std::optional<std::string>& asked) {
    const auto chosen = parse_language(asked.value_or(""));
    return {
        chosen.value_or(preferred_language(request.header("accept-language"))), chosen.has_value()
    };
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

OwnText tagline_of(const Profile& house, const Reader& reader) {
    const OwnText ours{reader.language, texts_in(reader.language).tagline};
    return own_text(house.tagline, reader.language, house.language).value_or(ours);
}

std::string landing_html(
    const Profile& house, const Reader& reader, std::vector<routing::ServicePrice> services
) {
    constexpr std::size_t shown = 12;
    std::ranges::sort(services, [](const auto& a, const auto& b) {
        return std::tie(b.countries, a.name) < std::tie(a.countries, b.name);
    });
    services.resize(std::min(services.size(), shown));
    const Texts& texts = texts_in(reader.language);
    const auto filled = [](std::string_view text, const std::string& minutes) {
        return fmt::format(fmt::runtime(text), fmt::arg("minutes", minutes));
    };
    const std::string window = texts.minutes(house.window_minutes);
    const OwnText tagline = tagline_of(house, reader);
    return fmt::format(
        R"(<section class="hero"><h1{mark}>{tagline}</h1>
<p class="lead">{lead}</p>
<p class="acts"><a class="button primary" href="{register}">{get_number}</a> <a class="button" href="{prices}">{see_prices}</a></p></section>
<section class="cards">
<div><h2>{no_code}</h2><p>{no_code_text}</p></div>
<div><h2>{private}</h2><p>{private_text}</p></div>
<div><h2>{legitimate}</h2><p>{legitimate_text}</p></div>
</section>
<section><h2>{services}</h2>{table}<p><a href="{prices}">{services_and_prices}</a></p></section>
)",
        fmt::arg("mark", language_mark(tagline.language, reader.language)),
        fmt::arg("tagline", escape_html(tagline.text)),
        fmt::arg("lead", filled(texts.lead, window)),
        fmt::arg("register", link_for(reader, "/register")),
        fmt::arg("get_number", texts.get_number),
        fmt::arg("prices", link_for(reader, "/prices")),
        fmt::arg("see_prices", texts.see_prices),
        fmt::arg("no_code", texts.no_code),
        fmt::arg("no_code_text", filled(texts.no_code_text, window)),
        fmt::arg("private", texts.private_by_construction),
        fmt::arg("private_text", filled(texts.private_text, texts.minutes(house.content_minutes))),
        fmt::arg("legitimate", texts.legitimate),
        fmt::arg("legitimate_text", texts.legitimate_text),
        fmt::arg("services", texts.services),
        fmt::arg("table", services_html(services, reader)),
        fmt::arg("services_and_prices", texts.services_and_prices)
    );
}

awaitable<net::Response> landing(const Setup& setup, net::Request& request, Reader reader) {
    if (api::shows_session(request))
        if (auto dashboard = api::serve_web(request)) co_return std::move(*dashboard);
    auto look = [](db::Tx& tx) { return routing::service_prices(tx); };
    auto services = co_await db::async_read(setup.database, std::move(look));
    const Texts& texts = texts_in(reader.language);
    co_return html_response(document(
        setup.profile,
        reader,
        {.path = "/",
         .title = std::string{tagline_of(setup.profile, reader).text},
         .description = std::string{texts.promise}},
        landing_html(setup.profile, reader, std::move(services))
    ));
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

net::Response all_prices(
    const Profile& house, const Reader& reader, const std::vector<routing::ServicePrice>& services
) {
    const Texts& texts = texts_in(reader.language);
    return html_response(document(
        house,
        reader,
        {.path = "/prices",
         .title = std::string{texts.services_and_prices},
         .description = std::string{texts.prices_description}},
        fmt::format("<h1>{}</h1>{}", texts.services_and_prices, services_html(services, reader))
    ));
}

/// `to_lease` is where the service is leased, for who may.
net::Response service_page(
    const Profile& house,
    const Reader& reader,
    Prices prices,
    const std::string& slug,
    const std::string& to_lease
) {
    const Texts& texts = texts_in(reader.language);
    const auto filled = [&](std::string_view text) {
        return fmt::format(fmt::runtime(text), fmt::arg("service", prices.name));
    };
    return html_response(document(
        house,
        reader,
        {.path = "/prices?service=" + slug,
         .title = filled(texts.service_title),
         .description = filled(texts.service_description)},
        fmt::format(
            R"(<p><a href="{}">{}</a></p><h1>{}</h1>{}<p class="acts"><a class="button primary" href="{}">{}</a></p>)",
            link_for(reader, "/prices"),
            texts.all_services,
            escape_html(prices.name),
            offers_html(std::move(prices.offers), reader),
            escape_html(to_lease),
            texts.get_number
        )
    ));
}

awaitable<net::Response> prices_page(
    const Setup& setup, net::Request& request, PricesRequest input
) {
    const Reader reader = reader_of(request, input.language);
    const std::string slug = input.service.value_or("");
    auto look = [slug](db::Tx& tx) { return prices_of(tx, slug); };
    auto prices = co_await db::async_read(setup.database, std::move(look));
    if (prices.name.empty()) co_return all_prices(setup.profile, reader, prices.services);
    const std::string to_lease =
        api::shows_session(request) ? "/?service=" + slug : link_for(reader, "/register");
    co_return service_page(setup.profile, reader, std::move(prices), slug, to_lease);
}

awaitable<net::Response> status_page(const Setup& setup, Reader reader) {
    auto look = [](db::Tx& tx) {
        return std::pair{routing::service_prices(tx).size(), routing::services_in_stock(tx).size()};
    };
    const Texts& texts = texts_in(reader.language);
    std::string_view state = texts.all_well;
    std::pair<std::size_t, std::size_t> services;
    try {
        services = co_await db::async_read(setup.database, std::move(look));
    } catch (const db::Unavailable&) {
        state = texts.store_away;
    }
    co_return html_response(document(
        setup.profile,
        reader,
        {.path = "/status",
         .title = std::string{texts.status},
         .description = std::string{texts.status_description}},
        fmt::format(
            R"(<h1>{}</h1><p class="state">{}</p><dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>)",
            texts.status,
            state,
            texts.services_sold,
            services.first,
            texts.services_in_stock,
            services.second
        )
    ));
}

awaitable<net::Response> document_page(const Setup& setup, Document kind, Reader reader) {
    const bool terms = kind == Document::terms;
    const Texts& texts = texts_in(reader.language);
    const std::string title{terms ? texts.terms_title : texts.privacy_title};
    const auto own =
        own_text(terms ? setup.terms : setup.privacy, reader.language, setup.profile.language);
    const std::string main =
        own ? html_of_markdown(own->text, language_mark(own->language, reader.language))
            : html_of_markdown(usual_text(kind, setup.profile, reader.language));
    co_return html_response(document(
        setup.profile,
        reader,
        {.path = terms ? "/terms" : "/privacy",
         .title = title,
         .description = fmt::format(
             fmt::runtime(texts.title_of_house),
             fmt::arg("title", title),
             fmt::arg("brand", setup.profile.brand)
         )},
        main
    ));
}

/// `show` answers a request to its reader. A query that can't be read asks for nothing.
template <class Show>
void add_page(api::Routes& routes, const api::RouteSpec& spec, const Show& show) {
    routes.raw<PageRequest, api::Nothing>(spec, [spec, show](net::Request& request, Call&) {
        const auto input = api::read_input<PageRequest>(request, spec);
        const auto asked = input ? input->language : std::nullopt;
        return show(request, reader_of(request, asked));
    });
}

}  // namespace

void add_site_routes(api::Routes& routes, const Setup& setup) {
    add_page(
        routes,
        page_spec("/", "get_landing_page", "What this is, for people; the dashboard if signed in"),
        [setup](net::Request& request, const Reader& reader) {
            return landing(setup, request, reader);
        }
    );
    const auto prices = page_spec("/prices", "get_prices_page", "Services and prices, for people");
    routes.raw<PricesRequest, api::Nothing>(prices, [setup, prices](net::Request& request, Call&) {
        auto input = api::read_input<PricesRequest>(request, prices);
        return prices_page(setup, request, input ? *std::move(input) : PricesRequest{});
    });
    add_page(
        routes,
        page_spec("/status", "get_status_page", "Whether all is well, for people"),
        [setup](net::Request&, const Reader& reader) { return status_page(setup, reader); }
    );
    add_page(
        routes,
        page_spec("/terms", "get_terms_page", "Terms of use, for people"),
        [setup](net::Request&, const Reader& reader) {
            return document_page(setup, Document::terms, reader);
        }
    );
    add_page(
        routes,
        page_spec("/privacy", "get_privacy_page", "Privacy, for people"),
        [setup](net::Request&, const Reader& reader) {
            return document_page(setup, Document::privacy, reader);
        }
    );
}

}  // namespace otpost::site
