// SPDX-License-Identifier: Apache-2.0
#include "site/catalogue.hpp"

#include "base/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace otpost::site {

namespace {

std::string price_text(Money price, std::string_view currency) {
    return escape_html(fmt::format("{} {}", format_amount(price), currency));
}

std::string stock_text(std::int64_t available) {
    if (available == 0) return "none now";
    if (available >= routing::stock_counted_up_to)
        return fmt::format("{} or more", routing::stock_counted_up_to);
    return std::to_string(available);
}

/// Only with enough leases to mean something.
std::string rate_text(const routing::OfferView& offer) {
    constexpr std::int64_t samples_min = 10;
    if (!offer.delivery_rate || offer.samples < samples_min) return "–";
    return fmt::format("{:.0f} % of {}", *offer.delivery_rate * 100, offer.samples);
}

}  // namespace

std::string services_html(const std::vector<routing::ServicePrice>& services) {
    if (services.empty()) return "<p>Nothing is sold here yet.</p>";
    std::string html =
        R"(<table><caption class="hidden">Services and prices</caption><thead><tr><th scope="col">Service</th><th scope="col" class="end">Countries</th><th scope="col" class="end">From</th></tr></thead><tbody>)";
    for (const auto& service : services)
        html += fmt::format(
            R"(<tr><th scope="row"><a href="/prices?service={}">{}</a></th><td class="end">{}</td><td class="end">{}</td></tr>)",
            escape_html(service.slug),
            escape_html(service.name),
            service.countries,
            price_text(service.price_min, service.currency)
        );
    return html + "</tbody></table>";
}

std::string offers_html(std::vector<routing::OfferView> offers) {
    if (offers.empty()) return "<p>Nothing of this service is sold now.</p>";
    std::ranges::sort(offers, [](const auto& a, const auto& b) {
        return std::tie(a.price, a.country_name) < std::tie(b.price, b.country_name);
    });
    std::string html =
        R"(<table><caption class="hidden">Countries and prices</caption><thead><tr><th scope="col">Country</th><th scope="col" class="end">Numbers</th><th scope="col" class="end">Got their code</th><th scope="col" class="end">Price</th></tr></thead><tbody>)";
    for (const auto& offer : offers)
        html += fmt::format(
            R"(<tr><th scope="row">{}</th><td class="end">{}</td><td class="end">{}</td><td class="end">{}</td></tr>)",
            escape_html(offer.country_name),
            stock_text(offer.available),
            rate_text(offer),
            price_text(offer.price, offer.currency)
        );
    return html + "</tbody></table>";
}

}  // namespace otpost::site
