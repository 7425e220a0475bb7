// SPDX-License-Identifier: Apache-2.0
#include "site/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

routing::OfferView offer(std::string country, std::int64_t cents) {
    routing::OfferView offer;
    offer.country_name = std::move(country);
    offer.price = Money{cents * 10'000};
    offer.currency = "USD";
    return offer;
}

TEST(Catalogue, ServicesHaveTheirLowestPriceAndALink) {
    const std::string html =
        services_html({{"whats-up", "What's <Up>", "messenger", Money{1'100'000}, "USD", 12}}, {});
    EXPECT_THAT(html, HasSubstr(R"(href="/prices?service=whats-up")"));
    EXPECT_THAT(html, HasSubstr("What&#39;s &lt;Up&gt;"));
    EXPECT_THAT(html, HasSubstr(">12<"));
    EXPECT_THAT(html, HasSubstr("1.10 USD"));
}

TEST(Catalogue, CountriesAreCheapestFirst) {
    const std::string html = offers_html({offer("Kenya", 90), offer("Chad", 20)}, {});
    EXPECT_LT(html.find("Chad"), html.find("Kenya"));
    EXPECT_THAT(html, HasSubstr("0.20 USD"));
    EXPECT_THAT(html, HasSubstr("none now"));
}

TEST(Catalogue, ADeliveryRateRestsOnEnoughLeases) {
    auto known = offer("Chad", 20);
    known.delivery_rate = 0.875;
    known.samples = 40;
    known.available = routing::stock_counted_up_to;
    EXPECT_THAT(offers_html({known}, {}), HasSubstr("88 % of 40"));
    EXPECT_THAT(offers_html({known}, {}), HasSubstr("1000 or more"));
    known.samples = 3;
    EXPECT_THAT(offers_html({known}, {}), Not(HasSubstr("%")));
}

TEST(Catalogue, FiguresAreThoseOfTheLanguage) {
    auto known = offer("Chad", 20);
    known.delivery_rate = 0.875;
    known.samples = 40;
    const std::string html = offers_html({known}, {Language::de, true});
    EXPECT_THAT(html, HasSubstr("0,20 USD"));
    EXPECT_THAT(html, HasSubstr("88 % von 40"));
    EXPECT_THAT(
        services_html({{"x", "X", "other", Money{1'100'000}, "USD", 12}}, {Language::de, true}),
        HasSubstr("/prices?service=x&amp;language=de")
    );
}

TEST(Catalogue, CountriesAreNamedAndSortedInTheLanguage) {
    std::vector offers{offer("Albania", 20), offer("Austria", 20), offer("Egypt", 20)};
    offers[0].country = "AL";
    offers[1].country = "AT";
    offers[2].country = "EG";
    const std::string german = offers_html(offers, {Language::de, true});
    EXPECT_LT(german.find("Ägypten"), german.find("Albanien"));
    EXPECT_LT(german.find("Albanien"), german.find("Österreich"));
    EXPECT_THAT(german, Not(HasSubstr("Austria")));
    EXPECT_THAT(offers_html(offers, {Language::ar, true}), HasSubstr("مصر"));
    EXPECT_THAT(offers_html(offers, {}), HasSubstr("Austria"));
}

TEST(Catalogue, NothingIsSaidToBeNothing) {
    EXPECT_THAT(services_html({}, {}), HasSubstr("Nothing is sold here yet"));
    EXPECT_THAT(offers_html({}, {}), HasSubstr("Nothing of this service"));
}

}  // namespace
}  // namespace otpost::site
