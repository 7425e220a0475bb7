// SPDX-License-Identifier: Apache-2.0
// Messages of a name and a number only: 'Telegram: 730155', '730155 Telegram'. No word says that
// the number is a code, and nothing says that it is anything else.
#pragma once

#include "messages/extract/candidates.hpp"

#include <span>

namespace otpost::messages {

// What such a message adds to the score of its only number; 0 for every other message.
double terse_bonus(
    const Reading& reading, std::span<const Candidate> candidates, const Candidate& candidate
);

}  // namespace otpost::messages
