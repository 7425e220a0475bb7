// SPDX-License-Identifier: Apache-2.0
// Decoding and folding of message texts into glyphs.
#include "messages/extract/glyphs.hpp"

namespace otpost::messages {
namespace {

struct Range {
    char32_t first;
    char32_t last;
    Script script;
};

// Only letters: what is not listed is punctuation or a symbol. In order of code points.
constexpr Range ranges[] = {
    {U'0', U'9', Script::digit},        {U'a', U'z', Script::latin},
    {0xAA, 0xAA, Script::latin},        {0xC0, 0x3FF, Script::latin},
    {0x400, 0x52F, Script::cyrillic},   {0x531, 0x58A, Script::other},
    {0x5D0, 0x5F2, Script::semitic},    {0x620, 0x6D5, Script::semitic},
    {0x6EE, 0x6FF, Script::semitic},    {0x700, 0x8FF, Script::other},
    {0x900, 0x963, Script::other},      {0x971, 0xDFF, Script::other},
    {0xE01, 0xE3A, Script::unspaced},   {0xE40, 0xE4E, Script::unspaced},
    {0xE81, 0xEDF, Script::unspaced},   {0xF00, 0xFFF, Script::unspaced},
    {0x1000, 0x109F, Script::unspaced}, {0x10A0, 0x10FF, Script::other},
    {0x1100, 0x11FF, Script::hangul},   {0x1200, 0x135A, Script::other},
    {0x1780, 0x17D3, Script::unspaced}, {0x1E00, 0x1FFF, Script::latin},
    {0x3005, 0x3007, Script::han},      {0x3041, 0x3096, Script::hiragana},
    {0x30A1, 0x30FF, Script::katakana}, {0x3400, 0x9FFF, Script::han},
    {0xA9E0, 0xAA7F, Script::unspaced}, {0xAC00, 0xD7A3, Script::hangul},
    {0xF900, 0xFAFF, Script::han},
};

bool is_compatible_letter(char32_t c) {
    return (c >= 0xFF21 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF) ||
           (c >= 0x2460 && c <= 0x24FF) || (c >= 0x1F110 && c <= 0x1F189);
}

bool is_compatible_upper(char32_t c) {
    if (c >= 0xFF21 && c <= 0xFF3A) return true;
    if (c >= 0x1D400 && c <= 0x1D6A3) return (c - 0x1D400) % 52 < 26;
    return (c >= 0x24B6 && c <= 0x24CF) || (c >= 0x1F110 && c <= 0x1F189);
}

bool is_cased_upper(char32_t c) {
    if (c < 0x80) return c >= U'A' && c <= U'Z';
    if (is_compatible_letter(c)) return is_compatible_upper(c);
    if (c >= 0xC0 && c <= 0xDE) return true;
    if (c >= 0x391 && c <= 0x3A9) return true;
    return c >= 0x400 && c <= 0x42F;
}

void append(Glyphs& out, char32_t folded, char32_t source) {
    if (folded == U'\r' || folded == U'\t') folded = U' ';
    if (folded == U' ' && (out.empty() || out.back().c == U' ' || out.back().c == U'\n')) return;
    if (folded == U'\n' && !out.empty() && out.back().c == U' ') out.pop_back();
    Glyph glyph{folded, script_of(folded), is_cased_upper(source), false};
    if (folded >= U'a' && folded <= U'z') {
        glyph.foreign = source >= 0x80 && !is_compatible_letter(source);
    }
    out.push_back(glyph);
}

}  // namespace

Script script_of(char32_t c) {
    if (c < 0x80) {
        if (c >= U'a' && c <= U'z') return Script::latin;
        return c >= U'0' && c <= U'9' ? Script::digit : Script::none;
    }
    std::size_t low = 0;
    std::size_t high = std::size(ranges);
    while (low < high) {
        const auto middle = (low + high) / 2;
        if (c > ranges[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < std::size(ranges) && c >= ranges[low].first ? ranges[low].script : Script::none;
}

bool is_spaced(Script script) {
    return script == Script::latin || script == Script::cyrillic || script == Script::semitic ||
           script == Script::other;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) -> char32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const char32_t first = byte(at);
    if (first < 0x80) return ++at, first;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (length == 1 || first > 0xF4) return ++at, 0xFFFD;
    char32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return ++at, 0xFFFD;
        value = (value << 6) | (byte(at + i) & 0x3F);
    }
    at += length;
    return value;
}

void fold_text(const Folding& folding, std::string_view text, Glyphs& out) {
    for (std::size_t at = 0; at < text.size();) {
        const auto source = next_code_point(text, at);
        const auto result = folding.fold(source);
        for (std::size_t i = 0; i < result.size; ++i) append(out, result.glyphs[i], source);
    }
    while (!out.empty() && (out.back().c == U' ' || out.back().c == U'\n')) out.pop_back();
}

std::u32string fold_entry(const Folding& folding, std::string_view text) {
    Glyphs glyphs;
    fold_text(folding, text, glyphs);
    std::u32string result;
    for (const auto& glyph : glyphs) result.push_back(glyph.c);
    return result;
}

}  // namespace otpost::messages
