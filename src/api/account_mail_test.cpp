// SPDX-License-Identifier: Apache-2.0
#include "api/account_mail.hpp"

#include "testing/store.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using outbox::EmailKind;

class AccountMailTest : public otpost::testing::EngineTest {
protected:
    Moment moment() { return {clock_.now(), ids_, random_}; }

    template <class F>
    auto write(F work) {
        return db::write(database(), [&](db::Tx& tx) { return work(tx); });
    }

    AccountId add_account() {
        return write([&](db::Tx& tx) {
            const identity::RegistrationRules rules{.age_min = 18, .terms_version = "1"};
            const identity::RegisterAccount request{
                .email = Personal{"ada@example.com"},
                .username = "ada",
                .password_hash = "$2b$12$x",
                .birth_date = std::chrono::year{1990} / 5 / 17,
                .terms_version = "1",
                .wallet = ids_.make<WalletId>()
            };
            return identity::register_account(tx, request, rules, moment()).value().account->id;
        });
    }

    std::optional<outbox::ClaimedEmail> claim() {
        return write([&](db::Tx& tx) { return outbox::claim_email(tx, key_, clock_.now()); });
    }

    ManualClock clock_{Time{std::chrono::sys_days{std::chrono::year{2026} / 3 / 7}}};
    SystemRandom random_;
    IdGenerator ids_{clock_, 1};
    crypto::Key key_ = crypto::Key::random(random_);
};

INSTANTIATE_TEST_SUITE_P(Engines, AccountMailTest, testing::all_engines, testing::engine_name);

TEST_P(AccountMailTest, A3_NoticeGoesToTheEmailOfTheAccountAndSaysWhen) {
    const AccountMail mail{Mailing::on, key_};
    const AccountId account = add_account();
    write([&](db::Tx& tx) {
        mail.tell(tx, account, EmailKind::recovery_code_used, moment(), {{"left", Secret{"9"}}});
    });
    const auto email = claim();
    ASSERT_TRUE(email);
    EXPECT_EQ(email->order.kind, EmailKind::recovery_code_used);
    EXPECT_EQ(email->order.to.reveal(), "ada@example.com");
    ASSERT_EQ(email->order.values.size(), 2U);
    EXPECT_EQ(email->order.values[1].second.reveal(), "7 March 2026, 00:00 UTC");
}

TEST_P(AccountMailTest, NothingIsOrderedWithoutAWayOut) {
    const AccountMail mail{Mailing::off, key_};
    const AccountId account = add_account();
    write([&](db::Tx& tx) {
        mail.tell(tx, account, EmailKind::password_changed, moment());
        outbox::EmailOrder order;
        order.to = Personal{"ada@example.com"};
        mail.send(tx, std::move(order), moment());
    });
    EXPECT_FALSE(claim());
}

TEST_P(AccountMailTest, NobodyIsToldOfAnAccountThatIsNotThere) {
    const AccountMail mail{Mailing::on, key_};
    write([&](db::Tx& tx) { mail.tell(tx, AccountId{7}, EmailKind::password_changed, moment()); });
    EXPECT_FALSE(claim());
}

}  // namespace
}  // namespace otpost::api
