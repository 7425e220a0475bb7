// SPDX-License-Identifier: Apache-2.0
#include "base/words.hpp"

#include <gmock/gmock.h>

namespace otpost {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Words, AreWhatStandsBetweenSpaces) {
    EXPECT_THAT(split_words(""), IsEmpty());
    EXPECT_THAT(split_words("one"), ElementsAre("one"));
    EXPECT_THAT(split_words("one two three"), ElementsAre("one", "two", "three"));
}

TEST(Words, ASpaceTooManyIsSeen) {
    EXPECT_THAT(split_words(" "), ElementsAre("", ""));
    EXPECT_THAT(split_words("one  two"), ElementsAre("one", "", "two"));
    EXPECT_THAT(split_words("one "), ElementsAre("one", ""));
}

}  // namespace
}  // namespace otpost
