// SPDX-License-Identifier: Apache-2.0
#include "crypto/encoding.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

namespace otpost::crypto {
namespace {

std::string text_of(const std::optional<std::vector<std::byte>>& bytes) {
    return bytes ? std::string{as_text(*bytes)} : "refused";
}

TEST(Encoding, agrees_with_the_vectors_of_rfc_4648) {
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64url("\xff\xfe\xfd"), "__79");
    EXPECT_EQ(hex("foobar"), "666f6f626172");
    EXPECT_EQ(text_of(from_hex("666F6f626172")), "foobar");
}

TEST(Encoding, decodes_what_it_encoded_for_every_length) {
    SeededRandom random{7};
    for (std::size_t size = 0; size < 70; ++size) {
        std::vector<std::byte> bytes(size);
        random.fill(bytes);
        EXPECT_EQ(from_hex(hex(bytes)), bytes);
        EXPECT_EQ(from_base64(base64(bytes)), bytes);
        EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    }
}

TEST(Encoding, refuses_texts_that_it_would_not_write) {
    for (const char* text :
         {"Zg", "Zg=", "Zh==", "Zm9=", "Z m8=", "Zg==\n", "Z===", "====", "Zm-v"})
        EXPECT_FALSE(from_base64(text)) << text;
    for (const char* text : {"Zg==", "Zh", "Z", "Zm+v", "Zm8 "})
        EXPECT_FALSE(from_base64url(text)) << text;
    for (const char* text : {"6", "6g", "0x66", " 66"}) EXPECT_FALSE(from_hex(text)) << text;
}

TEST(Encoding, base62_keeps_numbers_and_width) {
    EXPECT_EQ(base62(0, 1), "0");
    EXPECT_EQ(base62(61, 3), "00z");
    EXPECT_EQ(base62(~0ULL, 11), "LygHa16AHYF");
    EXPECT_EQ(from_base62("LygHa16AHYF"), ~0ULL);
    EXPECT_FALSE(from_base62("LygHa16AHYG"));
    EXPECT_FALSE(from_base62(""));
    EXPECT_FALSE(from_base62("a_b"));
}

TEST(Encoding, crc32_agrees_with_the_check_value) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
    EXPECT_EQ(crc32(""), 0U);
}

TEST(Encoding, compares_bytes_whatever_they_are) {
    EXPECT_TRUE(equal_constant_time("", ""));
    EXPECT_TRUE(equal_constant_time("secret", "secret"));
    EXPECT_FALSE(equal_constant_time("secret", "secreT"));
    EXPECT_FALSE(equal_constant_time("secret", "secret "));
}

}  // namespace
}  // namespace otpost::crypto
