// SPDX-License-Identifier: Apache-2.0
#include "identity/email_codes.hpp"

#include "identity/email_codes_sql.hpp"
#include "identity/identity_fixture.hpp"

#include <atomic>
#include <cmath>
#include <thread>

namespace otpost::identity {
namespace {

constexpr db::Statement hashes{"test.hashes", "SELECT code_hash FROM email_code"};

class EmailCodeTest : public IdentityTest {
protected:
    Account register_unproved(std::string_view name) {
        RegisterAccount account = request(name);
        account.email_proof = EmailProof::to_be_shown;
        return try_register(std::move(account)).value().account.value();
    }

    Result<Secret> make(const Account& account, CodePurpose purpose = CodePurpose::verify_email) {
        return write([&](db::Tx& tx) {
            return make_email_code(tx, account.id, purpose, server_key, moment());
        });
    }

    CodeCheck check(
        const Account& account,
        std::string_view code,
        CodePurpose purpose = CodePurpose::verify_email
    ) {
        return write([&](db::Tx& tx) {
            return check_email_code(tx, account.id, purpose, code, server_key, clock.now());
        });
    }

    CodeCheck verify(const Account& account, std::string_view code) {
        return write([&](db::Tx& tx) {
            return verify_email(tx, account.id, code, server_key, clock.now());
        });
    }

    static std::string other_than(const Secret& code) {
        return code.reveal() == "000000" ? "000001" : "000000";
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, EmailCodeTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(EmailCodeTest, StatementsPrepare) {
    otpost::testing::prepare_all(
        database(),
        {&sql::email_codes::recent_email_codes,
         &sql::email_codes::insert_email_code,
         &sql::email_codes::try_email_code,
         &sql::email_codes::use_up_email_code,
         &sql::email_codes::verify_account_email,
         &sql::email_codes::purge_email_codes}
    );
}

TEST_P(EmailCodeTest, A3_CodeProvesTheEmailOnce) {
    const Account ada = register_unproved("ada");
    const OpenedSession session = open(ada);
    EXPECT_FALSE(authenticate(session)->principal.email_verified);
    const Secret code = make(ada).value();
    EXPECT_EQ(code.reveal().size(), 6U);
    EXPECT_EQ(code.reveal().find_first_not_of("0123456789"), std::string::npos);
    EXPECT_EQ(verify(ada, code.reveal()), CodeCheck::right);
    EXPECT_TRUE(was_announced(ada.id));
    EXPECT_TRUE(authenticate(session)->principal.email_verified);
    const auto stored = read([&](db::Tx& tx) { return find_account(tx, ada.id); });
    EXPECT_EQ(stored->email_verified_at, clock.now());
    EXPECT_EQ(verify(ada, code.reveal()), CodeCheck::gone);
}

TEST_P(EmailCodeTest, A1_AccountsMadeByTheHouseCountAsProved) {
    const Account ada = register_one("ada");
    EXPECT_TRUE(authenticate(open(ada))->principal.email_verified);
    EXPECT_TRUE(authenticate_key(make_key(ada).key)->principal.email_verified);
}

TEST_P(EmailCodeTest, A3_FiveTriesThenNoMore) {
    const Account ada = register_unproved("ada");
    const Secret code = make(ada).value();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(verify(ada, other_than(code)), CodeCheck::wrong);
    EXPECT_EQ(verify(ada, code.reveal()), CodeCheck::gone);
}

TEST_P(EmailCodeTest, A3_CodeIsGoodForTenMinutes) {
    const Account ada = register_unproved("ada");
    const Secret code = make(ada).value();
    clock.advance(10min - 1s);
    const Account bob = register_unproved("bob");
    const Secret other = make(bob).value();
    EXPECT_EQ(check(ada, code.reveal()), CodeCheck::right);
    clock.advance(10min);
    EXPECT_EQ(check(bob, other.reveal()), CodeCheck::gone);
}

TEST_P(EmailCodeTest, A3_CodeIsBoundToAccountAndPurpose) {
    const Account ada = register_unproved("ada");
    const Account eve = register_unproved("eve");
    const Secret code = make(ada).value();
    EXPECT_EQ(check(eve, code.reveal()), CodeCheck::gone);
    EXPECT_EQ(check(ada, code.reveal(), CodePurpose::password_reset), CodeCheck::gone);
    const Secret reset = make(ada, CodePurpose::password_reset).value();
    if (reset.reveal() != code.reveal())
        EXPECT_EQ(check(ada, code.reveal(), CodePurpose::password_reset), CodeCheck::wrong);
    EXPECT_EQ(check(ada, code.reveal()), CodeCheck::right);
}

TEST_P(EmailCodeTest, A3_NewCodeEndsTheOldOne) {
    const Account ada = register_unproved("ada");
    const Secret first = make(ada).value();
    clock.advance(1min);
    const Secret second = make(ada).value();
    if (first.reveal() != second.reveal()) EXPECT_EQ(verify(ada, first.reveal()), CodeCheck::wrong);
    EXPECT_EQ(verify(ada, second.reveal()), CodeCheck::right);
}

TEST_P(EmailCodeTest, A3_OneAMinuteAndFiveAnHour) {
    const Account ada = register_unproved("ada");
    const Time begun = clock.now();
    ASSERT_TRUE(make(ada));
    clock.advance(59s);
    const auto early = make(ada);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::too_many_requests);
    EXPECT_EQ(early.error().retry_at, begun + 1min);
    for (int i = 1; i < 5; ++i) {
        clock.advance(1min);
        EXPECT_TRUE(make(ada)) << i;
    }
    clock.advance(1min);
    const auto sixth = make(ada);
    ASSERT_FALSE(sixth);
    EXPECT_EQ(sixth.error().retry_at, begun + 1h);
    clock.set(begun + 1h);
    EXPECT_TRUE(make(ada));
}

TEST_P(EmailCodeTest, SEC_P7_ResetCodeCannotBeGuessedAndIsGoodOnceForHalfAnHour) {
    const Account ada = register_one("ada");
    const auto reset = CodePurpose::password_reset;
    const Secret first = make(ada, reset).value();
    EXPECT_EQ(first.reveal().size(), 26U);
    EXPECT_GE(26 * std::log2(rules_of(reset).alphabet.size()), 128);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(check(ada, "GUESS", reset), CodeCheck::wrong);
    EXPECT_EQ(check(ada, first.reveal(), reset), CodeCheck::right);
    EXPECT_EQ(check(ada, first.reveal(), reset), CodeCheck::gone);
    clock.advance(1min);
    const Secret second = make(ada, reset).value();
    clock.advance(30min);
    EXPECT_EQ(check(ada, second.reveal(), reset), CodeCheck::gone);
}

TEST_P(EmailCodeTest, SEC_P7_ResetCodeHasAHundredTries) {
    const Account ada = register_one("ada");
    const auto reset = CodePurpose::password_reset;
    const Secret code = make(ada, reset).value();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(check(ada, "GUESS", reset), CodeCheck::wrong);
    EXPECT_EQ(check(ada, code.reveal(), reset), CodeCheck::gone);
}

TEST_P(EmailCodeTest, A3_OfTwoThatUseARightCodeOneIsLate) {
    const Account ada = register_one("ada");
    const auto change = CodePurpose::change_email;
    const Secret code =
        write([&](db::Tx& tx) {
            return make_email_code(
                tx, ada.id, change, server_key, moment(), Personal{"new@example.com"}
            );
        }).value();
    const auto tried = [&] {
        return write([&](db::Tx& tx) {
            return try_email_code(tx, ada.id, change, code.reveal(), server_key, clock.now());
        });
    };
    const TriedCode one = tried();
    const TriedCode two = tried();
    ASSERT_EQ(one.check, CodeCheck::right);
    ASSERT_EQ(two.check, CodeCheck::right);
    EXPECT_EQ(one.address->reveal(), "new@example.com");
    const auto use_up = [&](const TriedCode& code_tried) {
        return write([&](db::Tx& tx) { return use_up_email_code(tx, code_tried.id); });
    };
    EXPECT_TRUE(use_up(one));
    EXPECT_FALSE(use_up(two));
    EXPECT_EQ(tried().check, CodeCheck::gone);
}

TEST_P(EmailCodeTest, A3_StoreHoldsNoCode) {
    const Account ada = register_unproved("ada");
    const Secret code = make(ada).value();
    const auto stored = read([](db::Tx& tx) {
        return tx.all(hashes, [](const db::Row& row) { return row.bytes(0).size(); });
    });
    EXPECT_EQ(stored, std::vector<std::size_t>{32});
}

TEST_P(EmailCodeTest, A3_ManyTriesAtOnceAreFive) {
    const Account ada = register_unproved("ada");
    const Secret code = make(ada).value();
    std::atomic<int> wrong{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 5; ++j)
                if (check(ada, other_than(code)) == CodeCheck::wrong) ++wrong;
        });
    threads.clear();
    EXPECT_EQ(wrong, 5);
}

TEST_P(EmailCodeTest, SecP5_OwnerIsToldOnceAnHour) {
    const Account ada = register_one("ada");
    const auto tell = [&] {
        return write([&](db::Tx& tx) { return may_tell_email_in_use(tx, ada.id, moment()); });
    };
    EXPECT_TRUE(tell());
    clock.advance(59min);
    EXPECT_FALSE(tell());
    clock.advance(1min);
    EXPECT_TRUE(tell());
}

TEST_P(EmailCodeTest, WhatCountsNoMoreIsPurged) {
    const Account ada = register_unproved("ada");
    ASSERT_TRUE(make(ada));
    clock.advance(1h);
    const auto purge = [&] {
        return write([&](db::Tx& tx) { return purge_email_codes(tx, clock.now(), 10); });
    };
    EXPECT_EQ(purge(), 0);
    clock.advance(1s);
    EXPECT_EQ(purge(), 1);
}

}  // namespace
}  // namespace otpost::identity
