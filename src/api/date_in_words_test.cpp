// SPDX-License-Identifier: Apache-2.0
#include "api/date_in_words.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

TEST(DateInWords, EachLanguageHasItsOwn) {
    using namespace std::chrono;
    const Time time{sys_days{year{2026} / 3 / 5} + hours{1} + minutes{7}};
    EXPECT_EQ(date_in_words(time, "en"), "5 March 2026, 01:07 UTC");
    EXPECT_EQ(date_in_words(time, "es"), "5 de marzo de 2026, 01:07 UTC");
    EXPECT_EQ(date_in_words(time, "de"), "5. März 2026, 01:07 UTC");
    EXPECT_EQ(date_in_words(time, "ar"), "5 مارس 2026، 01:07 UTC");
    EXPECT_EQ(date_in_words(time, "tlh"), date_in_words(time, "en"));
}

}  // namespace
}  // namespace otpost::api
