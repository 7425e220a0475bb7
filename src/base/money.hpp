// SPDX-License-Identifier: Apache-2.0
// Money as integer micro-units (1e-6) of the ledger currency; no floating point (W1).
// Sums that leave int64 are refused, never wrapped.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost {

class Money {
public:
    Money() = default;

    explicit constexpr Money(std::int64_t micros) : micros_(micros) {}

    constexpr std::int64_t micros() const { return micros_; }

    constexpr bool is_negative() const { return micros_ < 0; }

    constexpr bool is_positive() const { return micros_ > 0; }

    friend constexpr auto operator<=>(Money, Money) = default;

private:
    std::int64_t micros_ = 0;
};

/// Nothing when the result does not fit.
std::optional<Money> checked_add(Money left, Money right);
std::optional<Money> checked_subtract(Money left, Money right);

/// `basis_points` ten-thousandths of `money`, rounded half to even. 0 <= basis_points <= 10,000.
Money share_of(Money money, int basis_points);

/// Decimal text with at least two decimals and no needless zeros beyond: `0.35`, `12.00`, `0.0125`.
std::string format_amount(Money money);

/// Reads a decimal with up to six decimals, such as `0.35`; nothing if it is anything else.
std::optional<Money> parse_amount(std::string_view text);

/// ISO 4217 code: three capital letters.
bool is_currency(std::string_view text);

}  // namespace otpost
