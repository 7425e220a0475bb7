// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace otpost {
namespace {

TEST(Utf8, MeasuresTheFirstSequence) {
    EXPECT_EQ(utf8_sequence("a\xC3"), 1U);
    EXPECT_EQ(utf8_sequence("\xC3\xA4x"), 2U);
    EXPECT_EQ(utf8_sequence("\xE2\x9C\x93"), 3U);
    EXPECT_EQ(utf8_sequence("\xF0\x9F\x98\x80"), 4U);
}

TEST(Utf8, FindsNoneInBrokenBytes) {
    for (const char* broken :
         {"\x80",
          "\xC3",
          "\xC0\xAF",
          "\xC3(",
          "\xE2\x82",
          "\xE0\x80\xAF",
          "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80",
          "\xFF"})
        EXPECT_EQ(utf8_sequence(broken), 0U) << broken;
}

TEST(Utf8, PlainTextIsWhatEveryStoreTakes) {
    EXPECT_TRUE(is_plain_text(""));
    EXPECT_TRUE(is_plain_text("Gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80\n"));
    EXPECT_FALSE(is_plain_text("ab\xFF"));
    EXPECT_FALSE(is_plain_text("ab\xC3"));
    EXPECT_FALSE(is_plain_text({"a\0b", 3}));
}

}  // namespace
}  // namespace otpost
