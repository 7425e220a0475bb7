// SPDX-License-Identifier: Apache-2.0
// Sentences, links and the origin-bound line of a message.
#include "messages/extract/reading.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

constexpr std::size_t origin_code_max = 32;

bool is_code_like(WordClass kind) {
    return kind == WordClass::code || kind == WordClass::code_strong ||
           kind == WordClass::othercode || kind == WordClass::ref || kind == WordClass::phone;
}

bool is_name(WordClass kind) {
    return kind == WordClass::brand || kind == WordClass::word;
}

// A longer phrase about codes hides the shorter ones inside it; so do longer brand names.
void drop_hidden(std::vector<Match>& matches) {
    constexpr std::uint32_t longest = 64;
    const auto hides = [](const Match& other, const Match& match) {
        if (other.end < match.end) return false;
        if (other.end - other.begin == match.end - match.begin) return false;
        if (is_name(match.kind)) return is_name(other.kind);
        if (is_name(other.kind) && match.kind == WordClass::ref) return true;
        return is_code_like(match.kind) && is_code_like(other.kind);
    };
    // Ordered by begin: what hides a match begins with it or not long before it.
    std::size_t first = 0;
    const auto hidden = [&](const Match& match) {
        while (matches[first].begin + longest < match.begin) ++first;
        for (auto i = first; i < matches.size() && matches[i].begin <= match.begin; ++i) {
            if (hides(matches[i], match)) return true;
        }
        return false;
    };
    std::vector<Match> kept;
    kept.reserve(matches.size());
    for (const auto& match : matches) {
        if (!hidden(match)) kept.push_back(match);
    }
    matches.swap(kept);
}

bool is_sentence_end(const Reading& reading, std::size_t i) {
    const auto c = reading.at(i);
    if (c == U'\n') return true;
    if (c != U'.' && c != U'!' && c != U'?' && c != U';') return false;
    const auto next = reading.at(i + 1);
    if (next != U' ' && next != U'\n' && next != U'\0') return false;
    // '4. 8. 1. 9.' spells digits; '12. 06.' is a date.
    const bool between_digits = c == U'.' && i > 0 && reading.glyphs[i - 1].is_digit() &&
                                i + 2 < reading.size() && reading.glyphs[i + 2].is_digit();
    return !between_digits;
}

void number_sentences(Reading& reading) {
    reading.sentences.assign(reading.size(), 0);
    std::uint32_t sentence = 0;
    for (std::size_t i = 0; i < reading.size(); ++i) {
        reading.sentences[i] = sentence;
        if (is_sentence_end(reading, i)) ++sentence;
    }
}

bool is_host_glyph(const Glyph& glyph) {
    return glyph.is_plain() || glyph.c == U'-' || glyph.c == U'.' || glyph.c == U'_';
}

bool is_link_glyph(const Glyph& glyph) {
    return glyph.c > U' ' && glyph.c < 0x80 && glyph.c != U'"' && glyph.c != U'<' &&
           glyph.c != U'>' && glyph.c != U']' && glyph.c != U')';
}

// Whether `dot` joins two labels of a host name; `end` is set past the host.
bool is_host_dot(
    const PhraseMatcher& matcher, const Reading& reading, std::size_t dot, std::size_t& end
) {
    const auto& glyphs = reading.glyphs;
    if (dot == 0 || dot + 2 >= glyphs.size() + 0 || !glyphs[dot - 1].is_plain()) return false;
    end = dot + 1;
    auto label = end;
    while (end < glyphs.size() && is_host_glyph(glyphs[end])) {
        if (glyphs[end].c == U'.') {
            if (end + 1 >= glyphs.size() || !glyphs[end + 1].is_plain()) break;
            label = end + 1;
        }
        ++end;
    }
    if (end == label || !glyphs[label].is_plain_letter()) return false;
    // 'aka.ms/1234': of any country when a path follows.
    if (end - label == 2 && reading.at(end) == U'/' && glyphs[label + 1].is_plain_letter())
        return true;
    return matcher.is_exactly(glyphs, label, end, WordClass::tld);
}

}  // namespace

char32_t Reading::next_solid(std::size_t i) const {
    while (at(i) == U' ' || at(i) == U'\n') ++i;
    return at(i);
}

char32_t Reading::previous_solid(std::size_t i) const {
    while (i > 0 && (glyphs[i - 1].c == U' ' || glyphs[i - 1].c == U'\n')) --i;
    return before(i);
}

bool Reading::same_sentence(std::size_t a, std::size_t b) const {
    if (sentences.empty()) return true;
    const auto last = sentences.size() - 1;
    return sentences[std::min(a, last)] == sentences[std::min(b, last)];
}

bool Reading::has(WordClass kind) const {
    return std::ranges::any_of(matches, [&](const Match& match) { return match.kind == kind; });
}

bool Reading::has_amount() const {
    const bool named = std::ranges::any_of(matches, [&](const Match& match) {
        if (match.kind != WordClass::currency) return false;
        const auto begin = static_cast<std::size_t>(match.begin);
        return has_digit(begin >= 3 ? begin - 3 : 0, begin) || has_digit(match.end, match.end + 3);
    });
    return named || std::ranges::any_of(glyphs, [](const Glyph& glyph) {
               return glyph.c == U'$' || glyph.c == 0xA3 ||
                      (glyph.c >= 0x20A0 && glyph.c <= 0x20CF);
           });
}

bool Reading::has_digit(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end && i < glyphs.size(); ++i) {
        if (glyphs[i].is_digit()) return true;
    }
    return false;
}

void Reading::mask(std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end && i < masked.size(); ++i) masked[i] = 1;
}

void read_words(const PhraseMatcher& matcher, Reading& reading) {
    reading.matches.clear();
    reading.masked.assign(reading.size(), 0);
    reading.origin_begin = static_cast<std::uint32_t>(reading.size());
    reading.origin_host.clear();
    reading.origin_code.clear();
    matcher.find(reading.glyphs, reading.matches);
    drop_hidden(reading.matches);
    number_sentences(reading);
}

void read_links(const PhraseMatcher& matcher, Reading& reading) {
    reading.links.clear();
    const auto& glyphs = reading.glyphs;
    for (std::size_t dot = 1; dot + 1 < glyphs.size(); ++dot) {
        if (glyphs[dot].c != U'.' || reading.masked[dot] != 0) continue;
        std::size_t host_end = 0;
        if (!is_host_dot(matcher, reading, dot, host_end)) continue;
        auto host_begin = dot;
        while (host_begin > 0 && is_host_glyph(glyphs[host_begin - 1])) --host_begin;
        Link link;
        for (auto i = host_begin; i < host_end; ++i) {
            link.host.push_back(static_cast<char>(glyphs[i].c));
        }
        auto begin = host_begin;
        while (begin > 0 && is_link_glyph(glyphs[begin - 1]) && glyphs[begin - 1].c != U'(')
            --begin;
        auto end = host_end;
        const auto next = reading.at(end);
        if (next == U'/' || next == U':' || next == U'?' || next == U'#') {
            while (end < glyphs.size() && is_link_glyph(glyphs[end])) ++end;
        }
        link.begin = static_cast<std::uint32_t>(host_begin);
        link.end = static_cast<std::uint32_t>(end);
        reading.mask(begin, end);
        // A bracket or colon before the host belongs to the sentence.
        reading.links.push_back(std::move(link));
        dot = end;
    }
}

void read_origin(Reading& reading) {
    const auto& glyphs = reading.glyphs;
    auto begin = glyphs.size();
    while (begin > 0 && glyphs[begin - 1].c != U'\n') --begin;
    // The mark: '@', or what a GSM alphabet makes of it.
    if (begin >= glyphs.size() || (glyphs[begin].c != U'@' && glyphs[begin].c != 0xA1)) return;
    auto at = begin + 1;
    std::string host;
    while (at < glyphs.size() && is_host_glyph(glyphs[at])) {
        host.push_back(static_cast<char>(glyphs[at++].c));
    }
    if (host.find('.') == std::string::npos || reading.at(at) != U' ' ||
        reading.at(at + 1) != U'#') {
        return;
    }
    std::string code;
    for (at += 2; at < glyphs.size() && (glyphs[at].is_plain() || glyphs[at].c == U'-'); ++at) {
        code.push_back(glyphs[at].as_typed());
    }
    // What nobody could type is no code, and a row of dashes names none.
    if (code.size() > origin_code_max || code.find_first_not_of('-') == std::string::npos) return;
    reading.origin_host = std::move(host);
    reading.origin_code = std::move(code);
    reading.origin_begin = static_cast<std::uint32_t>(begin);
    reading.mask(begin, glyphs.size());
}

}  // namespace otpost::messages
