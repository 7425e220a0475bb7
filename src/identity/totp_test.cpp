// SPDX-License-Identifier: Apache-2.0
#include "identity/totp.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace otpost::identity {
namespace {

const Secret rfc_seed{"12345678901234567890"};

Time at(std::int64_t seconds) {
    return from_micros(seconds * 1'000'000);
}

/// Appendix B of RFC 6238, the last six of its eight digits.
TEST(Totp, A5_AgreesWithRfc6238) {
    const std::pair<std::int64_t, std::string_view> known[] = {
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"}
    };
    for (const auto& [seconds, code] : known) {
        EXPECT_EQ(totp_code(rfc_seed, totp_step_at(at(seconds))).reveal(), code) << seconds;
        EXPECT_EQ(totp_step_of(rfc_seed, code, at(seconds)), seconds / 30) << seconds;
    }
}

TEST(Totp, SEC_O1_ACodeCountsForItsStepAndItsNeighbours) {
    const std::int64_t step = 66'666'666;
    const Secret code = totp_code(rfc_seed, step);
    const auto found = [&](std::int64_t seconds) {
        return totp_step_of(rfc_seed, code.reveal(), at(seconds)).has_value();
    };
    EXPECT_FALSE(found(step * 30 - 31));
    EXPECT_TRUE(found(step * 30 - 30));
    EXPECT_TRUE(found(step * 30));
    EXPECT_TRUE(found(step * 30 + 59));
    EXPECT_FALSE(found(step * 30 + 60));
}

TEST(Totp, A5_WhatIsNoCodeMatchesNothing) {
    const std::string code = totp_code(rfc_seed, totp_step_at(at(59))).reveal();
    for (const std::string& other : {std::string{}, code + "0", code.substr(1), code + '\0'})
        EXPECT_FALSE(totp_step_of(rfc_seed, other, at(59))) << other;
}

TEST(Totp, A5_AppsReadTheUri) {
    EXPECT_EQ(totp_text(rfc_seed).reveal(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(
        totp_uri(rfc_seed, "Otpost & Söhne", "ada+1@example.com").reveal(),
        "otpauth://totp/Otpost%20%26%20S%C3%B6hne:ada%2B1%40example.com"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Otpost%20%26%20S%C3%B6hne"
        "&algorithm=SHA1&digits=6&period=30"
    );
}

TEST(Totp, A5_ThreadsDontDisturbEachOther) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int j = 0; j < 500; ++j)
                EXPECT_EQ(totp_code(rfc_seed, totp_step_at(at(59))).reveal(), "287082");
        });
}

}  // namespace
}  // namespace otpost::identity
