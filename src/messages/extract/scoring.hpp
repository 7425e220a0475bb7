// SPDX-License-Identifier: Apache-2.0
// Weighs the candidates of a message by the words around them and picks the code to type, if any.
#pragma once

#include "messages/extract/candidates.hpp"

#include <cstddef>
#include <span>

namespace otpost::messages {

// Below this the message holds no code.
inline constexpr double score_wanted = 4.5;

double score_candidate(
    const Reading& reading, std::span<const Candidate> candidates, std::size_t index
);

}  // namespace otpost::messages
