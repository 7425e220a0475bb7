// SPDX-License-Identifier: Apache-2.0
// Bytes as text: one text for each value (hexadecimal apart, which may be in capitals), and every
// value has one. Tokens made of them are refused before anything is looked up.
#include "crypto/encoding.hpp"

#include "identity/api_keys.hpp"
#include "identity/devices.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::crypto {

namespace {

void check_decoders(std::string_view text) {
    if (const auto bytes = from_base64(text)) ASSERT(base64(*bytes) == text);
    if (const auto bytes = from_base64url(text)) ASSERT(base64url(*bytes) == text);
    if (const auto bytes = from_hex(text)) ASSERT(hex(*bytes).size() == text.size());
    const auto number = from_base62(text);
    if (number && text.size() <= 30) ASSERT(base62(*number, text.size()) == text);
}

void check_encoders(std::string_view text) {
    const auto same = [&](const auto& bytes) { return bytes && as_text(*bytes) == text; };
    ASSERT(same(from_base64(base64(text))));
    ASSERT(same(from_base64url(base64url(text))));
    ASSERT(same(from_hex(hex(text))));
}

}  // namespace

FUZZ_TARGET(encoding) {
    check_decoders(input);
    check_encoders(input);
    if (const auto key = identity::parse_api_key(input))
        ASSERT(key->value() > 0 && input.starts_with("otp_live_"));
    static constexpr std::array<std::byte, Key::size> zeros{};
    static const Key server_key{zeros};
    const auto nonce = identity::device_nonce(Secret{std::string{input}}, AccountId{1}, server_key);
    ASSERT(!nonce || nonce->size() == 22);
}

}  // namespace otpost::crypto
