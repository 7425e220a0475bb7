// SPDX-License-Identifier: Apache-2.0
// The character classes of RFC 9110, 9112 and 3986 as one table of bits, for fast strict checks.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace otpost::net {

enum class CharClass : std::uint8_t {
    token = 1,        ///< method, header and cookie names
    field_value = 2,  ///< header values: visible, space, tab, and bytes above ASCII
    path = 4,         ///< pchar and `/`, the per cent sign apart
    query = 8,        ///< more than RFC 3986 has: `[ ] { } | ^` and backtick, as browsers send
    digit = 16,
    hex = 32,
    reg_name = 64,  ///< of a host, the per cent sign apart
    cookie_value = 128,
};

namespace detail {

constexpr bool among(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

constexpr std::uint8_t classes_of(unsigned byte) {
    const char c = static_cast<char>(byte);
    const bool digit = byte >= '0' && byte <= '9';
    const bool alpha = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool visible = byte > 0x20 && byte < 0x7f;
    const bool unreserved = digit || alpha || (visible && among(c, "-._~"));
    const bool sub_delimiter = visible && among(c, "!$&'()*+,;=");
    const bool path = unreserved || sub_delimiter || c == ':' || c == '@' || c == '/';
    unsigned bits = 0;
    if (digit || alpha || (visible && among(c, "!#$%&'*+-.^_`|~"))) bits |= 1U;
    if (visible || c == ' ' || c == '\t' || byte >= 0x80) bits |= 2U;
    if (path) bits |= 4U;
    if (path || (visible && among(c, "?[]{}|^`"))) bits |= 8U;
    if (digit) bits |= 16U;
    if (digit || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F')) bits |= 32U;
    if (unreserved || sub_delimiter) bits |= 64U;
    if (visible && !among(c, "\",;\\")) bits |= 128U;
    return static_cast<std::uint8_t>(bits);
}

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte) table[byte] = classes_of(byte);
    return table;
}

inline constexpr auto char_classes = make_classes();

}  // namespace detail

constexpr bool has_class(char c, CharClass wanted) {
    return (detail::char_classes[static_cast<unsigned char>(c)] & static_cast<std::uint8_t>(wanted)
           ) != 0;
}

constexpr bool all_of(std::string_view text, CharClass wanted) {
    for (const char c : text) {
        if (!has_class(c, wanted)) return false;
    }
    return true;
}

constexpr bool is_digit(char c) {
    return has_class(c, CharClass::digit);
}

constexpr bool is_hex(char c) {
    return has_class(c, CharClass::hex);
}

/// The value of a hexadecimal digit.
constexpr unsigned hex_value(char c) {
    if (is_digit(c)) return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace otpost::net
