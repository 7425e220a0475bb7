// SPDX-License-Identifier: Apache-2.0
#include "base/phone.hpp"

#include "base/calling_codes.hpp"

#include <algorithm>
#include <charconv>

namespace otpost {

namespace {

constexpr std::size_t digits_min = 7;
constexpr std::size_t digits_max = 15;
constexpr std::int64_t value_min = 1'000'000;
constexpr std::int64_t value_max = 999'999'999'999'999;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<PhoneNumber> PhoneNumber::parse(std::string_view text) {
    if (!text.starts_with('+')) return std::nullopt;
    text.remove_prefix(1);
    if (text.size() < digits_min || text.size() > digits_max || text.front() == '0')
        return std::nullopt;
    if (!std::ranges::all_of(text, is_digit)) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return PhoneNumber{value};
}

std::optional<PhoneNumber> PhoneNumber::from_value(std::int64_t value) {
    if (value < value_min || value > value_max) return std::nullopt;
    return PhoneNumber{value};
}

std::string PhoneNumber::digits() const {
    return std::to_string(value_);
}

std::string_view PhoneNumber::country() const {
    return base::country_of(digits());
}

std::string PhoneNumber::national_digits() const {
    std::string text = digits();
    text.erase(0, base::calling_code_length(text));
    return text;
}

std::string to_string(PhoneNumber number) {
    return "+" + number.digits();
}

std::string format_international(PhoneNumber number) {
    const std::string digits = number.digits();
    const std::size_t code_length = base::calling_code_length(digits);
    std::string text = "+" + digits.substr(0, code_length);
    std::string_view rest = std::string_view{digits}.substr(code_length);
    while (!rest.empty()) {
        // Threes, and fours where threes would leave a single digit at the end.
        const std::size_t group = rest.size() % 3 == 1 && rest.size() <= 4 ? rest.size() : 3;
        text.append(" ").append(rest.substr(0, group));
        rest.remove_prefix(std::min(group, rest.size()));
    }
    return text;
}

std::optional<PhoneNumber> canonical_phone(std::string_view text) {
    constexpr std::string_view separators = " .-()/\t";
    std::string kept;
    for (const char c : text) {
        if (separators.find(c) != std::string_view::npos) continue;
        if (!is_digit(c) && !(c == '+' && kept.empty())) return std::nullopt;
        kept.push_back(c);
        if (kept.size() > digits_max + 2) return std::nullopt;
    }
    if (kept.starts_with("00")) kept.replace(0, 2, "+");
    if (!kept.starts_with('+')) kept.insert(0, "+");
    return PhoneNumber::parse(kept);
}

}  // namespace otpost
