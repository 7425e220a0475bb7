// SPDX-License-Identifier: Apache-2.0
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace otpost {
namespace {

TEST(SeededRandom, replays_from_its_seed) {
    SeededRandom first{42};
    SeededRandom second{42};
    for (int i = 0; i < 100; ++i) EXPECT_EQ(first.next_u64(), second.next_u64());
    EXPECT_NE(SeededRandom{1}.next_u64(), SeededRandom{2}.next_u64());
}

TEST(SeededRandom, agrees_with_splitmix64) {
    SeededRandom random{0};
    EXPECT_EQ(random.next_u64(), 0xE220A8397B1DCDAFULL);
    EXPECT_EQ(random.next_u64(), 0x6E789E6AA1B965F4ULL);
}

TEST(Random, draws_evenly_below_the_bound) {
    SeededRandom random{9};
    std::array<int, 7> counts{};
    for (int i = 0; i < 70'000; ++i) ++counts.at(random.below(counts.size()));
    for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
    EXPECT_EQ(random.below(1), 0U);
    const std::uint64_t large = (1ULL << 63U) + 1;
    for (int i = 0; i < 1'000; ++i) EXPECT_LT(random.below(large), large);
}

TEST(SystemRandom, fills_every_byte) {
    SystemRandom random;
    std::array<std::byte, 300> ever{};
    for (int i = 0; i < 20; ++i) {
        std::array<std::byte, 300> bytes{};
        random.fill(bytes);
        for (std::size_t b = 0; b < bytes.size(); ++b) ever.at(b) |= bytes.at(b);
    }
    for (const std::byte byte : ever) EXPECT_NE(byte, std::byte{0});
}

}  // namespace
}  // namespace otpost
