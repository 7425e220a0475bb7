// SPDX-License-Identifier: Apache-2.0
#include "site/countries.hpp"

#include "base/assert.hpp"
#include "site/site_data.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace otpost::site {

namespace {

using Names = std::map<std::string_view, CountryName>;
using NamesByLanguage = std::array<Names, all_languages.size()>;

constexpr std::size_t index_of(Language language) {
    return static_cast<std::size_t>(language);
}

/// The file is part of the program: a mistake in it is ours.
Language section_of(std::string_view line) {
    const auto language = parse_language(line.substr(1, line.size() - 2));
    ASSERT(language.has_value());
    return *language;
}

/// `[es]`, then a line `AF Afganistán` for each country.
NamesByLanguage read_names(std::string_view text) {
    NamesByLanguage names;
    Language language = Language::en;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.starts_with('#')) continue;
        if (line.starts_with('[')) {
            language = section_of(line);
            continue;
        }
        ASSERT(line.size() > 3 && line[2] == ' ');
        Names& known = names[index_of(language)];
        known.emplace(line.substr(0, 2), CountryName{known.size(), line.substr(3)});
    }
    return names;
}

}  // namespace

CountryName country_name(std::string_view code, std::string_view usual, Language language) {
    static const NamesByLanguage all = read_names(data::country_names);
    const Names& names = all[index_of(language)];
    const auto found = names.find(code);
    if (found != names.end()) return found->second;
    return {std::numeric_limits<std::size_t>::max(), usual};
}

}  // namespace otpost::site
