// SPDX-License-Identifier: Apache-2.0
// An authenticator app for tests: what it makes of the secret that somebody types into it. Who uses
// it links liboath.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <liboath/oath.h>
#include <string>

namespace otpost::testing {

/// What a base32 text says.
inline std::string seed_of(const std::string& text) {
    char* bytes = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(oath_base32_decode(text.data(), text.size(), &bytes, &size), OATH_OK) << text;
    std::string seed{bytes, size};
    std::free(bytes);  // NOLINT(cppcoreguidelines-no-malloc): liboath's
    return seed;
}

/// The code of the time step: step 0 is the first half minute of 1970.
inline std::string code_at(const std::string& seed, std::int64_t step) {
    char code[7] = {};
    const auto time = static_cast<std::time_t>(step * 30);
    EXPECT_EQ(oath_totp_generate(seed.data(), seed.size(), time, 30, 0, 6, code), OATH_OK);
    return code;
}

}  // namespace otpost::testing
