// SPDX-License-Identifier: Apache-2.0
#include "net/cookies.hpp"

#include <gtest/gtest.h>

namespace otpost::net {
namespace {

TEST(FindCookie, finds_the_value) {
    EXPECT_EQ(find_cookie("a=1; __Host-rt=abc.def=; b=2", "__Host-rt"), "abc.def=");
    EXPECT_EQ(find_cookie("a=\"quoted\"", "a"), "quoted");
    EXPECT_EQ(find_cookie("a=", "a"), "");
}

TEST(FindCookie, names_must_match_exactly) {
    EXPECT_EQ(find_cookie("xa=1; ab=2; A=3; a =4", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("a", "a"), std::nullopt);
}

TEST(FindCookie, SEC_S10_a_cookie_sent_twice_is_not_believed) {
    EXPECT_EQ(find_cookie("a=1; a=2", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("a=1; b=3; a=1", "a"), std::nullopt);
}

TEST(FindCookie, a_malformed_value_is_not_believed_and_does_not_hurt_others) {
    EXPECT_EQ(find_cookie("a=x y; b=2", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("a=x y; b=2", "b"), "2");
    EXPECT_EQ(find_cookie("a=\xc3\xa9", "a"), std::nullopt);
    EXPECT_EQ(find_cookie("a=b,c", "a"), std::nullopt);
}

TEST(SetCookie, SEC_S1_is_host_only_secure_and_hidden) {
    HostCookie cookie;
    cookie.name = "rt";
    cookie.value = "abc";
    EXPECT_EQ(set_cookie(cookie), "__Host-rt=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
    cookie.max_age = std::chrono::minutes{10};
    cookie.same_site = SameSite::lax;
    cookie.script_access = ScriptAccess::readable;
    EXPECT_EQ(set_cookie(cookie), "__Host-rt=abc; Path=/; Secure; SameSite=Lax; Max-Age=600");
    EXPECT_EQ(
        clear_cookie("rt"), "__Host-rt=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"
    );
}

TEST(SetCookieDeathTest, a_value_that_would_add_attributes_is_a_bug) {
    HostCookie cookie;
    cookie.name = "rt";
    cookie.value = "a; Domain=evil";
    EXPECT_DEATH(set_cookie(cookie), "");
}

}  // namespace
}  // namespace otpost::net
