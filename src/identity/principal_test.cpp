// SPDX-License-Identifier: Apache-2.0
#include "identity/principal.hpp"

#include "identity/principal_cache.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace otpost::identity {
namespace {

using namespace std::chrono_literals;

constexpr Time start = from_micros(1'800'000'000'000'000);

Principal principal_of(std::int64_t account) {
    Principal principal;
    principal.account = AccountId{account};
    principal.wallet = WalletId{account + 1};
    return principal;
}

PrincipalCache::Key key_of(std::string_view text) {
    return PrincipalCache::key_of(Secret{std::string{text}});
}

TEST(Principal, names_of_roles_and_states_are_read_back) {
    for (const Role role : {Role::user, Role::operator_, Role::admin})
        EXPECT_EQ(parse_role(to_string(role)), role);
    for (const AccountStatus status : {AccountStatus::active, AccountStatus::suspended})
        EXPECT_EQ(parse_account_status(to_string(status)), status);
    EXPECT_FALSE(parse_role("root"));
    EXPECT_FALSE(parse_role(""));
    EXPECT_FALSE(parse_account_status("deleted"));
}

TEST(Scopes, A8_AreWordsWithOneSpaceBetween) {
    const Scopes two{Scope::wallet_read, Scope::leases_write};
    EXPECT_EQ(to_string(two), "wallet:read leases:write");
    EXPECT_EQ(Scopes::parse("leases:write wallet:read"), two);
    EXPECT_EQ(Scopes::parse(to_string(Scopes::all())), Scopes::all());
    for (const char* text :
         {"",
          " ",
          "admin",
          "leases:write ",
          " leases:write",
          "leases:write  wallet:read",
          "leases:write leases:write",
          "LEASES:WRITE",
          "leases:write,wallet:read"})
        EXPECT_FALSE(Scopes::parse(text)) << text;
    EXPECT_TRUE(Scopes{}.empty());
    EXPECT_FALSE(two.contains(Scope::leases_read));
}

TEST(PrincipalCache, SEC_K2_ForgetsAfterASecond) {
    PrincipalCache cache{10};
    cache.put(cache.begin_lookup(start), key_of("a"), principal_of(1));
    EXPECT_EQ(cache.find(key_of("a"), start + 999'999us)->account, AccountId{1});
    EXPECT_EQ(cache.find(key_of("a"), start + 1s), nullptr);
    EXPECT_EQ(cache.find(key_of("a"), start - 1us), nullptr);
    EXPECT_EQ(cache.find(key_of("b"), start), nullptr);
}

TEST(PrincipalCache, SEC_K2_ForgetsAnAccountAtOnce) {
    PrincipalCache cache{10};
    cache.put(cache.begin_lookup(start), key_of("a"), principal_of(1));
    cache.put(cache.begin_lookup(start), key_of("b"), principal_of(1));
    cache.put(cache.begin_lookup(start), key_of("c"), principal_of(2));
    const auto held = cache.find(key_of("a"), start);
    cache.forget(AccountId{1});
    EXPECT_EQ(cache.find(key_of("a"), start), nullptr);
    EXPECT_EQ(cache.find(key_of("b"), start), nullptr);
    EXPECT_NE(cache.find(key_of("c"), start), nullptr);
    EXPECT_EQ(held->account, AccountId{1});
    cache.clear();
    EXPECT_EQ(cache.find(key_of("c"), start), nullptr);
}

TEST(PrincipalCache, SEC_K2_AnAnswerReadBeforeARevocationIsNotKept) {
    PrincipalCache cache{10};
    const auto lookup = cache.begin_lookup(start);
    cache.forget(AccountId{1});
    cache.put(lookup, key_of("a"), principal_of(1));
    EXPECT_EQ(cache.find(key_of("a"), start), nullptr);
}

TEST(PrincipalCache, is_bounded) {
    PrincipalCache cache{2};
    for (const char* text : {"a", "b", "c"})
        cache.put(cache.begin_lookup(start), key_of(text), principal_of(1));
    EXPECT_EQ(cache.find(key_of("a"), start), nullptr);
    EXPECT_NE(cache.find(key_of("b"), start), nullptr);
    EXPECT_NE(cache.find(key_of("c"), start), nullptr);
}

TEST(PrincipalCache, threads_share_it) {
    PrincipalCache cache{16};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 2'000; ++i) {
                const auto key = key_of(std::to_string(i % 32));
                if (const auto found = cache.find(key, start))
                    EXPECT_EQ(found->account.value(), i % 32 + 1);
                else
                    cache.put(cache.begin_lookup(start), key, principal_of(i % 32 + 1));
                if (t == 0 && i % 10 == 0) cache.forget(AccountId{i % 32 + 1});
            }
        });
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace otpost::identity
