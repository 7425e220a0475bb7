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

}  // namespace
}  // namespace otpost::api_test
