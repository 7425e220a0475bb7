// SPDX-License-Identifier: Apache-2.0
// Changing password and email while signed in (A3, SEC-S3, SEC-S11).
#include "mailbox.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view ada = "ada@example.com";

class CredentialsApi : public MailboxTest {
protected:
    void SetUp() override { add_person({.password = std::string{password}}); }

    static Reply put_password(Caller& browser, std::string_view before, std::string_view chosen) {
        return browser.send(
            "PUT",
            "/v1/account/password",
            fmt::format(R"({{"old_password":"{}","new_password":"{}"}})", before, chosen)
        );
    }

    static Reply ask_for(Caller& browser, std::string_view email) {
        return browser.post("/v1/account/email", fmt::format(R"({{"email":"{}"}})", email));
    }

    static Reply confirm(Caller& browser, std::string_view code) {
        return browser.send(
            "POST", "/v1/account/email/confirm", fmt::format(R"({{"code":"{}"}})", code)
        );
    }

    Caller ada_signed_in() { return browser_with(sign_in(ada, password)); }
};

INSTANTIATE_TEST_SUITE_P(Engines, CredentialsApi, testing::all_engines, testing::engine_name);

TEST_P(CredentialsApi, A3_NewPasswordEndsEveryOtherSessionAndRenewsThisOne) {
    Caller elsewhere = ada_signed_in();
    Caller browser = ada_signed_in();
    const Reply done = put_password(browser, password, other_password);
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(elsewhere.get("/v1/account").status, 401U);
    EXPECT_EQ(browser.get("/v1/account").status, 401U) << "its token is another one now";
    EXPECT_EQ(browser_with(done).get("/v1/account").status, 200U);
    EXPECT_EQ(sign_in(ada, password).status, 401U);
    EXPECT_EQ(sign_in(ada, other_password).status, 200U);
    newest_email(3);
    const std::string email = emails().at(1);
    EXPECT_THAT(email, HasSubstr("To: <ada@example.com>\r\n"));
    EXPECT_THAT(email, HasSubstr("Subject: Your password was changed\r\n"));
}

TEST_P(CredentialsApi, SEC_S11_OldPasswordIsAskedForAndGuessingItIsSlowed) {
    Caller browser = ada_signed_in();
    const Reply wrong = put_password(browser, "wrong", other_password);
    EXPECT_EQ(wrong.status, 401U);
    EXPECT_EQ(wrong["/code"], "invalid_credentials");
    EXPECT_EQ(browser.get("/v1/account").status, 200U) << "the session goes on";
    Reply last;
    for (int i = 0; i < 8 && last.status != 429; ++i)
        last = put_password(browser, "wrong", other_password);
    EXPECT_EQ(last.status, 429U);
}

TEST_P(CredentialsApi, SEC_P1_NewPasswordObeysTheRules) {
    Caller browser = ada_signed_in();
    EXPECT_EQ(put_password(browser, password, "fourteen chars")["/code"], "password_too_weak");
    EXPECT_EQ(put_password(browser, password, "ada ada@example.com")["/code"], "password_too_weak");
    EXPECT_EQ(put_password(browser, password, "!!baseball!2026")["/code"], "password_too_weak");
    EXPECT_EQ(put_password(browser, password, other_password).status, 200U);
}

TEST_P(CredentialsApi, A3_EmailIsChangedByACodeToTheNewOneAndTheOldOneIsTold) {
    Caller browser = ada_signed_in();
    const Reply asked = ask_for(browser, "Countess@example.com");
    ASSERT_EQ(asked.status, 202U) << asked;
    const std::string email = newest_email(1);
    EXPECT_THAT(email, HasSubstr("To: <Countess@example.com>\r\n"));
    EXPECT_EQ(browser.get("/v1/account")["/email"], ada) << "not before it was confirmed";
    const std::string code = digits_in(email);
    EXPECT_EQ(confirm(browser, other_than(code))["/code"], "email_code_wrong");
    const Reply done = confirm(browser, code);
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/email"], "Countess@example.com");
    const std::string notice = newest_email(2);
    EXPECT_THAT(notice, HasSubstr("To: <ada@example.com>\r\n"));
    EXPECT_THAT(notice, HasSubstr("Subject: Your email address was changed\r\n"));
    EXPECT_EQ(sign_in(ada, password).status, 401U);
    EXPECT_EQ(sign_in("countess@example.com", password).status, 200U);
    EXPECT_EQ(confirm(browser, code)["/code"], "email_code_wrong") << "it is good once";
}

TEST_P(CredentialsApi, SEC_P5_TakenEmailIsToldToItsOwnerAlone) {
    add_person({.name = "bob"});
    Caller browser = ada_signed_in();
    const Reply taken = ask_for(browser, "bob@example.com");
    const std::string email = newest_email(1);
    EXPECT_THAT(email, HasSubstr("To: <bob@example.com>\r\n"));
    EXPECT_THAT(email, HasSubstr("Subject: You have an account already\r\n"));
    const Reply fresh = ask_for(browser, "eve@example.com");
    EXPECT_EQ(fresh.status, taken.status);
    EXPECT_EQ(fresh.body, taken.body);
}

TEST_P(CredentialsApi, A3_AddressTakenMeanwhileIsNotTakenAway) {
    Caller browser = ada_signed_in();
    ASSERT_EQ(ask_for(browser, "bob@example.com").status, 202U);
    const std::string code = digits_in(newest_email(1));
    add_person({.name = "bob"});
    EXPECT_EQ(confirm(browser, code)["/code"], "email_code_wrong");
    EXPECT_EQ(browser.get("/v1/account")["/email"], ada);
}

TEST_P(CredentialsApi, A3_CodeOfOneIsNoCodeOfAnother) {
    add_person({.name = "bob", .password = std::string{password}});
    Caller browser = ada_signed_in();
    ask_for(browser, "countess@example.com");
    const std::string code = digits_in(newest_email(1));
    Caller bob = browser_with(sign_in("bob@example.com", password));
    EXPECT_EQ(confirm(bob, code)["/code"], "email_code_wrong");
    EXPECT_EQ(confirm(browser, code).status, 200U);
}

}  // namespace
}  // namespace otpost::api_test
