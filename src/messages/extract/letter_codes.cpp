// SPDX-License-Identifier: Apache-2.0
#include "messages/extract/letter_codes.hpp"

#include <algorithm>
#include <utility>

namespace otpost::messages {
namespace {

bool is_vowel(char32_t c) {
    return c == U'a' || c == U'e' || c == U'i' || c == U'o' || c == U'u' || c == U'y';
}

// 'SAVE40', 'BIRYANI150': codes of shops, seldom made to be typed once.
bool is_word_and_number(const Reading& reading, const Atom& atom) {
    auto letters = atom.begin;
    bool vowel = false;
    while (letters < atom.end && !reading.glyphs[letters].is_digit()) {
        vowel = is_vowel(reading.glyphs[letters++].c) || vowel;
    }
    return vowel && letters - atom.begin >= 4 && atom.end - letters == atom.digits;
}

// Where a code without a keyword beside it would stand: after a colon or an opening mark, or at
// the start of a line.
bool stands_first(const Reading& reading, std::size_t begin) {
    const auto line = reading.before(begin);
    const auto c = reading.previous_solid(begin);
    return line == U'\n' || c == U'\0' || c == U':' || c == U'"' || c == U'(' || c == U'[';
}

bool stands_last(const Reading& reading, std::size_t end) {
    const auto c = reading.at(end);
    return c == U'\0' || c == U'\n' || c == U'.' || c == U',' || c == U'"' || c == U')' ||
           c == U']';
}

// Letters only: capitals, or what no word looks like, standing where codes stand.
bool is_letter_code(const Reading& reading, const Atom& atom) {
    if (atom.only_upper()) return true;
    if (atom.digits != 0 || atom.size() < 5 || !stands_first(reading, atom.begin)) return false;
    const bool vowels = std::any_of(
        reading.glyphs.begin() + static_cast<std::ptrdiff_t>(atom.begin),
        reading.glyphs.begin() + static_cast<std::ptrdiff_t>(atom.end),
        [](const Glyph& glyph) { return is_vowel(glyph.c); }
    );
    if (!vowels) return true;
    const auto first = reading.glyphs[atom.begin].upper ? 1U : 0U;
    return atom.upper > first && stands_last(reading, atom.end);
}

}  // namespace

Atom atom_at(const Reading& reading, std::size_t at) {
    Atom atom{at, at};
    while (atom.end < reading.size() && reading.glyphs[atom.end].is_plain()) {
        const auto& glyph = reading.glyphs[atom.end++];
        (glyph.is_digit() ? atom.digits : atom.letters) += 1;
        atom.upper += glyph.upper ? 1 : 0;
    }
    return atom;
}

std::string text_of(const Reading& reading, std::size_t begin, std::size_t end, bool dashes) {
    std::string text;
    for (auto i = begin; i < end; ++i) {
        const auto& glyph = reading.glyphs[i];
        if (glyph.is_plain()) text.push_back(glyph.as_typed());
        if (dashes && glyph.c == U'-') text.push_back('-');
    }
    return text;
}

void add_mixed(const Reading& reading, const std::vector<Atom>& run, std::vector<Candidate>& out) {
    Candidate candidate;
    unsigned digits = 0;
    unsigned letters = 0;
    unsigned upper = 0;
    // 'luna-pez-38': whole words, all in lower case.
    const auto longest = run.size() > 2 ? 9U : 6U;
    for (const auto& atom : run) {
        digits += atom.digits;
        letters += atom.letters;
        upper += atom.upper;
        if (run.size() > 1 && (atom.size() > longest || atom.size() < 2)) return;
    }
    const auto length = digits + letters;
    const bool words = run.size() > 2 && upper == 0;
    if (letters == 0 || length < 4 || length > (words ? 30 : 12) || run.size() > 5) return;
    if (digits == 0) {
        const bool alone =
            stands_first(reading, run.front().begin) || stands_last(reading, run.back().end);
        if (!words || !alone) return;
    }
    candidate.begin = static_cast<std::uint32_t>(run.front().begin);
    candidate.end = static_cast<std::uint32_t>(run.back().end);
    candidate.shape = Shape::mixed;
    candidate.code = text_of(reading, candidate.begin, candidate.end, true);
    candidate.prior = length > 8 ? -0.5 : 0;
    if (digits == 0) candidate.prior = -2.5;
    if (run.size() == 1 && is_word_and_number(reading, run[0])) candidate.prior = -2;
    out.push_back(std::move(candidate));
}

// 'K7F 92K': groups of one size, each with a digit. Takes the groups after `first`.
bool add_spaced(const Reading& reading, const Atom& first, std::vector<Candidate>& out) {
    const auto group = [&](const Atom& atom) {
        return atom.size() == first.size() && atom.digits > 0 &&
               (atom.upper == atom.letters || atom.upper == 0);
    };
    if (first.size() < 3 || first.size() > 5 || !group(first)) return false;
    auto last = first;
    unsigned letters = first.letters;
    std::size_t length = first.size();
    while (reading.at(last.end) == U' ' && last.end + 1 < reading.size() &&
           reading.glyphs[last.end + 1].is_plain()) {
        const auto next = atom_at(reading, last.end + 1);
        // '9MB' alone is an amount of data, and only its digits are masked.
        if (reading.masked[next.end - 1] != 0) break;
        if (!group(next)) break;
        last = next;
        letters += next.letters;
        length += next.size();
    }
    if (last.end == first.end || letters < 2 || length > 12 || first.letters == 0) return false;
    Candidate candidate;
    candidate.begin = static_cast<std::uint32_t>(first.begin);
    candidate.end = static_cast<std::uint32_t>(last.end);
    candidate.shape = Shape::mixed;
    candidate.code = text_of(reading, first.begin, last.end, false);
    out.push_back(std::move(candidate));
    return true;
}

void add_letters(const Reading& reading, const Atom& atom, std::vector<Candidate>& out) {
    if (atom.size() < 4 || atom.size() > 10 || !is_letter_code(reading, atom)) return;
    const auto known = std::ranges::any_of(reading.matches, [&](const Match& match) {
        return match.begin < atom.end && match.end > atom.begin;
    });
    if (known) return;
    Candidate candidate;
    candidate.begin = static_cast<std::uint32_t>(atom.begin);
    candidate.end = static_cast<std::uint32_t>(atom.end);
    candidate.shape = Shape::letters;
    candidate.code = text_of(reading, atom.begin, atom.end, false);
    candidate.prior = -1.5;
    out.push_back(std::move(candidate));
}

}  // namespace otpost::messages
