// SPDX-License-Identifier: Apache-2.0
// Lists that are stored as words between single spaces.
#pragma once

#include <string_view>
#include <vector>

namespace otpost {

/// What stands between the spaces of `text`, and lives as long as it. Two spaces, or one at an end,
/// give an empty word, so that who knows the words can refuse it; an empty text has none.
std::vector<std::string_view> split_words(std::string_view text);

}  // namespace otpost
