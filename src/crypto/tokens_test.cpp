// SPDX-License-Identifier: Apache-2.0
#include "crypto/tokens.hpp"

#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otpost::crypto {
namespace {

TEST(Tokens, SEC_S2_CarryAtLeast128RandomBits) {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const Secret token = random_token(random);
        EXPECT_EQ(from_base64url(token.reveal()).value().size() * 8, 256U);
        EXPECT_TRUE(seen.insert(token.reveal()).second);
    }
}

TEST(Tokens, draw_every_letter_of_the_alphabet_evenly) {
    SeededRandom random{3};
    std::map<char, int> counts;
    for (const char c : random_text(random, base62_alphabet, 62'000)) ++counts[c];
    EXPECT_EQ(counts.size(), 62U);
    for (const auto& [letter, count] : counts) EXPECT_NEAR(count, 1'000, 160) << letter;
}

}  // namespace
}  // namespace otpost::crypto
