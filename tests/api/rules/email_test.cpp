// SPDX-License-Identifier: Apache-2.0
// Registering with a code that is sent by email, and what a stranger learns of a taken one (A1, A3,
// SEC-P5).
#include "identity/accounts.hpp"
#include "identity/api_keys.hpp"
#include "mailbox.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view grace = "grace@example.com";

class EmailApi : public MailboxTest {
protected:
    static Reply lease(Caller& caller) {
        return caller.post("/v1/leases", R"({"country":"GB","service":"whatsapp"})");
    }

    static Reply put_consent(Caller& caller, std::string_view body) {
        return caller.send(
            "PUT",
            "/v1/account/consent",
            body,
            fmt::format("Idempotency-Key: {}\r\n", new_idempotency_key())
        );
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, EmailApi, testing::all_engines, testing::engine_name);

TEST_P(EmailApi, A3_WhoReadsTheEmailSignsInAndLeases) {
    ASSERT_EQ(register_as("grace").status, 202U);
    EXPECT_EQ(sign_in(grace, password)["/code"], "invalid_credentials");
    const std::string email = newest_email(1);
    EXPECT_THAT(email, HasSubstr("To: <grace@example.com>\r\n"));
    const std::string code = digits_in(email);
    const Reply wrong = verify(grace, other_than(code));
    EXPECT_EQ(wrong.status, 422U);
    EXPECT_EQ(wrong["/code"], "email_code_wrong") << wrong;
    const Reply right = verify(grace, code);
    EXPECT_EQ(right.status, 200U) << right;
    EXPECT_EQ(right["/status"], "verified");
    const Reply signed_in = sign_in(grace, password);
    ASSERT_EQ(signed_in.status, 200U) << signed_in;
    EXPECT_EQ(signed_in["/account/email_verified"], "true");
    Caller browser = browser_with(signed_in);
    EXPECT_EQ(lease(browser)["/code"], "insufficient_funds");
    EXPECT_EQ(verify(grace, code)["/code"], "email_code_wrong");
    EXPECT_THAT(log_text(), Not(HasSubstr(code)));
}

TEST_P(EmailApi, A7_EmailsAreInTheLanguageThatWasToldAtRegistration) {
    const Reply wrong = register_as("grace", {}, "tlh");
    EXPECT_EQ(wrong.status, 422U) << wrong;
    EXPECT_EQ(wrong["/errors/0/field"], "language");
    ASSERT_EQ(register_as("grace", {}, "de").status, 202U);
    const std::string email = newest_email(1);
    EXPECT_THAT(email, HasSubstr("Content-Language: de\r\n"));
    EXPECT_EQ(verify(grace, digits_in(email)).status, 200U);
    Caller browser = browser_with(sign_in(grace, password));
    EXPECT_EQ(browser.get("/v1/account/profile")["/language"], "de");
}

TEST_P(EmailApi, A3_NewCodeAfterAMinuteEndsTheOldOne) {
    register_as("grace");
    const std::string first = digits_in(newest_email(1));
    EXPECT_EQ(ask("resend-code", {{"email", grace}}).status, 202U);
    expect_emails(1);
    timer.advance(1min);
    EXPECT_EQ(ask("resend-code", {{"email", "Grace@Example.com"}}).status, 202U);
    const std::string second = digits_in(newest_email(2));
    if (first != second) EXPECT_EQ(verify(grace, first)["/code"], "email_code_wrong");
    EXPECT_EQ(verify(grace, second).status, 200U);
    timer.advance(1min);
    EXPECT_EQ(ask("resend-code", {{"email", grace}}).status, 202U);
    expect_emails(2);
}

TEST_P(EmailApi, A3_CodeEndsAfterFiveTriesAndAfterTenMinutes) {
    register_as("grace");
    const std::string tried = digits_in(newest_email(1));
    for (int i = 0; i < 5; ++i) EXPECT_EQ(verify(grace, other_than(tried)).status, 422U);
    EXPECT_EQ(verify(grace, tried)["/code"], "email_code_wrong");
    timer.advance(1min);
    ask("resend-code", {{"email", grace}});
    const std::string late = digits_in(newest_email(2));
    timer.advance(10min);
    EXPECT_EQ(verify(grace, late)["/code"], "email_code_wrong");
}

TEST_P(EmailApi, SEC_P5_CodesOfNobodyAreAnsweredAlike) {
    register_as("grace");
    newest_email(1);
    const Reply known = verify(grace, "x23456");
    const Reply unknown = verify("nobody@example.com", "x23456");
    EXPECT_EQ(unknown.status, known.status);
    EXPECT_EQ(unknown.body, known.body);
    const Reply asked = ask("resend-code", {{"email", grace}});
    const Reply of_nobody = ask("resend-code", {{"email", "nobody@example.com"}});
    EXPECT_EQ(of_nobody.status, asked.status);
    EXPECT_EQ(of_nobody.body, asked.body);
    expect_emails(1);
}

TEST_P(EmailApi, SEC_P5_TakenEmailIsToldToItsOwnerAlone) {
    const Reply first = register_as("grace");
    newest_email(1);
    const Reply again = register_as("grace", "hopper");
    EXPECT_EQ(again.status, first.status) << again;
    EXPECT_EQ(again.body, first.body);
    const std::string email = newest_email(2);
    EXPECT_THAT(email, HasSubstr("To: <grace@example.com>\r\n"));
    EXPECT_THAT(email, HasSubstr("Subject: You have an account already\r\n"));
    EXPECT_EQ(digits_in(email), "");
    // Neither tells sign-in, with the password of either.
    EXPECT_EQ(sign_in(grace, password)["/code"], "invalid_credentials");
}

TEST_P(EmailApi, A3_UnprovedAccountLeasesNothingHoweverItGotIn) {
    register_as("grace");
    newest_email(1);
    const auto account =
        read([](db::Tx& tx) { return identity::find_account_by_email(tx, grace).value(); });
    const auto key = write([&](db::Tx& tx) {
        const identity::CreateApiKey order{
            account.id, "ci", {identity::Scope::leases_write}, std::nullopt
        };
        return identity::create_api_key(tx, order, house().server_key(), moment()).value();
    });
    Caller program{port(), "Authorization: Bearer " + key.key.reveal() + "\r\n"};
    const Reply refused = lease(program);
    EXPECT_EQ(refused.status, 403U) << refused;
    EXPECT_EQ(refused["/code"], "email_unverified");
}

TEST_P(EmailApi, A1_WithoutMailAccountsCountAsVerified) {
    config.mail.folder.clear();
    ASSERT_EQ(register_as("grace").status, 202U);
    EXPECT_EQ(stranger().get("/v1/settings")["/mail"], "false");
    const Reply signed_in = sign_in(grace, password);
    EXPECT_EQ(signed_in["/account/email_verified"], "true") << signed_in;
    Caller browser = browser_with(signed_in);
    EXPECT_EQ(lease(browser)["/code"], "insufficient_funds");
    const Reply unchanged = browser.post("/v1/account/email", R"({"email":"ivy@example.com"})");
    EXPECT_EQ(unchanged["/code"], "mail_unavailable") << unchanged;
    const Reply refused = ask("forgot-password", {{"email", grace}});
    EXPECT_EQ(refused["/code"], "mail_unavailable") << refused;
    EXPECT_EQ(ask("forgot-password", {{"email", "nobody@example.com"}}).body, refused.body);
}

TEST_P(EmailApi, P3_ConsentIsGivenShownAndWithdrawn) {
    config.mail.folder.clear();
    const auto enrol = [&](std::string_view name, std::string_view more) {
        return stranger().send(
            "POST",
            "/v1/auth/register",
            fmt::format(
                R"({{"email":"{0}@example.com","username":"{0}","password":"{1}",)"
                R"("birth_date":"1990-05-17","accept_terms":true{2}}})",
                name,
                password,
                more
            )
        );
    };
    ASSERT_EQ(enrol("grace", R"(,"marketing_consent":true)").status, 202U);
    ASSERT_EQ(enrol("ivy", "").status, 202U);
    Caller ivy = browser_with(sign_in("ivy@example.com", password));
    EXPECT_EQ(ivy.get("/v1/account/consent")["/marketing"], "false");
    EXPECT_EQ(ivy.get("/v1/account/consent")["/changed_at"], "null");
    const CookieJar jar{sign_in(grace, password)};
    const Reply given = browser_with(jar).get("/v1/account/consent");
    EXPECT_EQ(given["/marketing"], "true") << given;
    EXPECT_EQ(given["/terms_version"], config.terms_version);
    timer.advance(1h);
    Caller browser = browser_with(refreshed(jar));
    const Reply withdrawn = put_consent(browser, R"({"marketing":false})");
    EXPECT_EQ(withdrawn.status, 200U) << withdrawn;
    EXPECT_EQ(withdrawn["/marketing"], "false");
    EXPECT_NE(withdrawn["/changed_at"], given["/changed_at"]);
    EXPECT_EQ(browser.get("/v1/account/consent").json, withdrawn.json);
    Caller program = as(add_person());
    EXPECT_EQ(put_consent(program, R"({"marketing":true})")["/code"], "forbidden");
}

}  // namespace
}  // namespace otpost::api_test
