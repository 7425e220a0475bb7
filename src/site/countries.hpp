// SPDX-License-Identifier: Apache-2.0
// What countries are called in the languages of the pages, and in which order they stand there
// (data/catalog/country_names.txt). English names are those of the catalogue.
#pragma once

#include "site/language.hpp"

#include <cstddef>
#include <string_view>

namespace otpost::site {

struct CountryName {
    std::size_t place = 0;  ///< in the order of the language; the same for all where it has none
    std::string_view name;
};

/// `usual` in English, and of a country that we know no other name of, which stands last.
CountryName country_name(std::string_view code, std::string_view usual, Language language);

}  // namespace otpost::site
