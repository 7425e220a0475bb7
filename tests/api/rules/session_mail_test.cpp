// SPDX-License-Identifier: Apache-2.0
// The owner of a session hears that it was stolen (SEC-S5).
#include "mailbox.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using SessionMailApi = MailboxTest;
INSTANTIATE_TEST_SUITE_P(Engines, SessionMailApi, testing::all_engines, testing::engine_name);

TEST_P(SessionMailApi, SEC_S5_TheOwnerIsToldOnceThatATokenWasUsedTwice) {
    const CookieJar stolen = jar_of(add_person());
    const auto refresh = [&] {
        return stranger().send("POST", "/v1/auth/refresh", {}, stolen.headers()).status;
    };
    ASSERT_EQ(refresh(), 204U);
    ASSERT_EQ(refresh(), 204U);
    expect_emails(0);
    timer.advance(11s);
    ASSERT_EQ(refresh(), 401U);
    const std::string email = newest_email(1);
    EXPECT_THAT(email, ::testing::HasSubstr("To: <ada@example.com>"));
    EXPECT_THAT(email, ::testing::HasSubstr("A device was signed out"));
    ASSERT_EQ(refresh(), 401U);
    expect_emails(1);
}

TEST_P(SessionMailApi, A4_TheOwnerHearsOfADeviceThatWasNotSeenBefore) {
    add_person({.password = std::string{password}});
    const Reply first = sign_in("ada@example.com", password);
    ASSERT_EQ(first.status, 200U) << first;
    expect_emails(0);

    const Reply from_elsewhere = sign_in("ada@example.com", password);
    ASSERT_EQ(from_elsewhere.status, 200U) << from_elsewhere;
    const std::string email = newest_email(1);
    EXPECT_THAT(email, ::testing::HasSubstr("To: <ada@example.com>"));
    EXPECT_THAT(email, ::testing::HasSubstr("A new device has signed in"));
    EXPECT_THAT(email, ::testing::HasSubstr("Unknown program"));

    const std::string body =
        fmt::format(R"({{"email":"ada@example.com","password":"{}"}})", password);
    Caller same{port(), cookie_of(first)};
    EXPECT_EQ(same.send("POST", "/v1/auth/sign-in", body).status, 200U);
    expect_emails(1);
    const Person eve = add_person({.name = "eve", .password = std::string{password}});
    Caller stolen{port(), cookie_of(sign_in(eve.email, password))};
    EXPECT_EQ(stolen.send("POST", "/v1/auth/sign-in", body).status, 200U);
    expect_emails(2);
    timer.advance(24h);
    ASSERT_EQ(sign_in("ada@example.com", "not the right one at all").status, 401U);
    expect_emails(2);
}

}  // namespace
}  // namespace otpost::api_test
