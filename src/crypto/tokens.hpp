// SPDX-License-Identifier: Apache-2.0
// Secrets made for others to present: session tokens, API keys, reset codes (SEC-S2).
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace otpost::crypto {

/// 256 random bits as 43 characters of base64url.
Secret random_token(Random& random);

/// `length` characters, each drawn evenly from `alphabet`. Not a secret unless length and alphabet
/// make at least 128 bits of it.
std::string random_text(Random& random, std::string_view alphabet, std::size_t length);

}  // namespace otpost::crypto
