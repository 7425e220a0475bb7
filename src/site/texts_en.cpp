// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <fmt/format.h>

namespace otpost::site {

namespace {

std::string minutes(std::int64_t count) {
    return count == 1 ? "1 minute" : fmt::format("{} minutes", count);
}

std::string seconds(std::int64_t count) {
    return count == 1 ? "1 second" : fmt::format("{} seconds", count);
}

}  // namespace

const Texts texts_en{
    .name = "English",
    .direction = "ltr",
    .decimal_mark = '.',
    .minutes = minutes,
    .seconds = seconds,

    .skip = "Skip to content",
    .site = "Site",
    .account = "Account",
    .documents = "Documents",
    .languages = "Language",
    .prices = "Prices",
    .status = "Status",
    .terms = "Terms",
    .privacy = "Privacy",
    .sign_in = "Sign in",
    .create_account = "Create account",

    .tagline = "Verify without your own number",
    .promise = "Temporary phone numbers for one-time codes. No code, no charge.",
    .lead =
        "Lease a phone number for {minutes} and see the one-time code the moment it arrives. "
        "No code, no charge.",
    .get_number = "Get a number",
    .see_prices = "See prices",
    .no_code = "No code, no charge",
    .no_code_text = "After {minutes} without a code, the whole price returns by itself.",
    .private_by_construction = "Private by construction",
    .private_text = "A message's text is destroyed {minutes} after you saw it, in backups too.",
    .legitimate = "For legitimate use",
    .legitimate_text =
        "Keep your own number to yourself, or test your sign-up. Banks, payment and "
        "identity services are off.",
    .services = "Services",

    .services_and_prices = "Services and prices",
    .prices_description = "Every service with its lowest price.",
    .all_services = "All services",
    .service_title = "{service}: prices",
    .service_description = "Temporary numbers for {service}, by country.",
    .nothing_sold = "Nothing is sold here yet.",
    .no_offers = "Nothing of this service is sold now.",
    .service = "Service",
    .countries = "Countries",
    .from = "From",
    .countries_and_prices = "Countries and prices",
    .country = "Country",
    .numbers = "Numbers",
    .got_code = "Got their code",
    .price = "Price",
    .none_now = "none now",
    .or_more = "{count} or more",
    .rate = "{percent} % of {count}",

    .status_description = "Whether all is well, now.",
    .all_well = "All is well",
    .store_away = "The store does not answer: nothing can be leased now, and nothing is lost",
    .services_sold = "Services that are sold",
    .services_in_stock = "Services with numbers now",

    .terms_title = "Terms of use",
    .privacy_title = "Privacy",
    .title_of_house = "{title} of {brand}",
    .cancel_any_time = "at any time",
    .cancel_after = "from {seconds} after the start on",
    .ask_house = "Ask those who run this service.",
    .write_to = "Write to <{email}>.",
};

}  // namespace otpost::site
