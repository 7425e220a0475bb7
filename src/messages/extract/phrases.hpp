// SPDX-License-Identifier: Apache-2.0
// Finds every known word, phrase and brand name in a folded text, in one walk over a trie kept in
// a flat hash table. Words of scripts with spaces match whole words (or open ends where the entry
// says so), others match anywhere. Built once at start-up, read-only afterwards.
#pragma once

#include "messages/extract/glyphs.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace otpost::messages {

enum class WordClass : std::uint8_t {
    code_strong,
    code,
    verify,
    enter,
    share,
    ref,
    othercode,
    unit,
    currency,
    phone,
    tail,
    month,
    old,
    scam,
    request,    // asks the reader to hand a code over
    sample,     // 'such as': the number after it is made up
    expired,    // 'has expired': the number before it is of no use
    other_use,  // meetings, parcels to fetch, doors: no number there is a login code
    object,     // parcels, doors, wireless networks: a plain 'code' beside them opens those
    sensitive,
    money,  // cards and transfers: sensitive beside an amount
    merchant,
    mention,
    service_noun,
    suffix,
    prefix,
    tld,
    brand,  // a brand's name, unmistakable
    word,   // a brand's name that is also a common word
};

struct Match {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    WordClass kind{};
    std::uint32_t brand = 0;  // index of the brand for `brand` and `word`
};

struct Phrase {
    std::u32string_view text;  // folded
    WordClass kind{};
    bool open_begin = false;  // also inside a word
    bool open_end = false;    // any letters may follow
    bool accented = false;    // only with its accents: without them it is another word
    std::uint32_t brand = 0;
};

class PhraseMatcher {
public:
    PhraseMatcher();

    void add(const Phrase& phrase);

    // Appends all matches, ordered by begin. Shorter ones inside longer ones are still there.
    void find(const Glyphs& glyphs, std::vector<Match>& out) const;

    // True when glyphs [begin, end) are exactly an entry of this class.
    bool is_exactly(const Glyphs& glyphs, std::size_t begin, std::size_t end, WordClass kind) const;

private:
    struct Edge {
        std::uint64_t key = 0;  // node << 21 | character; 0 = free
        std::uint32_t child = 0;
    };

    struct Entry {
        WordClass kind{};
        bool open_begin = false;
        bool open_end = false;
        bool accented = false;
        std::uint32_t brand = 0;
        std::uint32_t next = 0;  // index + 1 of the next entry at the node
    };

    static std::size_t pair_bit(std::uint32_t root, char32_t first, char32_t second);
    void note_start(std::uint32_t root, std::u32string_view text);
    bool may_start(std::uint32_t root, const Glyphs& glyphs, std::size_t at) const;
    std::uint32_t child(std::uint32_t node, char32_t c) const;
    std::uint32_t add_child(std::uint32_t node, char32_t c);
    void grow();
    void walk(
        const Glyphs& glyphs,
        std::size_t begin,
        std::uint32_t root,
        bool inside,
        std::vector<Match>& out
    ) const;

    std::vector<Edge> edges_;
    std::size_t edge_count_ = 0;
    std::vector<std::uint32_t> first_entry_;  // by node: index + 1
    std::vector<Entry> entries_;
    std::vector<bool> starts_;  // hashed pairs of first characters: most positions end here
};

}  // namespace otpost::messages
