// SPDX-License-Identifier: Apache-2.0
#include "base/time.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

namespace otpost {
namespace {

using namespace std::chrono_literals;

TEST(Time, is_written_in_utc_with_milliseconds) {
    EXPECT_EQ(format_rfc3339(from_micros(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(from_micros(1'795'253'400'125'999)), "2026-11-21T09:30:00.125Z");
    EXPECT_EQ(format_rfc3339(from_micros(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Time, is_read_with_any_offset) {
    const Time expected = from_micros(1'795'253'400'125'000);
    EXPECT_EQ(parse_rfc3339("2026-11-21T09:30:00.125Z"), expected);
    EXPECT_EQ(parse_rfc3339("2026-11-21t09:30:00.125z"), expected);
    EXPECT_EQ(parse_rfc3339("2026-11-21T11:30:00.125+02:00"), expected);
    EXPECT_EQ(parse_rfc3339("2026-11-21T04:00:00.125-05:30"), expected);
    EXPECT_EQ(parse_rfc3339("2026-11-21T09:30:00.1250009Z"), expected);
    EXPECT_EQ(parse_rfc3339("2026-11-21T09:30:00Z"), expected - 125ms);
}

TEST(Time, refuses_other_texts) {
    for (const char* text :
         {"",
          "2026-11-21",
          "2026-11-21T09:30:00",
          "2026-02-30T09:30:00Z",
          "2026-13-01T00:00:00Z",
          "2026-11-21T24:00:00Z",
          "2026-11-21T09:60:00Z",
          "2026-11-21T09:30:00.Z",
          "2026-11-21T09:30:00+2:00",
          "2026-11-21T09:30:00+25:00",
          "2026-11-21T09:30:00Z ",
          "2026/11/21T09:30:00Z",
          "-026-11-21T09:30:00Z",
          "2026-11-21T09:30:00ZZ"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Time, reads_what_it_writes) {
    SeededRandom random{5};
    for (int i = 0; i < 2'000; ++i) {
        const Time time =
            from_micros(static_cast<std::int64_t>(random.below(4'000'000'000'000)) * 1'000);
        EXPECT_EQ(parse_rfc3339(format_rfc3339(time)), time);
    }
}

TEST(Time, an_offset_does_not_lead_out_of_four_digit_years) {
    EXPECT_FALSE(parse_rfc3339("0000-01-01T00:00:00+00:01"));
    EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:59-00:01"));
    EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:60Z"));
    EXPECT_TRUE(parse_rfc3339("0000-01-01T00:00:00Z"));
    EXPECT_TRUE(parse_rfc3339("9999-12-31T23:59:59.999999Z"));
}

TEST(ManualClock, moves_only_when_told) {
    ManualClock clock{from_micros(5)};
    EXPECT_EQ(clock.now(), from_micros(5));
    clock.advance(1s);
    EXPECT_EQ(clock.now(), from_micros(1'000'005));
    clock.set(from_micros(1));
    EXPECT_EQ(clock.now(), from_micros(1));
}

}  // namespace
}  // namespace otpost
