// SPDX-License-Identifier: Apache-2.0
#include "site/language.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace otpost::site {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Of "es;q=0.8": 0.8. What can't be read weighs nothing.
double weight_of(std::string_view range) {
    const auto mark = range.find("q=");
    if (mark == std::string_view::npos) return 1;
    double weight = 0;
    const std::string_view digits = range.substr(mark + 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return read.ec == std::errc{} && weight <= 1 ? weight : 0;
}

std::optional<Language> language_of(std::string_view range) {
    const auto end = range.find_first_of("-;");
    std::string primary{trimmed(range.substr(0, end))};
    std::ranges::transform(primary, primary.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return parse_language(primary);
}

}  // namespace

std::string_view code_of(Language language) {
    switch (language) {
        case Language::en:
            return "en";
        case Language::es:
            return "es";
        case Language::ar:
            return "ar";
        case Language::de:
            return "de";
    }
    std::unreachable();
}

std::optional<Language> parse_language(std::string_view code) {
    const auto found = std::ranges::find(all_languages, code, code_of);
    if (found == all_languages.end()) return std::nullopt;
    return *found;
}

Language preferred_language(std::string_view accept_language) {
    Language best = Language::en;
    double best_weight = 0;
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        const std::string_view range = accept_language.substr(0, comma);
        accept_language.remove_prefix(
            comma == std::string_view::npos ? accept_language.size() : comma + 1
        );
        const auto language = language_of(trimmed(range));
        if (!language || weight_of(range) <= best_weight) continue;
        best = *language;
        best_weight = weight_of(range);
    }
    return best;
}

std::string link_for(const Reader& reader, std::string_view path) {
    std::string link{path};
    if (!reader.chosen) return link;
    link += path.contains('?') ? '&' : '?';
    link += "language=";
    link += code_of(reader.language);
    return link;
}

}  // namespace otpost::site
