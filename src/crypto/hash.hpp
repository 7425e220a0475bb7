// SPDX-License-Identifier: Apache-2.0
// SHA-2 and HMAC by OpenSSL. Algorithms are fetched once and contexts kept per thread, so a call
// costs little more than the hashing. Thread-safe.
#pragma once

#include "crypto/bytes.hpp"

#include <array>
#include <initializer_list>

namespace otpost::crypto {

using Digest160 = std::array<std::byte, 20>;
using Digest256 = std::array<std::byte, 32>;
using Digest384 = std::array<std::byte, 48>;

Digest256 sha256(ByteView data);

/// Of the parts one after the other, without joining them.
Digest256 sha256(std::initializer_list<ByteView> parts);

Digest256 hmac_sha256(ByteView key, ByteView data);
Digest256 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);
Digest384 hmac_sha384(ByteView key, ByteView data);

/// Only for senders that sign with nothing better (Twilio's X-Twilio-Signature).
Digest160 hmac_sha1(ByteView key, std::initializer_list<ByteView> parts);

}  // namespace otpost::crypto
