// SPDX-License-Identifier: Apache-2.0
#include "messages/extract/inflection.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace otpost::messages {
namespace {

using Endings = std::span<const std::u32string_view>;

struct Change {
    std::u32string_view ending;  // taken off the name
    Endings endings;             // put in its place
};

constexpr std::array<std::u32string_view, 1> after_st = {U"scie"};
constexpr std::array<std::u32string_view, 1> after_t = {U"cie"};
constexpr std::array<std::u32string_view, 1> after_d = {U"dzie"};
constexpr std::array<std::u32string_view, 5> after_x = {U"ksa", U"ksu", U"ksem", U"ksie", U"ksowi"};
constexpr std::array<std::u32string_view, 2> after_k = {U"ce", U"ku"};
constexpr std::array<std::u32string_view, 4> latin_vowel = {U"u", U"ie", U"em", U"ou"};
constexpr std::array<std::u32string_view, 4> after_a = {U"y", U"u", U"ou", U"ie"};
constexpr std::array<std::u32string_view, 4> cyrillic_a = {U"ы", U"у", U"е", U"ой"};
constexpr std::array<std::u32string_view, 3> cyrillic_o = {U"а", U"у", U"ом"};

// The first that fits is used.
constexpr std::array<Change, 9> changes = {{
    {U"st", after_st},
    {U"t", after_t},
    {U"d", after_d},
    {U"x", after_x},
    {U"ka", after_k},
    {U"a", after_a},
    {U"o", latin_vowel},
    {U"а", cyrillic_a},
    {U"о", cyrillic_o},
}};

}  // namespace

std::vector<std::u32string> inflected_forms(std::u32string_view name) {
    std::vector<std::u32string> forms;
    if (name.size() < 5 || name.find(U' ') != std::u32string_view::npos) return forms;
    const auto change = std::ranges::find_if(changes, [&](const Change& known) {
        return name.ends_with(known.ending);
    });
    if (change == changes.end()) return forms;
    const std::u32string stem(name.substr(0, name.size() - change->ending.size()));
    for (const auto ending : change->endings) forms.push_back(stem + std::u32string(ending));
    return forms;
}

}  // namespace otpost::messages
