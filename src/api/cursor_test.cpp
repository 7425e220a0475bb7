// SPDX-License-Identifier: Apache-2.0
#include "api/cursor.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace otpost::api {
namespace {

TEST(Cursor, PositionsComeBack) {
    for (const std::int64_t position :
         {std::int64_t{1}, std::int64_t{42}, std::numeric_limits<std::int64_t>::max()})
        EXPECT_EQ(position_of(position_cursor(position)).value(), position);
    EXPECT_EQ(position_of(std::nullopt).value(), std::nullopt);
}

TEST(Cursor, WhatWeDidNotMakeIsRefused) {
    for (const char* text :
         {"", "p", "p0", "p-1", "1", "p1 ", "p 1", "p1x", "q1", "p99999999999999999999"}) {
        const auto position = position_of(std::string{text});
        ASSERT_FALSE(position) << text;
        EXPECT_EQ(position.error().code, ErrorCode::validation_failed);
        EXPECT_EQ(position.error().fields.at(0).field, "cursor");
    }
}

TEST(Cursor, PageSizesHaveBounds) {
    EXPECT_EQ(page_limit(std::nullopt).value(), page_default);
    EXPECT_EQ(page_limit(1).value(), 1);
    EXPECT_EQ(page_limit(page_max).value(), page_max);
    EXPECT_EQ(page_limit(page_max + 1, 500).value(), page_max + 1);
    for (const std::int64_t limit :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{page_max + 1}, std::int64_t{1} << 40}) {
        const auto refused = page_limit(limit);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fields.at(0).field, "limit");
    }
}

TEST(Cursor, an_event_position_is_one_that_we_gave_or_none) {
    EXPECT_EQ(event_position("").value(), std::nullopt);
    EXPECT_EQ(event_position("17").value(), 17);
    for (const char* bad : {"-1", "+1", " 1", "1x", "0x1", "9223372036854775808"})
        EXPECT_FALSE(event_position(bad)) << bad;
}

}  // namespace
}  // namespace otpost::api
