// SPDX-License-Identifier: Apache-2.0
#include "messages/extract/terse.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

constexpr std::size_t longest_side = 40;

// Words that say something of a number.
bool speaks(const Reading& reading) {
    return std::ranges::any_of(reading.matches, [](const Match& match) {
        return match.kind < WordClass::suffix && match.kind != WordClass::service_noun;
    });
}

bool has_mask(const Reading& reading) {
    const auto end = reading.masked.begin() + static_cast<std::ptrdiff_t>(reading.origin_begin);
    return std::find(reading.masked.begin(), end, 1) != end;
}

// Words outside the candidate that are no part of a brand's name.
unsigned unnamed_words(const Reading& reading, const Candidate& candidate) {
    unsigned words = 0;
    for (std::size_t i = 0; i < reading.origin_begin; ++i) {
        const auto script = reading.glyphs[i].script;
        if (i >= candidate.begin && i < candidate.end) continue;
        if (script == Script::none || (i > 0 && reading.glyphs[i - 1].script == script)) continue;
        const bool named = std::ranges::any_of(reading.matches, [&](const Match& match) {
            return match.kind >= WordClass::brand && match.begin <= i && match.end > i;
        });
        words += named ? 0 : 1;
    }
    return words;
}

bool has_mark_beside(const Reading& reading, const Candidate& candidate) {
    const auto before = reading.previous_solid(candidate.begin);
    return before == U':' || before == U'=' || before == U'-' ||
           reading.next_solid(candidate.end) == U'-';
}

}  // namespace

double terse_bonus(
    const Reading& reading, std::span<const Candidate> candidates, const Candidate& candidate
) {
    const auto size = candidate.code.size();
    if (size < 4 || size > 8 || candidate.shape == Shape::letters) return 0;
    if (candidate.begin > longest_side || reading.origin_begin > candidate.end + longest_side)
        return 0;
    const bool rival = std::ranges::any_of(candidates, [&](const Candidate& other) {
        return other.shape == Shape::digits && other.begin != candidate.begin;
    });
    if (rival || speaks(reading) || has_mask(reading)) return 0;
    const bool mark = has_mark_beside(reading, candidate);
    const auto unnamed = unnamed_words(reading, candidate);
    if (candidate.shape == Shape::mixed) return unnamed == 0 && mark ? 8 : 0;
    if (unnamed == 0) return 4;
    return unnamed <= 2 && size == 6 && mark ? 2.6 : 0;
}

}  // namespace otpost::messages
