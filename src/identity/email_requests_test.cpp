// SPDX-License-Identifier: Apache-2.0
#include "identity/email_requests.hpp"

#include "identity/email_requests_sql.hpp"
#include "identity/identity_fixture.hpp"

namespace otpost::identity {
namespace {

class EmailRequestTest : public IdentityTest {
protected:
    void ask(EmailRequestKind kind, std::string email, std::optional<AccountId> account = {}) {
        write([&](db::Tx& tx) {
            request_email(tx, kind, Personal{std::move(email)}, account, moment());
        });
    }

    std::vector<EmailRequest> take(std::int64_t limit) {
        return write([&](db::Tx& tx) { return take_email_requests(tx, limit); });
    }

    bool any() {
        return read([](db::Tx& tx) { return any_email_request(tx); });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, EmailRequestTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(EmailRequestTest, StatementsPrepare) {
    otpost::testing::prepare_all(
        database(),
        {&sql::email_requests::insert_email_request,
         &sql::email_requests::any_email_request,
         &sql::email_requests::take_email_requests,
         &sql::email_requests::purge_email_requests}
    );
}

TEST_P(EmailRequestTest, A3_EachIsTakenOnce) {
    const Account ada = register_one("ada");
    EXPECT_FALSE(any());
    ask(EmailRequestKind::password_reset, "Nobody@example.com");
    ask(EmailRequestKind::change_email, "new@example.com", ada.id);
    EXPECT_TRUE(any());
    const auto first = take(1);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].kind, EmailRequestKind::password_reset);
    EXPECT_EQ(first[0].email.reveal(), "Nobody@example.com");
    EXPECT_FALSE(first[0].account);
    const auto second = take(10);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].kind, EmailRequestKind::change_email);
    EXPECT_EQ(second[0].account, ada.id);
    EXPECT_FALSE(any());
}

TEST_P(EmailRequestTest, A3_WhatNobodyAnsweredIsForgotten) {
    ask(EmailRequestKind::verify_email, "ada@example.com");
    const auto purge = [&] {
        return write([&](db::Tx& tx) { return purge_email_requests(tx, clock.now(), 10); });
    };
    clock.advance(email_request_life);
    EXPECT_EQ(purge(), 0);
    clock.advance(1s);
    EXPECT_EQ(purge(), 1);
    EXPECT_FALSE(any());
}

}  // namespace
}  // namespace otpost::identity
