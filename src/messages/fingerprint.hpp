// SPDX-License-Identifier: Apache-2.0
// Marks by which a resent message is known without keeping its text: an HMAC under a key that
// lives 2.5 minutes. Afterwards the mark is noise that nothing can be compared with.
#pragma once

#include "crypto/hash.hpp"
#include "crypto/vault_keys.hpp"

#include <initializer_list>
#include <span>
#include <string_view>

namespace otpost::messages {

/// Under the current key, to store, and under the previous one, to look up beside it (the same
/// mark again when there is no previous key).
struct Fingerprint {
    crypto::Digest256 current;
    crypto::Digest256 previous;

    std::span<const std::byte> stored() const { return current; }

    std::span<const std::byte> before() const { return previous; }
};

Fingerprint fingerprint_of(
    const crypto::FingerprintKeys& keys, std::initializer_list<std::string_view> fields
);

}  // namespace otpost::messages
