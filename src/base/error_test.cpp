// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include "base/assert.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace otpost {
namespace {

TEST(Error, every_code_has_a_text_of_its_own) {
    std::set<std::string_view> texts;
    const int last = static_cast<int>(ErrorCode::preview_outdated);
    for (int code = 0; code <= last; ++code) {
        const std::string_view text = to_string(static_cast<ErrorCode>(code));
        EXPECT_TRUE(texts.insert(text).second) << text;
        EXPECT_TRUE(std::ranges::all_of(text, [](char c) {
            return c == '_' || (c >= 'a' && c <= 'z');
        }));
    }
}

Result<int> half(int number) {
    if (number % 2 != 0) return refuse(ErrorCode::invalid_request, "The number is odd.");
    return number / 2;
}

Result<> must_be_even(int number) {
    CHECK(half(number));
    return {};
}

Result<int> quarter(int number) {
    CHECK(must_be_even(number));
    TRY(const int once, half(number));
    TRY(const int twice, half(once));
    return twice;
}

TEST(Result, try_and_check_hand_the_error_up) {
    EXPECT_EQ(quarter(8), 2);
    EXPECT_EQ(quarter(6).error().code, ErrorCode::invalid_request);
    EXPECT_EQ(quarter(7).error().message, "The number is odd.");
    const Error until = refuse_until(ErrorCode::unavailable, "Later.", from_micros(9)).error();
    EXPECT_EQ(until.retry_at, from_micros(9));
}

TEST(AssertDeathTest, prints_and_aborts_when_we_are_wrong) {
    ASSERT(1 + 1 == 2);
    EXPECT_DEATH(ASSERT(1 + 1 == 3), "assertion failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace otpost
