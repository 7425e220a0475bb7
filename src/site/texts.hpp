// SPDX-License-Identifier: Apache-2.0
// What the pages for everybody say, in each language. {names} in a text are filled in by those who
// use it; minutes and seconds come as words, since their number decides their form.
#pragma once

#include "site/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace otpost::site {

using Counted = std::string (*)(std::int64_t count);

struct Texts {
    std::string_view name;       ///< of the language, in itself
    std::string_view direction;  ///< of HTML's `dir`
    char decimal_mark;
    Counted minutes;  ///< "20 minutes", as it stands after a preposition
    Counted seconds;

    std::string_view skip;
    std::string_view site;
    std::string_view account;
    std::string_view documents;
    std::string_view languages;
    std::string_view prices;
    std::string_view status;
    std::string_view terms;
    std::string_view privacy;
    std::string_view sign_in;
    std::string_view create_account;

    std::string_view tagline;  ///< where the house has none of its own
    std::string_view promise;
    std::string_view lead;  ///< {minutes}
    std::string_view get_number;
    std::string_view see_prices;
    std::string_view no_code;
    std::string_view no_code_text;  ///< {minutes}
    std::string_view private_by_construction;
    std::string_view private_text;  ///< {minutes}
    std::string_view legitimate;
    std::string_view legitimate_text;
    std::string_view services;

    std::string_view services_and_prices;
    std::string_view prices_description;
    std::string_view all_services;
    std::string_view service_title;        ///< {service}
    std::string_view service_description;  ///< {service}
    std::string_view nothing_sold;
    std::string_view no_offers;
    std::string_view service;
    std::string_view countries;
    std::string_view from;
    std::string_view countries_and_prices;
    std::string_view country;
    std::string_view numbers;
    std::string_view got_code;
    std::string_view price;
    std::string_view none_now;
    std::string_view or_more;  ///< {count}
    std::string_view rate;     ///< {percent} {count}

    std::string_view status_description;
    std::string_view all_well;
    std::string_view store_away;
    std::string_view services_sold;
    std::string_view services_in_stock;

    std::string_view terms_title;
    std::string_view privacy_title;
    std::string_view title_of_house;  ///< {title} {brand}
    std::string_view cancel_any_time;
    std::string_view cancel_after;  ///< {seconds}
    std::string_view ask_house;
    std::string_view write_to;  ///< {email}, as CommonMark
};

const Texts& texts_in(Language language);

extern const Texts texts_en;
extern const Texts texts_es;
extern const Texts texts_ar;
extern const Texts texts_de;

}  // namespace otpost::site
