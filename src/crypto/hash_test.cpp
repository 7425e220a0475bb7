// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"

#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace otpost::crypto {
namespace {

TEST(Hash, sha256_agrees_with_fips_180) {
    EXPECT_EQ(
        hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256({"a", "", "bc"}), sha256("abc"));
}

TEST(Hash, hmac_agrees_with_rfc_4231_and_rfc_2202) {
    EXPECT_EQ(
        hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    EXPECT_EQ(
        hex(hmac_sha384("Jefe", "what do ya want for nothing?")),
        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        "8e2240ca5e69e2c78b3239ecfab21649"
    );
    EXPECT_EQ(
        hex(hmac_sha1("Jefe", {"what do ya want", " for nothing?"})),
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    );
}

TEST(Hash, hmac_takes_keys_longer_than_a_block) {
    const std::string key(131, '\xaa');
    EXPECT_EQ(
        hex(hmac_sha256(key, "Test Using Larger Than Block-Size Key - Hash Key First")),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

TEST(Hash, hmac_forgets_the_key_before) {
    const Digest256 first = hmac_sha256("key one", "data");
    EXPECT_NE(hmac_sha256("", "data"), first);
    EXPECT_EQ(hmac_sha256("", "data"), hmac_sha256(std::string{}, {"da", "ta"}));
    EXPECT_EQ(hmac_sha256("key one", "data"), first);
}

TEST(Hash, threads_do_not_disturb_each_other) {
    const Digest256 expected = hmac_sha256("key", "data");
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 2'000; ++i)
                if (hmac_sha256("key", {"da", "ta"}) != expected) ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace otpost::crypto
