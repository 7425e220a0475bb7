// SPDX-License-Identifier: Apache-2.0
// Forms of brand names whose stem changes in Slavic languages ('Netflix', 'na Netfliksie'). Plain
// endings ('Facebooku') need no forms: the [suffix] words cover them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace otpost::messages {

// `name` is folded. Empty for names too short to be told from words.
std::vector<std::u32string> inflected_forms(std::u32string_view name);

}  // namespace otpost::messages
