// SPDX-License-Identifier: Apache-2.0
#include "base/money.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace otpost {
namespace {

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

TEST(Money, W1_RefusesSumsThatDoNotFit) {
    EXPECT_EQ(checked_add(Money{2}, Money{-5}), Money{-3});
    EXPECT_FALSE(checked_add(Money{int64_max}, Money{1}));
    EXPECT_FALSE(checked_subtract(Money{int64_min}, Money{1}));
    EXPECT_FALSE(checked_subtract(Money{}, Money{int64_min}));
}

TEST(Money, W1_SharesRoundHalfToEven) {
    EXPECT_EQ(share_of(Money{10'000}, 2'500), Money{2'500});
    EXPECT_EQ(share_of(Money{1}, 5'000), Money{0});
    EXPECT_EQ(share_of(Money{3}, 5'000), Money{2});
    EXPECT_EQ(share_of(Money{-1}, 5'000), Money{0});
    EXPECT_EQ(share_of(Money{-3}, 5'000), Money{-2});
    EXPECT_EQ(share_of(Money{3}, 3'333), Money{1});
    EXPECT_EQ(share_of(Money{int64_max}, 10'000), Money{int64_max});
    EXPECT_EQ(share_of(Money{int64_min}, 10'000), Money{int64_min});
}

TEST(Money, W1_SharesOfAWholeNeverExceedIt) {
    SeededRandom random{11};
    for (int i = 0; i < 10'000; ++i) {
        const Money whole{static_cast<std::int64_t>(random.below(1'000'000'000))};
        const auto points = static_cast<int>(random.below(10'001));
        const std::int64_t both =
            share_of(whole, points).micros() + share_of(whole, 10'000 - points).micros();
        EXPECT_LE(std::abs(both - whole.micros()), 1);
        EXPECT_LE(share_of(whole, points), whole);
    }
}

TEST(Money, W1_IsWrittenExactly) {
    EXPECT_EQ(format_amount(Money{350'000}), "0.35");
    EXPECT_EQ(format_amount(Money{12'000'000}), "12.00");
    EXPECT_EQ(format_amount(Money{12'500}), "0.0125");
    EXPECT_EQ(format_amount(Money{-1}), "-0.000001");
    EXPECT_EQ(format_amount(Money{int64_min}), "-9223372036854.775808");
    EXPECT_EQ(format_amount(Money{int64_max}), "9223372036854.775807");
}

TEST(Money, W1_ReadsWhatItWrites) {
    SeededRandom random{12};
    for (int i = 0; i < 10'000; ++i) {
        const Money money{static_cast<std::int64_t>(random.next_u64() >> random.below(63))};
        EXPECT_EQ(parse_amount(format_amount(money)), money) << format_amount(money);
    }
    EXPECT_EQ(parse_amount("12"), Money{12'000'000});
    EXPECT_EQ(parse_amount("-0.5"), Money{-500'000});
    const Money least{std::numeric_limits<std::int64_t>::min()};
    EXPECT_EQ(parse_amount(format_amount(least)), least);
    EXPECT_EQ(parse_amount("9223372036854.775808"), std::nullopt);
}

TEST(Money, W1_RefusesOtherTexts) {
    for (const char* text :
         {"",
          "-",
          ".",
          ".5",
          "5.",
          "1,5",
          "1e3",
          " 1",
          "1 ",
          "+1",
          "0x1",
          "1.0000001",
          "1.2.3",
          "--1",
          "-",
          "9223372036854.775808",
          "99999999999999999999",
          "NaN"})
        EXPECT_FALSE(parse_amount(text)) << text;
}

TEST(Money, knows_what_looks_like_a_currency) {
    EXPECT_TRUE(is_currency("EUR"));
    for (const char* text : {"", "EU", "eur", "EURO", "E1R"})
        EXPECT_FALSE(is_currency(text)) << text;
}

}  // namespace
}  // namespace otpost
