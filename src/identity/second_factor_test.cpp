// SPDX-License-Identifier: Apache-2.0
#include "identity/second_factor.hpp"

#include "identity/second_factor_fixture.hpp"
#include "identity/second_factor_sql.hpp"

namespace otpost::identity {
namespace {

using second_factor::Proof;

constexpr db::Statement stored_seeds{
    "test.stored_seeds", "SELECT seed FROM second_factor WHERE seed IS NOT NULL ORDER BY account_id"
};
constexpr db::Statement stored_pending{
    "test.stored_pending", "SELECT pending_seed FROM second_factor"
};
constexpr db::Statement put_seed{
    "test.put_seed", "UPDATE second_factor SET seed = $2 WHERE account_id = $1"
};
constexpr db::Statement put_pending{
    "test.put_pending",
    "UPDATE second_factor SET pending_seed = seed, pending_until = 9000000000000000"
};

class SecondFactorTest : public SecondFactorFixture {
protected:
    std::vector<std::string> stored(const db::Statement& statement) {
        return read([&](db::Tx& tx) {
            return tx.all(statement, [](const db::Row& row) {
                return std::string{crypto::as_text(row.bytes(0))};
            });
        });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, SecondFactorTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(SecondFactorTest, StatementsPrepare) {
    namespace factor = otpost::sql::second_factor;
    otpost::testing::prepare_all(
        database(),
        {&factor::is_active,
         &factor::state,
         &factor::begin_enrolment,
         &factor::pending_seed,
         &factor::activate,
         &factor::active_seed,
         &factor::accept_step,
         &factor::count_failure,
         &factor::forget_failures,
         &factor::remove_second_factor,
         &factor::insert_recovery_code,
         &factor::use_recovery_code,
         &factor::recovery_codes_left,
         &factor::remove_recovery_codes,
         &factor::challenged_account}
    );
}

TEST_P(SecondFactorTest, SEC_O3_EnrolsByProvingOneCode) {
    const Account ada = register_one("ada");
    const Secret seed = start_one(ada);
    EXPECT_EQ(seed.reveal().size(), 20U);
    EXPECT_FALSE(is_active(ada));
    EXPECT_FALSE(state_of(ada));
    EXPECT_EQ(refusal(ada, shown(seed)), ErrorCode::conflict);
    EXPECT_EQ(confirm(ada, wrong(seed)).error().fields.at(0).field, "code");
    EXPECT_FALSE(is_active(ada));
    const std::string code = shown(seed);
    ASSERT_TRUE(confirm(ada, code.substr(0, 3) + " " + code.substr(3)));
    EXPECT_TRUE(is_active(ada));
    EXPECT_TRUE(was_announced(ada.id));
    EXPECT_EQ(state_of(ada)->active_since, clock.now());
    EXPECT_EQ(state_of(ada)->recovery_codes_left, 10);
    EXPECT_EQ(confirm(ada, code).error().code, ErrorCode::conflict);
}

TEST_P(SecondFactorTest, SEC_O3_ASeedWaitsForFifteenMinutes) {
    const Account ada = register_one("ada");
    const Secret first = start_one(ada);
    clock.advance(15min);
    EXPECT_EQ(confirm(ada, shown(first)).error().code, ErrorCode::conflict);
    const Secret second = start_one(ada);
    EXPECT_NE(first.reveal(), second.reveal());
    EXPECT_EQ(confirm(ada, shown(first)).error().code, ErrorCode::validation_failed);
    clock.advance(15min - 1us);
    EXPECT_TRUE(confirm(ada, shown(second)));
}

TEST_P(SecondFactorTest, A5_AnotherAppTakesOverWhenItIsProved) {
    const Enrolled ada = enrol("ada");
    const Secret next = start_one(ada.account);
    EXPECT_EQ(check(ada.account, shown(ada.seed)), Proof::app);
    EXPECT_EQ(refusal(ada.account, shown(next)), ErrorCode::invalid_credentials);
    ASSERT_TRUE(confirm(ada.account, shown(next)));
    clock.advance(totp_step_length);
    EXPECT_EQ(refusal(ada.account, shown(ada.seed)), ErrorCode::invalid_credentials);
    EXPECT_EQ(refusal(ada.account, ada.recovery_codes[0].reveal()), ErrorCode::invalid_credentials);
    EXPECT_EQ(check(ada.account, shown(next)), Proof::app);
}

TEST_P(SecondFactorTest, SEC_O3_SeedsAreStoredSealed) {
    const Account grace = register_one("grace");
    const Secret waiting = start_one(grace);
    EXPECT_EQ(stored(stored_pending).at(0).find(waiting.reveal()), std::string::npos);
    const Enrolled ada = enrol("ada");
    ASSERT_EQ(stored(stored_seeds).size(), 1U);
    const std::string sealed = stored(stored_seeds)[0];
    EXPECT_EQ(sealed.size(), 20U + 28U);
    EXPECT_EQ(sealed.find(ada.seed.reveal()), std::string::npos);
}

TEST_P(SecondFactorTest, SEC_C1_ASeedOpensInItsRowAndColumnAlone) {
    const Enrolled ada = enrol("ada");
    const Enrolled grace = enrol("grace");
    const std::string of_grace = stored(stored_seeds).at(1);
    write([&](db::Tx& tx) { tx.exec(put_seed, ada.account.id, std::as_bytes(std::span{of_grace})); }
    );
    EXPECT_THROW(check(ada.account, shown(grace.seed)), db::Corruption);
    EXPECT_EQ(check(grace.account, shown(grace.seed)), Proof::app);
    write([&](db::Tx& tx) { tx.exec(put_pending); });
    EXPECT_THROW(confirm(grace.account, shown(grace.seed)), db::Corruption);
}

TEST_P(SecondFactorTest, SEC_O3_ACopyOfTheStoreAloneOpensNothing) {
    const Enrolled ada = enrol("ada");
    const crypto::Key other = crypto::Key::random(random);
    const auto with_other_key = [&](db::Tx& tx) {
        return second_factor::check_code(tx, ada.account.id, shown(ada.seed), other, clock.now());
    };
    EXPECT_THROW(write(with_other_key), db::Corruption);
}

TEST_P(SecondFactorTest, SEC_O1_ACodeIsAcceptedOnce) {
    const Account ada = register_one("ada");
    const Secret seed = start_one(ada);
    const std::string first = shown(seed);
    ASSERT_TRUE(confirm(ada, first));
    EXPECT_EQ(refusal(ada, first), ErrorCode::invalid_credentials) << "used up by the enrolment";
    clock.advance(totp_step_length);
    const std::string second = shown(seed);
    EXPECT_EQ(check(ada, second), Proof::app);
    EXPECT_EQ(refusal(ada, second), ErrorCode::invalid_credentials);
    EXPECT_EQ(check(ada, shown(seed, 1)), Proof::app) << "of an app whose clock is fast";
    clock.advance(totp_step_length);
    EXPECT_EQ(refusal(ada, shown(seed)), ErrorCode::invalid_credentials);
    EXPECT_EQ(refusal(ada, shown(seed, -1)), ErrorCode::invalid_credentials) << "older than one";
}

TEST_P(SecondFactorTest, SEC_O1_OfAThousandAtOnceOneIsAccepted) {
    const Enrolled ada = enrol("ada");
    const std::string code = shown(ada.seed);
    const int accepted =
        count_at_once(40, 25, [&] { return check(ada.account, code).has_value(); });
    EXPECT_EQ(accepted, 1);
}

/// Also without the lock and the waits before it.
TEST_P(SecondFactorTest, SEC_O1_TheUpdateItselfAcceptsAStepOnce) {
    const Enrolled ada = enrol("ada");
    const std::int64_t step = totp_step_at(clock.now());
    const auto accept = [&] {
        return write([&](db::Tx& tx) {
            return tx.exec(sql::second_factor::accept_step, ada.account.id, step) == 1;
        });
    };
    EXPECT_EQ(count_at_once(40, 25, accept), 1);
}

TEST_P(SecondFactorTest, SEC_O2_WrongCodesWaitLongerAndLonger) {
    const Enrolled ada = enrol("ada");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials) << i;
    for (const auto wait : {1s, 2s, 4s, 8s, 16s}) {
        EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials);
        const auto early = check(ada.account, shown(ada.seed));
        ASSERT_FALSE(early) << "a right code tells nothing either";
        EXPECT_EQ(early.error().code, ErrorCode::too_many_requests);
        EXPECT_EQ(early.error().retry_at, clock.now() + wait);
        clock.advance(wait);
    }
    EXPECT_EQ(check(ada.account, shown(ada.seed)), Proof::app);
    clock.advance(totp_step_length);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials);
    EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::too_many_requests);
}

TEST_P(SecondFactorTest, SEC_O2_AHundredInARowIsTheEndForADay) {
    const Enrolled ada = enrol("ada");
    for (int i = 0; i < 100; ++i) {
        ASSERT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials) << i;
        if (i < 99) clock.advance(15min);
    }
    clock.advance(24h - 1us);
    EXPECT_EQ(refusal(ada.account, shown(ada.seed)), ErrorCode::too_many_requests);
    clock.advance(1us);
    EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials);
    clock.advance(15min);
    EXPECT_EQ(refusal(ada.account, shown(ada.seed)), ErrorCode::too_many_requests)
        << "one a day from here on: the count is not forgotten by waiting";
    clock.advance(24h);
    EXPECT_EQ(check(ada.account, shown(ada.seed)), Proof::app);
}

TEST_P(SecondFactorTest, SEC_O2_ManyAtOnceCantOutrunTheCount) {
    const Enrolled ada = enrol("ada");
    const std::string code = wrong(ada.seed);
    const int looked_at = count_at_once(8, 10, [&] {
        return refusal(ada.account, code) == ErrorCode::invalid_credentials;
    });
    EXPECT_EQ(looked_at, 5);
}

TEST_P(SecondFactorTest, SEC_O2_ARecoveryCodeNeedsNoWait) {
    const Enrolled ada = enrol("ada");
    for (int i = 0; i < 6; ++i) static_cast<void>(check(ada.account, wrong(ada.seed)));
    EXPECT_EQ(refusal(ada.account, shown(ada.seed)), ErrorCode::too_many_requests);
    EXPECT_EQ(check(ada.account, ada.recovery_codes[3].reveal()), Proof::recovery_code);
    EXPECT_EQ(check(ada.account, shown(ada.seed)), Proof::app) << "the count begins anew";
}

TEST_P(SecondFactorTest, SEC_O2_AClockSetBackMakesNobodyWait) {
    const Enrolled ada = enrol("ada");
    for (int i = 0; i < 6; ++i) static_cast<void>(check(ada.account, wrong(ada.seed)));
    clock.set(clock.now() - 90s);
    EXPECT_EQ(refusal(ada.account, wrong(ada.seed)), ErrorCode::invalid_credentials);
}

TEST_P(SecondFactorTest, A5_RemovingItTakesTheRecoveryCodesToo) {
    const Enrolled ada = enrol("ada");
    const auto remove = [&] {
        return write([&](db::Tx& tx) { return second_factor::remove(tx, ada.account.id); });
    };
    EXPECT_TRUE(remove());
    EXPECT_FALSE(remove());
    EXPECT_FALSE(is_active(ada.account));
    EXPECT_EQ(refusal(ada.account, ada.recovery_codes[0].reveal()), ErrorCode::conflict);
    EXPECT_EQ(read([&](db::Tx& tx) { return recovery_codes_left(tx, ada.account.id); }), 0);
}

}  // namespace
}  // namespace otpost::identity
