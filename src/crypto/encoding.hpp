// SPDX-License-Identifier: Apache-2.0
// Text forms of bytes and numbers. Decoders are strict: one text for each value, no white space,
// no stray bits, so that two texts never name the same secret.
#pragma once

#include "crypto/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::crypto {

/// Lower case.
std::string hex(ByteView bytes);

/// Either case.
std::optional<std::vector<std::byte>> from_hex(std::string_view text);

/// RFC 4648 section 4, with padding.
std::string base64(ByteView bytes);
std::optional<std::vector<std::byte>> from_base64(std::string_view text);

/// RFC 4648 section 5, without padding.
std::string base64url(ByteView bytes);
std::optional<std::vector<std::byte>> from_base64url(std::string_view text);

/// Digits 0-9, A-Z, a-z, zero-padded to `width`, which must hold the value.
std::string base62(std::uint64_t value, std::size_t width);

/// Nothing if a character is none of the 62, the text is empty or the number exceeds 64 bits.
std::optional<std::uint64_t> from_base62(std::string_view text);

inline constexpr std::string_view base62_alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// CRC-32 as in zlib and PNG; finds typing errors, proves nothing.
std::uint32_t crc32(ByteView bytes);

/// Compares without telling by its time where the two differ. The lengths are not hidden.
bool equal_constant_time(ByteView left, ByteView right);

}  // namespace otpost::crypto
