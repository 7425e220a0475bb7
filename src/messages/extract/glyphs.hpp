// SPDX-License-Identifier: Apache-2.0
// A message as the extractor reads it: one Glyph per folded character, with what folding lost
// (case, accents). Spaces are collapsed, lines end with '\n', damage done on the way (HTML
// entities, form encoding, UTF-8 read as Latin-1, GSM brackets) is repaired where that is safe.
#pragma once

#include "messages/extract/folding.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::messages {

// Letters of one group make words; a change of group ends a word.
enum class Script : std::uint8_t {
    none,
    digit,
    latin,  // and Greek, whose capitals are mixed with Latin ones by GSM phones
    cyrillic,
    semitic,  // Arabic and Hebrew letters
    other,    // alphabets with spaces between words
    han,
    hiragana,
    katakana,
    hangul,
    unspaced,  // Thai, Lao, Khmer, Burmese
};

struct Glyph {
    char32_t c = 0;  // folded
    Script script = Script::none;
    bool upper = false;
    bool foreign = false;  // a letter that was not ASCII, full-width or mathematical

    bool is_digit() const { return script == Script::digit; }

    bool is_plain_letter() const { return c >= U'a' && c <= U'z' && !foreign; }

    bool is_plain() const { return is_digit() || is_plain_letter(); }

    char as_typed() const {
        const auto c8 = static_cast<char>(c);
        return upper ? static_cast<char>(c8 - 32) : c8;
    }
};

using Glyphs = std::vector<Glyph>;

Script script_of(char32_t c);
bool is_spaced(Script script);

// Decodes one code point of UTF-8 and advances; malformed bytes give U+FFFD one at a time.
char32_t next_code_point(std::string_view text, std::size_t& at);

// Appends the folded text to `out`.
void fold_text(const Folding& folding, std::string_view text, Glyphs& out);

// Folded text as code points, for dictionary entries.
std::u32string fold_entry(const Folding& folding, std::string_view text);

// Returns `text`, or the repaired text placed in `storage`.
std::string_view repair(std::string_view text, std::string& storage);

}  // namespace otpost::messages
