// SPDX-License-Identifier: Apache-2.0
#include "base/money.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace otpost {

namespace {

constexpr std::int64_t micros_per_unit = 1'000'000;
constexpr std::size_t decimals_max = 6;

}  // namespace

std::optional<Money> checked_add(Money left, Money right) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(left.micros(), right.micros(), &sum)) return std::nullopt;
    return Money{sum};
}

std::optional<Money> checked_subtract(Money left, Money right) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left.micros(), right.micros(), &difference)) return std::nullopt;
    return Money{difference};
}

Money share_of(Money money, int basis_points) {
    ASSERT(basis_points >= 0 && basis_points <= 10'000);
    __extension__ using Wide = __int128;
    const Wide product = Wide{money.micros()} * basis_points;
    Wide quotient = product / 10'000;
    const Wide remainder = product % 10'000;
    const Wide magnitude = remainder < 0 ? -remainder : remainder;
    if (magnitude > 5'000 || (magnitude == 5'000 && quotient % 2 != 0))
        quotient += product < 0 ? -1 : 1;
    return Money{static_cast<std::int64_t>(quotient)};
}

std::string format_amount(Money money) {
    const bool negative = money.is_negative();
    const auto bits = static_cast<std::uint64_t>(money.micros());
    const std::uint64_t magnitude = negative ? 0 - bits : bits;
    std::string fraction =
        std::to_string(micros_per_unit + static_cast<std::int64_t>(magnitude % micros_per_unit));
    fraction.erase(0, 1);
    while (fraction.size() > 2 && fraction.back() == '0') fraction.pop_back();
    return (negative ? "-" : "") + std::to_string(magnitude / micros_per_unit) + "." + fraction;
}

std::optional<Money> parse_amount(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, dot);
    const std::string_view fraction = dot < text.size() ? text.substr(dot + 1) : std::string_view{};
    if (whole.empty() || fraction.size() > decimals_max || (dot < text.size() && fraction.empty()))
        return std::nullopt;
    std::int64_t micros = 0;  // below zero, where one amount more fits than above
    const auto push = [&](char digit) {
        return digit >= '0' && digit <= '9' && !__builtin_mul_overflow(micros, 10, &micros) &&
               !__builtin_sub_overflow(micros, digit - '0', &micros);
    };
    if (!std::ranges::all_of(whole, push) || !std::ranges::all_of(fraction, push))
        return std::nullopt;
    for (std::size_t i = fraction.size(); i < decimals_max; ++i)
        if (!push('0')) return std::nullopt;
    if (negative) return Money{micros};
    return checked_subtract(Money{}, Money{micros});
}

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace otpost
