// SPDX-License-Identifier: Apache-2.0
// Runs of ASCII letters and digits, and the candidates made of letters or of both: 'a7f-92k',
// 'K7F 92K', 'luna-pez-38', 'BNQWTRXK'.
#pragma once

#include "messages/extract/candidates.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace otpost::messages {

// A run of ASCII letters and digits.
struct Atom {
    std::size_t begin = 0;
    std::size_t end = 0;
    unsigned digits = 0;
    unsigned letters = 0;
    unsigned upper = 0;

    std::size_t size() const { return end - begin; }

    bool only_digits() const { return letters == 0 && digits > 0; }

    bool only_upper() const { return digits == 0 && letters > 0 && upper == letters; }
};

Atom atom_at(const Reading& reading, std::size_t at);

// What stands between two positions, as typed.
std::string text_of(const Reading& reading, std::size_t begin, std::size_t end, bool dashes);

void add_mixed(const Reading& reading, const std::vector<Atom>& run, std::vector<Candidate>& out);
// Takes the groups after `first`; false when it is no code in groups.
bool add_spaced(const Reading& reading, const Atom& first, std::vector<Candidate>& out);
void add_letters(const Reading& reading, const Atom& atom, std::vector<Candidate>& out);

}  // namespace otpost::messages
