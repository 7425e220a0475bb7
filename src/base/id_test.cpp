// SPDX-License-Identifier: Apache-2.0
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace otpost {
namespace {

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

TEST(Id, is_written_with_its_prefix_and_read_back) {
    EXPECT_EQ(to_string(LeaseId{4503599627370496}), "ls_4503599627370496");
    EXPECT_EQ(parse<LeaseTag>("ls_4503599627370496"), LeaseId{4503599627370496});
    EXPECT_EQ(parse<LeaseTag>("ls_9007199254740991"), LeaseId{9007199254740991});
}

TEST(Id, refuses_texts_that_are_not_exactly_one) {
    for (const char* text :
         {"",
          "ls",
          "ls_",
          "ls_0",
          "ls_01",
          "ls_-1",
          "ls_+1",
          "tr_1",
          "ls1",
          "ls_1 ",
          " ls_1",
          "LS_1",
          "ls_1a",
          "ls_9007199254740992",
          "ls_99999999999999999999"})
        EXPECT_FALSE(parse<LeaseTag>(text)) << text;
}

TEST(IdGenerator, ids_grow_and_fit_in_53_bits) {
    ManualClock clock{start};
    IdGenerator ids{clock, 63};
    std::int64_t last = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t id = ids.next();
        ASSERT_GT(id, last);
        ASSERT_LT(id, std::int64_t{1} << 53);
        last = id;
        if (i % 10'000 == 0) clock.advance(std::chrono::milliseconds{300});
    }
}

TEST(IdGenerator, ids_grow_when_the_clock_steps_back) {
    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    const auto before = ids.make<LeaseId>();
    clock.advance(-std::chrono::hours{1});
    EXPECT_GT(ids.make<LeaseId>(), before);
}

TEST(IdGenerator, a_node_that_starts_again_in_the_same_second_repeats_none) {
    const ManualClock clock{start};
    std::int64_t last = 0;
    for (int life = 0; life < 5; ++life) {
        IdGenerator ids{clock, 1};
        ids.continue_after(last);
        for (int i = 0; i < 3; ++i) {
            const std::int64_t id = ids.next();
            ASSERT_GT(id, last);
            last = id;
        }
    }
}

TEST(IdGenerator, commits_of_a_life_that_ended_now_are_never_met) {
    const ManualClock clock{start};
    IdGenerator before{clock, 1};
    const std::int64_t unseen = before.next();
    IdGenerator after{clock, 1};
    after.continue_after(0);
    EXPECT_GT(after.next(), unseen);
}

TEST(IdGenerator, nodes_and_threads_never_make_the_same) {
    const ManualClock clock{start};
    IdGenerator first{clock, 0};
    IdGenerator second{clock, 1};
    std::vector<std::vector<std::int64_t>> made(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < made.size(); ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 5'000; ++i) made[t].push_back((t % 2 == 0 ? first : second).next());
        });
    for (std::thread& thread : threads) thread.join();
    std::set<std::int64_t> all;
    for (const auto& part : made) all.insert(part.begin(), part.end());
    EXPECT_EQ(all.size(), 20'000U);
}

}  // namespace
}  // namespace otpost
