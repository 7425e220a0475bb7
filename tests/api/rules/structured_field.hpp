// SPDX-License-Identifier: Apache-2.0
// A reader of structured fields (RFC 9651), as far as rate limits use them: a list of strings with
// whole numbers as parameters. Strict, and written from the standard, not from what we send.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::api_test {

using Parameters = std::map<std::string, std::int64_t>;

struct FieldItem {
    std::string name;
    Parameters parameters;
};

/// Throws std::invalid_argument for what is no such field.
std::vector<FieldItem> parse_field(std::string_view text);

}  // namespace otpost::api_test
