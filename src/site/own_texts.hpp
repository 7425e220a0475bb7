// SPDX-License-Identifier: Apache-2.0
// What a house says in its own words, in as many languages as it has them. Who reads another one
// gets them in the house's language, marked as such.
#pragma once

#include "site/language.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::site {

using OwnTexts = std::map<Language, std::string>;

struct OwnText {
    Language language;
    std::string_view text;
};

/// In the language of who reads, else in `usual`; nothing where the house has none.
std::optional<OwnText> own_text(const OwnTexts& texts, Language reader, Language usual);

/// Attributes of an element whose text is in `language`; empty in a page of that language.
std::string language_mark(Language language, Language page);

}  // namespace otpost::site
