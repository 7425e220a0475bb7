// SPDX-License-Identifier: Apache-2.0
// The trie behind the phrase matcher. Node 1 holds entries that start a word, node 2 those that
// may also stand inside one.
#include "messages/extract/phrases.hpp"

#include <algorithm>

namespace otpost::messages {
namespace {

constexpr std::uint32_t word_root = 1;
constexpr std::uint32_t inner_root = 2;

// Hyphens and line ends stand for spaces inside phrases.
char32_t unified(char32_t c) {
    return c == U'-' || c == U'\n' ? U' ' : c;
}

std::size_t slot_of(std::uint64_t key, std::size_t mask) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & mask;
}

// Whether a phrase may start at `at`, seen from the glyph before it.
bool starts_word(const Glyphs& glyphs, std::size_t at) {
    if (at == 0) return true;
    const auto script = glyphs[at].script;
    if (script == Script::none) return true;
    if (script == Script::han || script == Script::hiragana || script == Script::unspaced ||
        script == Script::hangul) {
        return true;
    }
    return glyphs[at - 1].script != script;
}

// Names and words of scripts with spaces, and Katakana ones, end where their script ends.
bool ends_word(const Glyphs& glyphs, std::size_t end) {
    if (end >= glyphs.size()) return true;
    const auto script = glyphs[end - 1].script;
    const bool bound = is_spaced(script) || script == Script::digit || script == Script::katakana;
    return !bound || glyphs[end].script != script;
}

bool has_accent(const Glyphs& glyphs, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i) {
        if (glyphs[i].foreign) return true;
    }
    return false;
}

}  // namespace

PhraseMatcher::PhraseMatcher() : edges_(1U << 18), first_entry_(3), starts_(1U << 18) {}

std::size_t PhraseMatcher::pair_bit(std::uint32_t root, char32_t first, char32_t second) {
    const auto key = (static_cast<std::uint64_t>(first) << 24) | (second << 2) | root;
    return slot_of(key, (1U << 18) - 1);
}

// A phrase of one character is noted with no second one.
void PhraseMatcher::note_start(std::uint32_t root, std::u32string_view text) {
    const auto second = text.size() > 1 ? unified(text[1]) : U'\0';
    starts_[pair_bit(root, unified(text[0]), second)] = true;
}

bool PhraseMatcher::may_start(std::uint32_t root, const Glyphs& glyphs, std::size_t at) const {
    const auto first = unified(glyphs[at].c);
    const auto second = at + 1 < glyphs.size() ? unified(glyphs[at + 1].c) : U'\0';
    return starts_[pair_bit(root, first, second)] || starts_[pair_bit(root, first, U'\0')];
}

std::uint32_t PhraseMatcher::child(std::uint32_t node, char32_t c) const {
    const auto key = (static_cast<std::uint64_t>(node) << 21) | c;
    const auto mask = edges_.size() - 1;
    for (auto slot = slot_of(key, mask);; slot = (slot + 1) & mask) {
        if (edges_[slot].key == key) return edges_[slot].child;
        if (edges_[slot].key == 0) return 0;
    }
}

void PhraseMatcher::grow() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    const auto mask = edges_.size() - 1;
    for (const auto& edge : old) {
        if (edge.key == 0) continue;
        auto slot = slot_of(edge.key, mask);
        while (edges_[slot].key != 0) slot = (slot + 1) & mask;
        edges_[slot] = edge;
    }
}

std::uint32_t PhraseMatcher::add_child(std::uint32_t node, char32_t c) {
    if (const auto found = child(node, c)) return found;
    if (edge_count_ * 2 >= edges_.size()) grow();
    const auto created = static_cast<std::uint32_t>(first_entry_.size());
    first_entry_.push_back(0);
    const auto key = (static_cast<std::uint64_t>(node) << 21) | c;
    const auto mask = edges_.size() - 1;
    auto slot = slot_of(key, mask);
    while (edges_[slot].key != 0) slot = (slot + 1) & mask;
    edges_[slot] = {key, created};
    ++edge_count_;
    return created;
}

void PhraseMatcher::add(const Phrase& phrase) {
    if (phrase.text.empty()) return;
    const auto add_below = [&](std::uint32_t node) {
        note_start(node, phrase.text);
        for (const char32_t c : phrase.text) node = add_child(node, unified(c));
        entries_.push_back(
            {phrase.kind,
             phrase.open_begin,
             phrase.open_end,
             phrase.accented,
             phrase.brand,
             first_entry_[node]}
        );
        first_entry_[node] = static_cast<std::uint32_t>(entries_.size());
    };
    add_below(word_root);
    if (phrase.open_begin) add_below(inner_root);
}

// The hot loop, kept in one piece.
void PhraseMatcher::walk(  // NOLINT(readability-function-size)
    const Glyphs& glyphs,
    std::size_t begin,
    std::uint32_t root,
    bool inside,
    std::vector<Match>& out
) const {
    auto node = root;
    for (auto at = begin; at < glyphs.size(); ++at) {
        node = child(node, unified(glyphs[at].c));
        if (node == 0) return;
        auto next = first_entry_[node];
        if (next == 0) continue;
        const bool whole = ends_word(glyphs, at + 1);
        for (; next != 0; next = entries_[next - 1].next) {
            const auto& entry = entries_[next - 1];
            if (entry.kind == WordClass::prefix) {
                if (!inside && glyphs[at].script == Script::semitic && !whole) {
                    walk(glyphs, at + 1, word_root, true, out);
                }
                continue;
            }
            const bool name = entry.kind == WordClass::brand || entry.kind == WordClass::word;
            if (!whole && !entry.open_end && !name) continue;
            if (entry.accented && !has_accent(glyphs, begin, at + 1)) continue;
            out.push_back(
                {static_cast<std::uint32_t>(begin),
                 static_cast<std::uint32_t>(at + 1),
                 entry.kind,
                 entry.brand}
            );
        }
    }
}

void PhraseMatcher::find(const Glyphs& glyphs, std::vector<Match>& out) const {
    for (std::size_t at = 0; at < glyphs.size(); ++at) {
        if (glyphs[at].c == U' ' || glyphs[at].c == U'\n') continue;
        if (starts_word(glyphs, at)) {
            if (may_start(word_root, glyphs, at)) walk(glyphs, at, word_root, false, out);
        } else if (is_spaced(glyphs[at].script) && may_start(inner_root, glyphs, at)) {
            walk(glyphs, at, inner_root, true, out);
        }
    }
    std::ranges::sort(out, {}, [](const Match& match) {
        return (static_cast<std::uint64_t>(match.begin) << 32) | match.end;
    });
}

bool PhraseMatcher::is_exactly(
    const Glyphs& glyphs, std::size_t begin, std::size_t end, WordClass kind
) const {
    auto node = word_root;
    for (auto at = begin; at < end && node != 0; ++at) node = child(node, unified(glyphs[at].c));
    if (node == 0 || begin == end) return false;
    for (auto next = first_entry_[node]; next != 0; next = entries_[next - 1].next) {
        if (entries_[next - 1].kind == kind) return true;
    }
    return false;
}

}  // namespace otpost::messages
