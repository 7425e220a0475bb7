// SPDX-License-Identifier: Apache-2.0
#include "site/catalogue.hpp"

#include "base/html.hpp"
#include "site/countries.hpp"
#include "site/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace otpost::site {

namespace {

std::string price_text(Money price, std::string_view currency, const Texts& texts) {
    std::string amount = format_amount(price);
    std::ranges::replace(amount, '.', texts.decimal_mark);
    return escape_html(fmt::format("{} {}", amount, currency));
}

std::string stock_text(std::int64_t available, const Texts& texts) {
    if (available == 0) return std::string{texts.none_now};
    if (available < routing::stock_counted_up_to) return std::to_string(available);
    return fmt::format(
        fmt::runtime(texts.or_more), fmt::arg("count", routing::stock_counted_up_to)
    );
}

/// Only with enough leases to mean something.
std::string rate_text(const routing::OfferView& offer, const Texts& texts) {
    constexpr std::int64_t samples_min = 10;
    if (!offer.delivery_rate || offer.samples < samples_min) return "–";
    return fmt::format(
        fmt::runtime(texts.rate),
        fmt::arg("percent", fmt::format("{:.0f}", *offer.delivery_rate * 100)),
        fmt::arg("count", offer.samples)
    );
}

/// The columns after the first hold figures.
std::string table_head(std::string_view caption, std::span<const std::string_view> columns) {
    std::string html =
        fmt::format(R"(<table><caption class="hidden">{}</caption><thead><tr>)", caption);
    for (const auto column : columns)
        html += fmt::format(
            R"(<th scope="col"{}>{}</th>)",
            column == columns.front() ? "" : R"( class="end")",
            column
        );
    return html + "</tr></thead><tbody>";
}

}  // namespace

std::string services_html(
    const std::vector<routing::ServicePrice>& services, const Reader& reader
) {
    const Texts& texts = texts_in(reader.language);
    if (services.empty()) return fmt::format("<p>{}</p>", texts.nothing_sold);
    const std::array columns{texts.service, texts.countries, texts.from};
    std::string html = table_head(texts.services_and_prices, columns);
    for (const auto& service : services)
        html += fmt::format(
            R"(<tr><th scope="row"><a href="{}">{}</a></th><td class="end">{}</td><td class="end">{}</td></tr>)",
            escape_html(link_for(reader, "/prices?service=" + service.slug)),
            escape_html(service.name),
            service.countries,
            price_text(service.price_min, service.currency, texts)
        );
    return html + "</tbody></table>";
}

std::string offers_html(std::vector<routing::OfferView> offers, const Reader& reader) {
    const Texts& texts = texts_in(reader.language);
    if (offers.empty()) return fmt::format("<p>{}</p>", texts.no_offers);
    const auto name_of = [&](const routing::OfferView& offer) {
        return country_name(offer.country, offer.country_name, reader.language);
    };
    std::ranges::sort(offers, [&](const auto& a, const auto& b) {
        const CountryName first = name_of(a);
        const CountryName second = name_of(b);
        return std::tie(a.price, first.place, first.name) <
               std::tie(b.price, second.place, second.name);
    });
    const std::array columns{texts.country, texts.numbers, texts.got_code, texts.price};
    std::string html = table_head(texts.countries_and_prices, columns);
    for (const auto& offer : offers)
        html += fmt::format(
            R"(<tr><th scope="row">{}</th><td class="end">{}</td><td class="end">{}</td><td class="end">{}</td></tr>)",
            escape_html(name_of(offer).name),
            stock_text(offer.available, texts),
            rate_text(offer, texts),
            price_text(offer.price, offer.currency, texts)
        );
    return html + "</tbody></table>";
}

}  // namespace otpost::site
