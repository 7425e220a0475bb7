// SPDX-License-Identifier: Apache-2.0
#include "catalog/words.hpp"

#include <algorithm>
#include <utility>

namespace otpost::catalog {

namespace {

constexpr std::size_t longest_slug = 40;
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_calling_code = 7;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_lower(char character) {
    return character >= 'a' && character <= 'z';
}

bool is_name(std::string_view text) {
    const auto is_control = [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte < 0x20 || byte == 0x7F;
    };
    return !text.empty() && text.size() <= longest_name && std::ranges::none_of(text, is_control);
}

bool is_calling_code(std::string_view text) {
    return !text.empty() && text.size() <= longest_calling_code && text.front() != '0' &&
           std::ranges::all_of(text, is_digit);
}

void check_common(std::vector<FieldError>& fields, std::string_view name, std::int64_t tier) {
    if (!is_name(name)) fields.push_back({"name", "must have 1 to 100 bytes of text"});
    if (!is_tier(tier)) fields.push_back({"tier", "must be 1, 2, 3 or 4"});
}

}  // namespace

bool is_country_code(std::string_view text) {
    const auto is_upper = [](char character) { return character >= 'A' && character <= 'Z'; };
    return text.size() == 2 && std::ranges::all_of(text, is_upper);
}

bool is_slug(std::string_view text) {
    const auto is_allowed = [](char character) {
        return is_lower(character) || is_digit(character) || character == '-' || character == '_';
    };
    return !text.empty() && text.size() <= longest_slug && std::ranges::all_of(text, is_allowed);
}

std::vector<FieldError> mistakes(const Country& country) {
    std::vector<FieldError> fields;
    if (!is_country_code(country.code)) {
        fields.push_back({"code", "must be a country's two capital letters"});
    }
    if (!is_calling_code(country.calling_code)) {
        fields.push_back({"calling_code", "must have 1 to 7 digits and no leading zero"});
    }
    check_common(fields, country.name, country.tier);
    return fields;
}

std::vector<FieldError> mistakes(const Service& service) {
    std::vector<FieldError> fields;
    if (!is_slug(service.slug)) {
        fields.push_back({"slug", "must have 1 to 40 small letters, digits, '-' or '_'"});
    }
    if (!is_slug(service.category)) {
        fields.push_back({"category", "must have 1 to 40 small letters, digits, '-' or '_'"});
    }
    check_common(fields, service.name, service.tier);
    return fields;
}

std::unexpected<Error> refuse_fields(std::vector<FieldError> fields) {
    return std::unexpected{Error{
        ErrorCode::validation_failed,
        "Some values are not valid. Correct the fields named and try again.",
        std::nullopt,
        std::move(fields)
    }};
}

}  // namespace otpost::catalog
