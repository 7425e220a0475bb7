// SPDX-License-Identifier: Apache-2.0
// Authenticated encryption: AES-256-GCM with a random 96-bit nonce (SEC-C1). A random nonce is
// safe for 2^32 messages under one key; rotate keys long before. `associated` names where the
// sealed bytes belong (table, id, column), so that they don't open elsewhere. Thread-safe.
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/bytes.hpp"
#include "crypto/key.hpp"

#include <optional>
#include <vector>

namespace otpost::crypto {

/// What sealing adds: 12 bytes of nonce in front and 16 of tag behind.
inline constexpr std::size_t seal_overhead = 28;

std::vector<std::byte> seal(
    const Key& key, Random& random, ByteView plaintext, ByteView associated
);

/// Nothing if the key, the bytes or `associated` are not those of sealing.
std::optional<Secret> open(const Key& key, ByteView sealed, ByteView associated);

}  // namespace otpost::crypto
