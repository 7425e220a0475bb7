// SPDX-License-Identifier: Apache-2.0
#include "site/own_texts.hpp"

#include "site/texts.hpp"

#include <fmt/format.h>

namespace otpost::site {

std::optional<OwnText> own_text(const OwnTexts& texts, Language reader, Language usual) {
    for (const Language language : {reader, usual}) {
        const auto found = texts.find(language);
        if (found != texts.end() && !found->second.empty()) return OwnText{language, found->second};
    }
    return std::nullopt;
}

std::string language_mark(Language language, Language page) {
    if (language == page) return {};
    return fmt::format(R"( lang="{}" dir="{}")", code_of(language), texts_in(language).direction);
}

}  // namespace otpost::site
