// SPDX-License-Identifier: Apache-2.0
// A new password for who forgot theirs and reads the account's email (A3, SEC-P7).
#include "mailbox.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view ada = "ada@example.com";

class ResetApi : public MailboxTest {
protected:
    std::string code_for(std::string_view email, std::size_t count) {
        EXPECT_EQ(ask("forgot-password", {{"email", email}}).status, 202U);
        return reset_code_in(newest_email(count));
    }

    void add_ada() { add_person({.password = std::string{password}}); }
};

INSTANTIATE_TEST_SUITE_P(Engines, ResetApi, testing::all_engines, testing::engine_name);

TEST_P(ResetApi, SEC_P7_WhoReadsTheEmailChoosesAPasswordAndAllSessionsEnd) {
    add_ada();
    Caller before = browser_with(sign_in(ada, password));
    ASSERT_EQ(before.get("/v1/account").status, 200U);
    const std::string code = code_for(ada, 1);
    EXPECT_EQ(code.size(), 26U);
    const Reply done = reset(ada, code, other_password);
    EXPECT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done.header("set-cookie"), "") << "it signs nobody in";
    EXPECT_EQ(before.get("/v1/account").status, 401U);
    EXPECT_EQ(sign_in(ada, password).status, 401U);
    EXPECT_THAT(newest_email(2), HasSubstr("Subject: Your password was changed\r\n"));
    EXPECT_EQ(sign_in(ada, other_password).status, 200U);
    const Reply again = reset(ada, code, password);
    EXPECT_EQ(again["/code"], "email_code_wrong") << "it is good once";
    EXPECT_THAT(log_text(), Not(HasSubstr(code)));
}

TEST_P(ResetApi, SEC_P7_CodeStaysGoodUntilAPasswordWasAcceptedAndCanBeTyped) {
    add_ada();
    std::string code = code_for(ada, 1);
    const Reply weak = reset(ada, code, "short");
    EXPECT_EQ(weak["/code"], "password_too_weak") << weak;
    for (char& c : code) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    code.insert(13, " - ");
    EXPECT_EQ(reset("ADA@example.com", code, other_password).status, 200U);
}

TEST_P(ResetApi, SEC_P7_CodeIsGoodForHalfAnHour) {
    add_ada();
    const std::string code = code_for(ada, 1);
    timer.advance(31min);
    EXPECT_EQ(reset(ada, code, other_password)["/code"], "email_code_wrong");
}

TEST_P(ResetApi, SEC_P5_NobodyLearnsWhoHasAnAccount) {
    add_ada();
    const Reply known = ask("forgot-password", {{"email", ada}});
    const Reply unknown = ask("forgot-password", {{"email", "bob@example.com"}});
    EXPECT_EQ(known.status, 202U);
    EXPECT_EQ(unknown.status, known.status);
    EXPECT_EQ(unknown.body, known.body);
    newest_email(1);
    expect_emails(1);
    const Reply wrong = reset(ada, "AAAA", "short");
    const Reply of_nobody = reset("bob@example.com", "AAAA", "short");
    EXPECT_EQ(wrong.status, 422U);
    EXPECT_EQ(of_nobody.status, wrong.status);
    EXPECT_EQ(of_nobody.body, wrong.body);
}

TEST_P(ResetApi, A3_WhoRegisteredWithAnAddressThatIsNotTheirsKeepsNoWayIn) {
    ASSERT_EQ(register_as("grace").status, 202U);
    newest_email(1);
    const std::string code = code_for("grace@example.com", 2);
    EXPECT_EQ(reset("grace@example.com", code, other_password).status, 200U);
    EXPECT_EQ(sign_in("grace@example.com", password).status, 401U);
    EXPECT_EQ(sign_in("grace@example.com", other_password).status, 200U)
        << "reading the code has proved the email";
}

TEST_P(ResetApi, SEC_P6_WaitsOfTheOldPasswordAreOver) {
    add_ada();
    Reply last;
    for (int i = 0; i < 9 && last.status != 429; ++i) last = sign_in(ada, "wrong");
    ASSERT_EQ(last.status, 429U);
    EXPECT_EQ(reset(ada, code_for(ada, 1), other_password).status, 200U);
    EXPECT_EQ(sign_in(ada, other_password).status, 200U);
}

TEST_P(ResetApi, A3_FiveAnHourAndOneAMinute) {
    add_ada();
    code_for(ada, 1);
    EXPECT_EQ(ask("forgot-password", {{"email", ada}}).status, 202U);
    expect_emails(1);
    for (std::size_t i = 2; i <= 5; ++i) {
        timer.advance(1min);
        code_for(ada, i);
    }
    timer.advance(1min);
    EXPECT_EQ(ask("forgot-password", {{"email", ada}}).status, 202U);
    expect_emails(5);
}

}  // namespace
}  // namespace otpost::api_test
