// SPDX-License-Identifier: Apache-2.0
#include "crypto/aead.hpp"

#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

namespace otpost::crypto {
namespace {

/// Gives out the bytes it was made with.
class FixedRandom final : public Random {
public:
    explicit FixedRandom(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}

    void fill(std::span<std::byte> out) override {
        std::copy_n(bytes_.begin(), out.size(), out.begin());
    }

private:
    std::vector<std::byte> bytes_;
};

Key test_key(char seed) {
    const std::string bytes(Key::size, seed);
    return Key{std::as_bytes(std::span{bytes}).first<Key::size>()};
}

/// Case 16 of the GCM paper by McGrew and Viega.
TEST(Aead, SEC_C1_AgreesWithTheKnownAnswer) {
    const auto key_bytes =
        from_hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308").value();
    const Key key{std::span{key_bytes}.first<Key::size>()};
    FixedRandom nonce{from_hex("cafebabefacedbaddecaf888").value()};
    const auto plaintext = from_hex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    );
    const auto associated = from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    const auto sealed = seal(key, nonce, *plaintext, *associated);
    EXPECT_EQ(
        hex(sealed),
        "cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    );
    const auto opened = open(key, sealed, *associated);
    ASSERT_TRUE(opened);
    EXPECT_EQ(hex(opened->reveal()), hex(*plaintext));
}

TEST(Aead, SEC_C1_OpensNothingThatWasChangedOrMoved) {
    SeededRandom random{1};
    const Key key = test_key('k');
    const auto sealed = seal(key, random, "code 123456", "message:1:body");
    EXPECT_EQ(open(key, sealed, "message:1:body").value().reveal(), "code 123456");
    EXPECT_FALSE(open(key, sealed, "message:2:body"));
    EXPECT_FALSE(open(test_key('l'), sealed, "message:1:body"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] ^= std::byte{1};
        EXPECT_FALSE(open(key, changed, "message:1:body")) << i;
        EXPECT_FALSE(open(key, std::span{sealed}.first(i), "message:1:body")) << i;
    }
}

TEST(Aead, seals_the_empty_text_too) {
    SeededRandom random{2};
    const Key key = test_key('k');
    const auto sealed = seal(key, random, "", "");
    EXPECT_EQ(sealed.size(), seal_overhead);
    EXPECT_EQ(open(key, sealed, "").value().reveal(), "");
    EXPECT_FALSE(open(key, sealed, "x"));
}

TEST(Aead, SEC_C1_NeverRepeatsANonce) {
    SystemRandom random;
    const Key key = test_key('k');
    EXPECT_NE(seal(key, random, "same", ""), seal(key, random, "same", ""));
}

}  // namespace
}  // namespace otpost::crypto
