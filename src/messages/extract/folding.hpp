// SPDX-License-Identifier: Apache-2.0
// How one character of a text is folded before words are looked up: case and accents are lost,
// digits of every script become ASCII, invisible characters vanish, dashes and quotes are unified.
// The table comes from data/services/folding.txt; built once, read-only afterwards.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace otpost::messages {

class Folding {
public:
    struct Result {
        char32_t glyphs[4];
        std::uint8_t size;
    };

    // Throws std::runtime_error naming the line when the table is malformed.
    explicit Folding(std::string_view table);

    Result fold(char32_t c) const {
        if (c < 0x80) return {{ascii_lower(c)}, 1};
        if (c >= slots_.size() || slots_[c] == 0) return {{c}, 1};
        return results_[slots_[c]];
    }

    static char32_t ascii_lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; }

private:
    std::vector<std::uint16_t> slots_;  // by code point; 0 = stays as it is
    std::vector<Result> results_;
};

}  // namespace otpost::messages
