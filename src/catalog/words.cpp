// SPDX-License-Identifier: Apache-2.0
#include "catalog/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace otpost::catalog {

namespace {

constexpr std::size_t longest_slug = 40;
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_calling_code = 7;
constexpr std::size_t longest_alias = 60;
constexpr std::size_t most_aliases = 20;
constexpr std::string_view blanks = " \t";

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_lower(char character) {
    return character >= 'a' && character <= 'z';
}

bool is_line(std::string_view text, std::size_t longest) {
    const auto is_control = [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte < 0x20 || byte == 0x7F;
    };
    return !text.empty() && text.size() <= longest && std::ranges::none_of(text, is_control);
}

bool are_aliases(const std::vector<std::string>& aliases) {
    return aliases.size() <= most_aliases && std::ranges::all_of(aliases, [](const auto& alias) {
               return is_line(alias, longest_alias) && split_aliases(alias) == std::vector{alias};
           });
}

bool is_calling_code(std::string_view text) {
    return !text.empty() && text.size() <= longest_calling_code && text.front() != '0' &&
           std::ranges::all_of(text, is_digit);
}

void check_common(std::vector<FieldError>& fields, std::string_view name, std::int64_t tier) {
    if (!is_line(name, longest_name))
        fields.push_back({"name", "must have 1 to 100 bytes of text"});
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

std::string join_aliases(const std::vector<std::string>& aliases) {
    return fmt::format("{}", fmt::join(aliases, ";"));
}

std::vector<std::string> split_aliases(std::string_view text) {
    std::vector<std::string> aliases;
    while (!text.empty()) {
        auto one = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const auto begin = one.find_first_not_of(blanks);
        if (begin == std::string_view::npos) continue;
        one = one.substr(begin, one.find_last_not_of(blanks) + 1 - begin);
        aliases.emplace_back(one);
    }
    return aliases;
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
    if (service.aliases && !are_aliases(*service.aliases)) {
        fields.push_back({"aliases", "must be at most 20, of 1 to 60 bytes each, without ';'"});
    }
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
