// SPDX-License-Identifier: Apache-2.0
#include "base/words.hpp"

namespace otpost {

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    if (text.empty()) return words;
    for (auto space = text.find(' '); space != std::string_view::npos; space = text.find(' ')) {
        words.push_back(text.substr(0, space));
        text.remove_prefix(space + 1);
    }
    words.push_back(text);
    return words;
}

}  // namespace otpost
