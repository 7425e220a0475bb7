// SPDX-License-Identifier: Apache-2.0
// What countries and services may be called; checked before anything reaches the store.
#pragma once

#include "base/error.hpp"
#include "catalog/catalog.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

/// Two capital letters.
bool is_country_code(std::string_view text);

/// 1 to 40 of a-z, 0-9, '-' and '_'.
bool is_slug(std::string_view text);

constexpr bool is_tier(std::int64_t tier) {
    return tier >= 1 && tier <= 4;
}

/// As they are stored and written in files: with ';' between them.
std::string join_aliases(const std::vector<std::string>& aliases);
std::vector<std::string> split_aliases(std::string_view text);

/// A mistake for each wrong member, named after it; empty if all is well.
std::vector<FieldError> mistakes(const Country& country);
std::vector<FieldError> mistakes(const Service& service);

std::unexpected<Error> refuse_fields(std::vector<FieldError> fields);

}  // namespace otpost::catalog
