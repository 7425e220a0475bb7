// SPDX-License-Identifier: Apache-2.0
// Customers write to those who run the house.
#include "mailbox.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SupportApi : public MailboxTest {
protected:
    SupportApi() {
        config.support = {
            .email = "help@example.com", .whatsapp = "+14155550123", .recharge = "In the shop."
        };
    }

    static constexpr std::string_view path = "/v1/support/messages";
};

INSTANTIATE_TEST_SUITE_P(Engines, SupportApi, testing::all_engines, testing::engine_name);

TEST_P(SupportApi, WhatACustomerWritesReachesTheHouse) {
    const Person ada = add_person();
    const std::string lease = to_string(LeaseId{5});
    const std::string body = fmt::format(
        R"({{"topic":"No code","words":"It did not come.\nTwice.","lease_id":"{}"}})", lease
    );
    const Reply sent = browser_with(jar_of(ada)).post(path, body);
    ASSERT_EQ(sent.status, 202U) << sent;
    const std::string email = newest_email(1);
    EXPECT_THAT(email, HasSubstr("To: <help@example.com>\r\n"));
    EXPECT_THAT(email, HasSubstr("It did not come.\r\nTwice.\r\n"));
    EXPECT_THAT(email, HasSubstr("ada@example.com"));
    EXPECT_THAT(email, HasSubstr("Lease: " + lease));
    EXPECT_THAT(log_text(), Not(HasSubstr("Twice")));
}

TEST_P(SupportApi, WrongMessagesAreRefused) {
    Caller browser = browser_with(jar_of(add_person()));
    EXPECT_EQ(browser.post(path, R"({"topic":"","words":"x"})").status, 422U);
    EXPECT_EQ(browser.post(path, R"({"topic":"x","words":"y","lease_id":"7"})").status, 404U);
    EXPECT_EQ(
        as(add_person({.name = "eve"})).post(path, R"({"topic":"x","words":"y"})").status, 403U
    );
    EXPECT_EQ(stranger().post(path, R"({"topic":"x","words":"y"})").status, 401U);
    expect_emails(0);
}

TEST_P(SupportApi, T3_AMailboxIsNotFlooded) {
    using enum api::LimitSubject;
    config.limits.of(api::LimitClass::support, account) =
        api::LimitSettings{}.of(api::LimitClass::support, account);
    Caller browser = browser_with(jar_of(add_person()));
    const std::string body = R"({"topic":"x","words":"y"})";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.post(path, body).status, 202U);
    EXPECT_EQ(browser.post(path, body).status, 429U);
}

TEST_P(SupportApi, ContactsAreShownToEverybody) {
    const Reply settings = stranger().get("/v1/settings");
    EXPECT_EQ(settings["/support/email"], "help@example.com") << settings;
    EXPECT_EQ(settings["/support/whatsapp"], "+14155550123");
    EXPECT_EQ(settings["/support/recharge"], "In the shop.");
    EXPECT_EQ(settings["/support/form"], "true");
}

TEST_P(SupportApi, WithoutEmailsThereIsNoForm) {
    config.mail = {};
    EXPECT_EQ(stranger().get("/v1/settings")["/support/form"], "false");
    Caller browser = browser_with(jar_of(add_person()));
    const Reply refused = browser.post(path, R"({"topic":"x","words":"y"})");
    EXPECT_EQ(refused.status, 409U) << refused;
    EXPECT_EQ(refused["/code"], "mail_unavailable");
}

}  // namespace
}  // namespace otpost::api_test
