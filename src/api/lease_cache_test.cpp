// SPDX-License-Identifier: Apache-2.0
#include "api/lease_cache.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using std::chrono::milliseconds;

constexpr AccountId ada{1};
constexpr AccountId bob{2};
const Time noon = from_micros(1'800'000'000'000'000);

std::string found(LeaseCache& cache, AccountId account, std::string_view lease, Time now) {
    const auto answer = cache.find(account, lease, now);
    return answer ? *answer : "";
}

TEST(LeaseCache, AnswersItsOwnerForASecond) {
    LeaseCache cache(10);
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "");
    cache.put(ada, "ls_1", cache.begin_lookup(ada, noon), "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon + milliseconds{999}), "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon + milliseconds{1000}), "");
    EXPECT_EQ(found(cache, ada, "ls_2", noon), "");
    EXPECT_EQ(found(cache, bob, "ls_1", noon), "");
}

TEST(LeaseCache, ForgetsAnAccountToWhichSomethingHappened) {
    LeaseCache cache(10);
    cache.put(ada, "ls_1", cache.begin_lookup(ada, noon), "waiting");
    cache.put(bob, "ls_2", cache.begin_lookup(bob, noon), "waiting");
    cache.forget(ada);
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "");
    EXPECT_EQ(found(cache, bob, "ls_2", noon), "waiting");
}

TEST(LeaseCache, AnAnswerReadBeforeAChangeIsNotKept) {
    LeaseCache cache(10);
    const auto before = cache.begin_lookup(ada, noon);
    cache.forget(ada);
    cache.put(ada, "ls_1", before, "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "");
    cache.put(ada, "ls_1", cache.begin_lookup(ada, noon), "received");
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "received");
}

TEST(LeaseCache, AChangeIsNoticedThoughTheAccountWasDropped) {
    LeaseCache cache(1);
    const auto before = cache.begin_lookup(ada, noon);
    cache.begin_lookup(bob, noon);
    cache.forget(ada);
    cache.begin_lookup(ada, noon);
    cache.put(ada, "ls_1", before, "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon), "");
}

TEST(LeaseCache, HoldsAFewLeasesOfAnAccount) {
    LeaseCache cache(10);
    for (int i = 0; i < 100; ++i)
        cache.put(ada, "ls_" + std::to_string(i), cache.begin_lookup(ada, noon), "waiting");
    EXPECT_EQ(found(cache, ada, "ls_0", noon), "");
    EXPECT_EQ(found(cache, ada, "ls_99", noon), "waiting");
}

TEST(LeaseCache, AClockSetBackMakesAnswersUnknown) {
    LeaseCache cache(10);
    cache.put(ada, "ls_1", cache.begin_lookup(ada, noon), "waiting");
    EXPECT_EQ(found(cache, ada, "ls_1", noon - milliseconds{1}), "");
}

}  // namespace
}  // namespace otpost::api
