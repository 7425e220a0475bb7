// SPDX-License-Identifier: Apache-2.0
// Phone numbers in ITU-T E.164 form: 7 to 15 digits behind a plus, no leading zero. Kept as an
// integer (15 digits fit in 53 bits), so that they store, compare and hash cheaply. A number is
// personal data: there is no way to hand one to the log.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace otpost {

class PhoneNumber {
public:
    /// `+` and 7 to 15 digits, nothing else.
    static std::optional<PhoneNumber> parse(std::string_view text);

    /// The number as stored; nothing if it has too few or too many digits.
    static std::optional<PhoneNumber> from_value(std::int64_t value);

    constexpr std::int64_t value() const { return value_; }

    /// Without the plus.
    std::string digits() const;

    /// ISO 3166 alpha-2 of the country that the ITU gave the prefix to, with shared codes taken
    /// apart (+1, +7, +44 ...). Empty for prefixes of no country: toll-free, satellite, unassigned.
    std::string_view country() const;

    /// The digits after the country calling code, as dialled inside the country without its
    /// trunk prefix.
    std::string national_digits() const;

    friend constexpr auto operator<=>(PhoneNumber, PhoneNumber) = default;

private:
    explicit constexpr PhoneNumber(std::int64_t value) : value_(value) {}

    std::int64_t value_;
};

/// E.164: `+447911123456`.
std::string to_string(PhoneNumber number);

/// For people: `+44 791 112 3456`. Groups are made evenly, not by each country's habit.
std::string format_international(PhoneNumber number);

/// What suppliers send: with plus, `00` or neither in front of the calling code, and with spaces,
/// dots, dashes or brackets inside. National forms (one leading zero) are refused.
std::optional<PhoneNumber> canonical_phone(std::string_view text);

}  // namespace otpost

template <>
struct std::hash<otpost::PhoneNumber> {
    std::size_t operator()(otpost::PhoneNumber number) const noexcept {
        return std::hash<std::int64_t>{}(number.value());
    }
};
