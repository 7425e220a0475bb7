// SPDX-License-Identifier: Apache-2.0
#include "crypto/password_hash.hpp"

#include <gtest/gtest.h>

namespace otpost::crypto {
namespace {

Key pepper(char seed = 'p') {
    const std::string bytes(Key::size, seed);
    return Key{std::as_bytes(std::span{bytes}).first<Key::size>()};
}

class PasswordHash : public testing::Test {
protected:
    SystemRandom random;
    PasswordHasher hasher{pepper(), random, bcrypt_cost_min};

    bool same(const std::string& left, const std::string& right) {
        return hasher.verify(Secret{left}, hasher.hash(Secret{right}));
    }
};

TEST_F(PasswordHash, A2_VerifiesOnlyItsOwnPassword) {
    const std::string stored = hasher.hash(Secret{"correct horse"});
    EXPECT_TRUE(hasher.verify(Secret{"correct horse"}, stored));
    EXPECT_FALSE(hasher.verify(Secret{"correct horsf"}, stored));
    EXPECT_FALSE(hasher.verify(Secret{""}, stored));
    EXPECT_NE(hasher.hash(Secret{"correct horse"}), stored);
}

TEST_F(PasswordHash, A2_IsBcryptOfCostTwelveByDefault) {
    const PasswordHasher strong{pepper(), random};
    EXPECT_TRUE(strong.hash(Secret{"correct horse"}).starts_with("k1$2b$12$"));
    EXPECT_TRUE(strong.dummy().starts_with("k1$2b$12$"));
    EXPECT_TRUE(strong.is_outdated(hasher.hash(Secret{"correct horse"})));
    EXPECT_FALSE(hasher.is_outdated(hasher.hash(Secret{"correct horse"})));
}

TEST_F(PasswordHash, SEC_P3_LongPasswordsAreNotCut) {
    std::string left(100, 'a');
    std::string right = left;
    right[79] = 'b';
    EXPECT_TRUE(same(left, left));
    EXPECT_FALSE(same(left, right));
    EXPECT_FALSE(same(std::string(72, 'a'), std::string(73, 'a')));
}

TEST_F(PasswordHash, SEC_P3_NulBytesDoNotEndIt) {
    using namespace std::string_literals;
    EXPECT_FALSE(same("pass\0word"s, "pass\0ward"s));
    EXPECT_FALSE(same("pass"s, "pass\0"s));
}

TEST_F(PasswordHash, SEC_P3_UnicodeIsNormalised) {
    EXPECT_TRUE(same("caf\u00e9 noir", "cafe\u0301 noir"));
    EXPECT_TRUE(same("\ufb01lter", "filter"));
    EXPECT_FALSE(same("\xff one", "\xfe one"));
    EXPECT_FALSE(same("\xff one", "\ufffd one"));
}

TEST_F(PasswordHash, SEC_P3_NeedsThePepper) {
    const std::string stored = hasher.hash(Secret{"correct horse"});
    EXPECT_FALSE((PasswordHasher{pepper('q'), random, bcrypt_cost_min})
                     .verify(Secret{"correct horse"}, stored));
}

/// Made once with crypt(3) itself over base64(HMAC-SHA-384(pepper, password)) with this salt.
TEST_F(PasswordHash, SEC_P3_KeepsUnderstandingWhatIsStored) {
    EXPECT_TRUE(hasher.verify(
        Secret{"correct horse"}, "k1$2b$04$abcdefghijklmnopqrstuuOgxa0qsO6U1GstUwszQEPyw9XSkeh9m"
    ));
}

TEST_F(PasswordHash, SEC_P5_UnknownAccountsAndBrokenHashesCostTheSame) {
    const std::string stored = hasher.hash(Secret{"correct horse"});
    const std::uint64_t before = hasher.runs();
    EXPECT_FALSE(hasher.verify(Secret{"correct horse"}, hasher.dummy()));
    EXPECT_EQ(hasher.runs(), before + 1);
    for (const std::string& text :
         {std::string{}, std::string{"k1"}, stored.substr(1), stored + "x", "k2" + stored.substr(2)
         })
        EXPECT_FALSE(hasher.verify(Secret{"correct horse"}, text));
    EXPECT_EQ(hasher.runs(), before + 6);
}

}  // namespace
}  // namespace otpost::crypto
