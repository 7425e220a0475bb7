// SPDX-License-Identifier: Apache-2.0
// Ed25519 signatures (RFC 8032) by OpenSSL. A signing key is made from 32 secret bytes, such as a
// key file holds; whoever has the public key can verify and not sign. Thread-safe.
#pragma once

#include "crypto/bytes.hpp"
#include "crypto/key.hpp"

#include <array>
#include <cstddef>
#include <memory>

namespace otpost::crypto {

using PublicKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

class SigningKey {
public:
    explicit SigningKey(const Key& seed);

    Signature sign(ByteView message) const;

    const PublicKey& public_key() const { return public_key_; }

private:
    struct Free {
        void operator()(void* key) const;
    };

    std::unique_ptr<void, Free> key_;  ///< OpenSSL's
    PublicKey public_key_{};
};

bool is_signed(const PublicKey& by, ByteView message, const Signature& signature);

}  // namespace otpost::crypto
