// SPDX-License-Identifier: Apache-2.0
// Whether bytes from outside are text.
#pragma once

#include <cstddef>
#include <string_view>

namespace otpost {

/// Bytes of the well-formed UTF-8 sequence at the start of `text`, which is not empty; 0 if there
/// is none.
std::size_t utf8_sequence(std::string_view text);

/// UTF-8 without NUL: what every store takes as text.
bool is_plain_text(std::string_view text);

}  // namespace otpost
