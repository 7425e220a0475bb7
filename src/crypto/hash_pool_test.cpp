// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash_pool.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <thread>

namespace otpost::crypto {
namespace {

class HashPoolTest : public testing::Test {
protected:
    SystemRandom random;
    ManualClock clock{from_micros(1'000'000)};
    PasswordHasher hasher{Key::random(random), random, bcrypt_cost_min};
};

TEST_F(HashPoolTest, hashes_and_verifies_on_its_own_threads) {
    HashPool pool{hasher, clock, {.threads = 1}};
    std::promise<std::string> hashed;
    std::promise<std::thread::id> where;
    ASSERT_TRUE(pool.hash(Secret{"correct horse"}, [&](Result<std::string> result) {
        where.set_value(std::this_thread::get_id());
        hashed.set_value(result.value());
    }));
    const std::string stored = hashed.get_future().get();
    EXPECT_NE(where.get_future().get(), std::this_thread::get_id());
    std::promise<bool> verified;
    ASSERT_TRUE(pool.verify(Secret{"correct horse"}, stored, [&](Result<bool> result) {
        verified.set_value(result.value());
    }));
    EXPECT_TRUE(verified.get_future().get());
}

TEST_F(HashPoolTest, SEC_P4_RefusesBeyondItsQueueAndSaysWhenToComeBack) {
    HashPool pool{hasher, clock, {.threads = 1, .queue_max = 50}};
    std::latch busy{1};
    std::latch release{1};
    std::atomic<int> done = 0;
    ASSERT_TRUE(pool.hash(Secret{"x"}, [&](const auto&) {
        busy.count_down();
        release.wait();
        ++done;
    }));
    busy.wait();
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(pool.verify(Secret{"x"}, hasher.dummy(), [&](const auto&) { ++done; }));
    EXPECT_EQ(pool.queue_depth(), 50U);
    const Result<> refused = pool.hash(Secret{"x"}, [&](const auto&) { ADD_FAILURE(); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_GT(refused.error().retry_at, clock.now());
    EXPECT_EQ(pool.check_room().error().retry_at, refused.error().retry_at);
    release.count_down();
    pool.stop();
    EXPECT_EQ(done, 51);
    EXPECT_EQ(pool.check_room().error().code, ErrorCode::unavailable);
}

TEST_F(HashPoolTest, without_threads_the_caller_hashes) {
    HashPool pool{hasher, clock, {.threads = 0}};
    std::string stored;
    ASSERT_TRUE(pool.hash(Secret{"correct horse"}, [&](Result<std::string> hash) {
        stored = hash.value();
    }));
    bool matches = false;
    ASSERT_TRUE(pool.verify(Secret{"correct horse"}, stored, [&](Result<bool> verified) {
        matches = verified.value();
    }));
    EXPECT_TRUE(matches);
    pool.stop();
    EXPECT_FALSE(pool.hash(Secret{"late"}, [](const Result<std::string>&) {}));
}

TEST_F(HashPoolTest, stop_finishes_what_was_accepted_and_refuses_the_rest) {
    HashPool pool{hasher, clock, {.threads = 2}};
    std::atomic<int> done = 0;
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(pool.hash(Secret{"x"}, [&](const auto&) { ++done; }));
    pool.stop();
    EXPECT_EQ(done, 10);
    EXPECT_EQ(pool.hash(Secret{"x"}, [](const auto&) {}).error().code, ErrorCode::unavailable);
    pool.stop();
}

TEST_F(HashPoolTest, SEC_P4_LeavesACoreFree) {
    const HashPoolLimits limits = HashPoolLimits::for_this_machine();
    EXPECT_GE(limits.threads, 1U);
    EXPECT_LE(limits.threads, std::max(1U, std::thread::hardware_concurrency() - 1));
    EXPECT_LE(limits.queue_max, 50U);
}

}  // namespace
}  // namespace otpost::crypto
