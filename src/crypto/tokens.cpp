// SPDX-License-Identifier: Apache-2.0
#include "crypto/tokens.hpp"

#include "base/assert.hpp"
#include "crypto/encoding.hpp"

#include <array>

namespace otpost::crypto {

Secret random_token(Random& random) {
    std::array<std::byte, 32> bytes{};
    random.fill(bytes);
    Secret token{base64url(bytes)};
    wipe(bytes.data(), bytes.size());
    return token;
}

std::string random_text(Random& random, std::string_view alphabet, std::size_t length) {
    ASSERT(!alphabet.empty());
    std::string text(length, '\0');
    for (char& c : text) c = alphabet[random.below(alphabet.size())];
    return text;
}

}  // namespace otpost::crypto
