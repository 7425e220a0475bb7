// SPDX-License-Identifier: Apache-2.0
// Values of CSV fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace otpost::catalog {

/// One digit from 1 to 4.
inline std::optional<std::int64_t> parse_tier(std::string_view text) {
    if (text.size() != 1 || text[0] < '1' || text[0] > '4') return std::nullopt;
    return text[0] - '0';
}

/// `1` or `0`.
inline std::optional<bool> parse_flag(std::string_view text) {
    if (text == "1") return true;
    if (text == "0") return false;
    return std::nullopt;
}

}  // namespace otpost::catalog
