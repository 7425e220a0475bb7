// SPDX-License-Identifier: Apache-2.0
#include "identity/sessions.hpp"

#include "identity/identity_fixture.hpp"

#include <gtest/gtest.h>

namespace otpost::identity {
namespace {

using SessionTest = IdentityTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, SessionTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(SessionTest, A4_ATokenStandsForItsAccount) {
    const Account account = register_one("ada");
    const OpenedSession session = open(account);
    const Authentication authentication = authenticate(session).value();
    EXPECT_EQ(authentication.principal.account, account.id);
    EXPECT_EQ(authentication.principal.wallet, account.wallet);
    EXPECT_EQ(authentication.principal.role, Role::user);
    EXPECT_EQ(authentication.principal.plan, "free");
    EXPECT_EQ(authentication.principal.session, session.id);
    EXPECT_FALSE(authentication.principal.key);
    EXPECT_EQ(authentication.principal.scopes, Scopes::all());
    EXPECT_FALSE(authentication.touch_due);
}

TEST_P(SessionTest, SEC_S2_TokensAreLongAndNeverTheSame) {
    const Account account = register_one("ada");
    const OpenedSession first = open(account);
    const OpenedSession second = open(account);
    EXPECT_EQ(first.secret.reveal().size(), 43U);
    EXPECT_NE(first.secret.reveal(), second.secret.reveal());
}

TEST_P(SessionTest, A4_UnknownSessionsAreRefusedAlike) {
    const OpenedSession session = open(register_one("ada"));
    const Account other = register_one("mallory");
    for (const ShownSession& shown :
         {ShownSession{SessionId{1}, session.account}, ShownSession{session.id, other.id}}) {
        const auto result =
            read([&](db::Tx& tx) { return authenticate_session(tx, shown, clock.now()); });
        EXPECT_EQ(result.error().code, ErrorCode::unauthenticated);
    }
}

TEST_P(SessionTest, SEC_S4_EndsAfterTwelveIdleHours) {
    const OpenedSession session = open(register_one("ada"));
    clock.advance(session_idle_max - 1us);
    const auto last = authenticate(session);
    ASSERT_TRUE(last);
    EXPECT_TRUE(last->touch_due);
    clock.advance(1us);
    EXPECT_EQ(authenticate(session).error().code, ErrorCode::unauthenticated);
}

TEST_P(SessionTest, SEC_S4_EndsAfterThirtyDaysHoweverBusy) {
    const OpenedSession session = open(register_one("ada"));
    EXPECT_EQ(session.expires_at, start + std::chrono::days{30});
    for (int i = 0; i < 60; ++i) {
        ASSERT_TRUE(authenticate(session)) << i;
        clock.advance(12h - 1us);
        write([&](db::Tx& tx) {
            touch_session(tx, session.id, clock.now());
            return 0;
        });
    }
    ASSERT_LT(clock.now(), session.expires_at);
    EXPECT_TRUE(authenticate(session));
    clock.set(session.expires_at);
    EXPECT_EQ(authenticate(session).error().code, ErrorCode::unauthenticated);
}

TEST_P(SessionTest, A4_SignOutEndsOneDeviceAtOnce) {
    const Account account = register_one("ada");
    const OpenedSession here = open(account);
    const OpenedSession there = open(account);
    ASSERT_TRUE(write([&](db::Tx& tx) { return end_session(tx, account.id, here.id, clock.now()); })
    );
    EXPECT_FALSE(authenticate(here));
    EXPECT_TRUE(authenticate(there));
    EXPECT_TRUE(was_announced(account.id));
    const auto again =
        write([&](db::Tx& tx) { return end_session(tx, account.id, here.id, clock.now()); });
    EXPECT_EQ(again.error().code, ErrorCode::not_found);
}

TEST_P(SessionTest, A6_NobodyEndsTheSessionOfAnother) {
    const OpenedSession session = open(register_one("ada"));
    const Account other = register_one("mallory");
    const auto result =
        write([&](db::Tx& tx) { return end_session(tx, other.id, session.id, clock.now()); });
    EXPECT_EQ(result.error().code, ErrorCode::not_found);
    EXPECT_TRUE(authenticate(session));
}

TEST_P(SessionTest, A4_DevicesAreListedAndEndedTogether) {
    const Account account = register_one("ada");
    const OpenedSession first = open(account);
    const OpenedSession second = open(account);
    const OpenedSession third = open(account);
    const auto listed =
        read([&](db::Tx& tx) { return list_sessions(tx, account.id, clock.now()); });
    ASSERT_EQ(listed.size(), 3U);
    EXPECT_EQ(listed.front().id, third.id);
    EXPECT_EQ(listed.front().user_agent, "Browser/1.0");
    const auto ended = write([&](db::Tx& tx) {
        return end_other_sessions(tx, account.id, second.id, clock.now());
    });
    EXPECT_EQ(ended.size(), 2U);
    EXPECT_FALSE(authenticate(first));
    EXPECT_TRUE(authenticate(second));
    EXPECT_EQ(write([&](db::Tx& tx) { return end_sessions(tx, account.id, clock.now()); }), 1);
    EXPECT_FALSE(authenticate(second));
    EXPECT_TRUE(read([&](db::Tx& tx) { return list_sessions(tx, account.id, clock.now()); }).empty()
    );
}

TEST_P(SessionTest, A4_DevicesOfAnAccountAreBounded) {
    const Account account = register_one("ada");
    const OpenedSession oldest = open(account);
    const OpenedSession next = open(account);
    for (std::int64_t i = 2; i < sessions_per_account_max; ++i) open(account);
    EXPECT_FALSE(was_announced(account.id));
    const OpenedSession newest = open(account);
    EXPECT_EQ(newest.ended, std::vector{oldest.id});
    EXPECT_TRUE(was_announced(account.id));
    EXPECT_FALSE(authenticate(oldest));
    EXPECT_TRUE(authenticate(next));
}

TEST_P(SessionTest, SEC_L1_UserAgentsAreCutAndCleaned) {
    const Account account = register_one("ada");
    const std::string agent = "x\r\ny\x1b[31m\xC3\xA9" + std::string(1'000, 'z');
    write([&](db::Tx& tx) { return open_session(tx, account.id, agent, moment()); });
    const auto listed =
        read([&](db::Tx& tx) { return list_sessions(tx, account.id, clock.now()); });
    EXPECT_EQ(listed.at(0).user_agent.size(), 256U);
    EXPECT_TRUE(listed.at(0).user_agent.starts_with("x??y?[31m??zzz"));
}

TEST_P(SessionTest, outlived_rows_are_swept_in_steps) {
    const Account account = register_one("ada");
    for (int i = 0; i < 3; ++i) open(account);
    clock.advance(std::chrono::days{30} + 1us);
    const OpenedSession live = open(account);
    const auto purge = [&] {
        return write([&](db::Tx& tx) { return purge_sessions(tx, clock.now(), 2); });
    };
    EXPECT_EQ(purge(), 2);
    EXPECT_EQ(purge(), 1);
    EXPECT_EQ(purge(), 0);
    EXPECT_TRUE(authenticate(live));
}

}  // namespace
}  // namespace otpost::identity
