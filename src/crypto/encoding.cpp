// SPDX-License-Identifier: Apache-2.0
#include "crypto/encoding.hpp"

#include "base/assert.hpp"

#include <openssl/crypto.h>

#include <array>

namespace otpost::crypto {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static_assert(base64_digits.size() == 64 && base64url_digits.size() == 64);
static_assert(base62_alphabet.size() == 62);

/// The value of each character in an alphabet; -1 for the others.
using Values = std::array<std::int8_t, 256>;

constexpr Values values_of(std::string_view digits) {
    Values values{};
    values.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i)
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    return values;
}

constexpr Values base64_values = values_of(base64_digits);
constexpr Values base64url_values = values_of(base64url_digits);
constexpr Values base62_values = values_of(base62_alphabet);

int value_in(const Values& values, char c) {
    return values[static_cast<unsigned char>(c)];
}

int hex_value(char c) {
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= '0' && c <= '9' ? c - '0' : -1;
}

/// Without padding: 2, 3 or 4 digits for each group of up to 3 bytes.
std::string encode64(ByteView bytes, std::string_view digits) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::byte byte : bytes.bytes()) {
        bits = (bits << 8U) | std::to_integer<std::uint32_t>(byte);
        for (held += 8; held >= 6; held -= 6) text.push_back(digits[(bits >> (held - 6)) & 63U]);
    }
    if (held > 0) text.push_back(digits[(bits << (6 - held)) & 63U]);
    return text;
}

std::optional<std::vector<std::byte>> decode64(std::string_view text, const Values& values) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const int value = value_in(values, c);
        if (value < 0) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes.push_back(static_cast<std::byte>((bits >> held) & 0xFFU));
    }
    // What is left over must be zero, or several texts would decode to the same bytes.
    if ((bits & ((1U << held) - 1U)) != 0) return std::nullopt;
    return bytes;
}

constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
        table[i] = value;
    }
    return table;
}();

}  // namespace

std::string hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes.bytes()) {
        text.push_back(hex_digits[std::to_integer<unsigned>(byte) >> 4U]);
        text.push_back(hex_digits[std::to_integer<unsigned>(byte) & 15U]);
    }
    return text;
}

std::optional<std::vector<std::byte>> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes.push_back(static_cast<std::byte>(high * 16 + low));
    }
    return bytes;
}

std::string base64(ByteView bytes) {
    std::string text = encode64(bytes, base64_digits);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::vector<std::byte>> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    if (text.ends_with("=="))
        text.remove_suffix(2);
    else if (text.ends_with('='))
        text.remove_suffix(1);
    return decode64(text, base64_values);
}

std::string base64url(ByteView bytes) {
    return encode64(bytes, base64url_digits);
}

std::optional<std::vector<std::byte>> from_base64url(std::string_view text) {
    return decode64(text, base64url_values);
}

std::string base62(std::uint64_t value, std::size_t width) {
    std::string text(width, '0');
    for (std::size_t i = width; i-- > 0; value /= 62) text[i] = base62_alphabet[value % 62];
    ASSERT(value == 0);
    return text;
}

std::optional<std::uint64_t> from_base62(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        const int digit = value_in(base62_values, c);
        if (digit < 0 || __builtin_mul_overflow(value, std::uint64_t{62}, &value) ||
            __builtin_add_overflow(value, static_cast<std::uint64_t>(digit), &value))
            return std::nullopt;
    }
    return value;
}

std::uint32_t crc32(ByteView bytes) {
    std::uint32_t value = ~0U;
    for (const std::byte byte : bytes.bytes())
        value = (value >> 8U) ^ crc_table[(value ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU];
    return ~value;
}

bool equal_constant_time(ByteView left, ByteView right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.octets(), right.octets(), left.size()) == 0;
}

}  // namespace otpost::crypto
