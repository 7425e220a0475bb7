// SPDX-License-Identifier: Apache-2.0
// Which country a number's leading digits belong to: ITU-T E.164 assigned codes, the North
// American area codes, and the ranges of territories that share a code with a larger country.
#pragma once

#include <cstddef>
#include <string_view>

namespace otpost::base {

/// ISO 3166 alpha-2 by the longest known prefix of `digits`; empty if it belongs to no country.
std::string_view country_of(std::string_view digits);

/// How many of the digits are the country calling code: 1, 2 or 3.
std::size_t calling_code_length(std::string_view digits);

}  // namespace otpost::base
