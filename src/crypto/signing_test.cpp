// SPDX-License-Identifier: Apache-2.0
#include "crypto/signing.hpp"

#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace otpost::crypto {
namespace {

Key key_of(std::string_view digits) {
    const auto bytes = from_hex(digits).value();
    return Key{std::span{bytes}.first<Key::size>()};
}

struct Vector {
    std::string_view secret;
    std::string_view public_key;
    std::string_view message;
    std::string_view signature;
};

constexpr Vector vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"}
};

TEST(Signing, agrees_with_rfc_8032) {
    for (const auto& [secret, public_key, message, signature] : vectors) {
        const SigningKey key{key_of(secret)};
        EXPECT_EQ(hex(key.public_key()), public_key);
        const auto bytes = from_hex(message).value();
        const auto made = key.sign(bytes);
        EXPECT_EQ(hex(made), signature);
        EXPECT_TRUE(is_signed(key.public_key(), bytes, made));
    }
}

TEST(Signing, every_changed_bit_is_noticed) {
    SeededRandom random{7};
    const SigningKey key{Key::random(random)};
    const auto good = key.sign("the head of the chain");
    EXPECT_TRUE(is_signed(key.public_key(), "the head of the chain", good));
    EXPECT_FALSE(is_signed(key.public_key(), "the head of the Chain", good));
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] ^= std::byte{0x10};
        EXPECT_FALSE(is_signed(key.public_key(), "the head of the chain", bad)) << at;
    }
    const SigningKey other{Key::random(random)};
    EXPECT_FALSE(is_signed(other.public_key(), "the head of the chain", good));
}

}  // namespace
}  // namespace otpost::crypto
