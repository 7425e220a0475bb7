// SPDX-License-Identifier: Apache-2.0
// One message under examination: its glyphs, the words found in it, links, the origin-bound last
// line, and small questions about positions that several rules ask. Reused between messages.
#pragma once

#include "messages/extract/phrases.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace otpost::messages {

struct Link {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string host;  // lower-case
};

struct Reading {
    Glyphs glyphs;
    std::vector<Match> matches;            // ordered by begin, hidden ones removed
    std::vector<std::uint32_t> sentences;  // by glyph: number of its sentence
    std::vector<std::uint8_t> masked;      // by glyph: belongs to a link, phone, date, ...
    std::vector<Link> links;
    std::string origin_host;
    std::string origin_code;
    std::uint32_t origin_begin = 0;  // where the origin-bound line starts, or the text's end

    std::size_t size() const { return glyphs.size(); }

    char32_t at(std::size_t i) const { return i < glyphs.size() ? glyphs[i].c : U'\0'; }

    char32_t before(std::size_t i) const { return i == 0 ? U'\0' : glyphs[i - 1].c; }

    // The first glyph that is no space, from `i` on or before `i`; U'\0' at the ends.
    char32_t next_solid(std::size_t i) const;
    char32_t previous_solid(std::size_t i) const;

    // Whether two positions lie in one sentence.
    bool same_sentence(std::size_t a, std::size_t b) const;

    bool has(WordClass kind) const;
    // A sum of money: a currency beside a number, or a currency sign.
    bool has_amount() const;
    bool has_digit(std::size_t begin, std::size_t end) const;
    void mask(std::size_t begin, std::size_t end);
};

// Fills everything but the origin-bound line and masks from glyphs already present.
void read_words(const PhraseMatcher& matcher, Reading& reading);
void read_links(const PhraseMatcher& matcher, Reading& reading);
// The WICG form on the last line: '@host #code'.
void read_origin(Reading& reading);

}  // namespace otpost::messages
