// SPDX-License-Identifier: Apache-2.0
// Parsers of the brand and word lists.
#include "messages/extract/brands.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <unordered_set>
#include <utility>

namespace otpost::messages {
namespace {

constexpr std::array<std::pair<std::string_view, WordClass>, 27> class_names = {{
    {"code_strong", WordClass::code_strong},
    {"code", WordClass::code},
    {"verify", WordClass::verify},
    {"enter", WordClass::enter},
    {"share", WordClass::share},
    {"ref", WordClass::ref},
    {"othercode", WordClass::othercode},
    {"unit", WordClass::unit},
    {"currency", WordClass::currency},
    {"phone", WordClass::phone},
    {"tail", WordClass::tail},
    {"month", WordClass::month},
    {"old", WordClass::old},
    {"scam", WordClass::scam},
    {"request", WordClass::request},
    {"sample", WordClass::sample},
    {"expired", WordClass::expired},
    {"other_use", WordClass::other_use},
    {"object", WordClass::object},
    {"sensitive", WordClass::sensitive},
    {"money", WordClass::money},
    {"merchant", WordClass::merchant},
    {"mention", WordClass::mention},
    {"service_noun", WordClass::service_noun},
    {"suffix", WordClass::suffix},
    {"prefix", WordClass::prefix},
    {"tld", WordClass::tld},
}};

constexpr std::array<std::string_view, 18> categories = {
    "social",
    "messenger",
    "email",
    "shopping",
    "delivery",
    "travel",
    "dating",
    "games",
    "streaming",
    "work",
    "developer",
    "ai",
    "crypto",
    "finance",
    "gambling",
    "government",
    "identity",
    "other"
};

[[noreturn]] void fail(std::string_view file, std::size_t line, const std::string& what) {
    throw std::runtime_error(std::string(file) + ", line " + std::to_string(line) + ": " + what);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> list(std::string_view text) {
    std::vector<std::string> items;
    for (const auto item : split(text, ',')) {
        if (!item.empty()) items.emplace_back(item);
    }
    return items;
}

// Calls `use(number, line)` for each line that is neither empty nor a comment.
template <typename Use>
void for_each_line(std::string_view text, Use use) {
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (!line.empty() && line.front() != '#') use(number, line);
    }
}

bool is_slug(std::string_view slug) {
    return !slug.empty() && std::ranges::all_of(slug, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

Brand parse_brand(std::size_t number, std::string_view line) {
    const auto columns = split(line, '|');
    if (columns.size() != 7) {
        fail(
            "brands.txt", number, "7 columns wanted, " + std::to_string(columns.size()) + " found"
        );
    }
    Brand brand;
    brand.carrier = columns[0].starts_with('~');
    brand.slug = columns[0].substr(brand.carrier ? 1 : 0);
    if (!is_slug(brand.slug)) fail("brands.txt", number, "bad slug '" + brand.slug + "'");
    brand.category = columns[1];
    if (std::ranges::find(categories, columns[1]) == categories.end()) {
        fail("brands.txt", number, "unknown category '" + brand.category + "'");
    }
    brand.display_name = columns[2];
    if (brand.display_name.empty()) fail("brands.txt", number, "no display name");
    brand.names = list(columns[3]);
    brand.words = list(columns[4]);
    brand.sender_ids = list(columns[5]);
    brand.domains = list(columns[6]);
    return brand;
}

std::optional<WordClass> class_of(std::string_view name) {
    for (const auto& [known, kind] : class_names) {
        if (known == name) return kind;
    }
    return {};
}

WordEntry parse_word(std::string_view item, WordClass kind) {
    WordEntry entry{{}, kind, item.starts_with('*'), item.ends_with('*')};
    if (entry.open_begin) item.remove_prefix(1);
    if (entry.open_end) item.remove_suffix(1);
    entry.text = item;
    return entry;
}

}  // namespace

std::vector<Brand> parse_brands(std::string_view text) {
    std::vector<Brand> brands;
    std::unordered_set<std::string> slugs;
    for_each_line(text, [&](std::size_t number, std::string_view line) {
        brands.push_back(parse_brand(number, line));
        if (!slugs.insert(brands.back().slug).second) {
            fail("brands.txt", number, "slug '" + brands.back().slug + "' stands twice");
        }
    });
    return brands;
}

std::vector<WordEntry> parse_words(std::string_view text) {
    std::vector<WordEntry> words;
    std::optional<WordClass> kind;
    for_each_line(text, [&](std::size_t number, std::string_view line) {
        if (line.front() == '[') {
            kind = line.back() == ']' ? class_of(line.substr(1, line.size() - 2)) : std::nullopt;
            if (!kind) fail("words.txt", number, "unknown section " + std::string(line));
            return;
        }
        const auto colon = line.find(':');
        if (!kind) fail("words.txt", number, "words before the first section");
        if (colon == std::string_view::npos)
            fail("words.txt", number, "no ':' after the languages");
        for (const auto item : split(line.substr(colon + 1), ',')) {
            if (item.size() > 1 || (item.size() == 1 && item != "*")) {
                words.push_back(parse_word(item, *kind));
            }
        }
    });
    return words;
}

}  // namespace otpost::messages
