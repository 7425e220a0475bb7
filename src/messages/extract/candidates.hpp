// SPDX-License-Identifier: Apache-2.0
// Strings in a message that could be a one-time code. First everything that cannot be one is
// masked (phones, dates, times, amounts, card digits, quantities, application hashes), then runs
// of digits, letters with digits, and capital letters are taken with what their shape says.
#pragma once

#include "messages/extract/reading.hpp"

#include <string>
#include <vector>

namespace otpost::messages {

enum class Shape : std::uint8_t { digits, mixed, letters };

struct Candidate {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Shape shape = Shape::digits;
    std::string code;        // ASCII, as typed
    double prior = 0;        // what the shape alone says
    bool prefixed = false;   // 'G-123456'
    bool reference = false;  // stands right after 'order', 'account' and the like
    bool uneven = false;     // separators in odd places, or glued to other numbers
};

void mask_numbers(Reading& reading);
void find_candidates(
    const PhraseMatcher& matcher, const Reading& reading, std::vector<Candidate>& out
);

}  // namespace otpost::messages
