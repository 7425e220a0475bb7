// SPDX-License-Identifier: Apache-2.0
#include "identity/refresh.hpp"

#include "crypto/encoding.hpp"
#include "identity/identity_fixture.hpp"
#include "identity/identity_sql.hpp"

#include <gtest/gtest.h>

#include <barrier>
#include <thread>

namespace otpost::identity {
namespace {

class RefreshTest : public IdentityTest {
protected:
    Refreshed show(const Secret& text, std::string_view browser = "Firefox") {
        const auto token = read_refresh_token(text.reveal(), server_key);
        EXPECT_TRUE(token);
        return write([&](db::Tx& tx) {
            return refresh_session(
                tx, *token, refresh_binding(browser, "", server_key), server_key, clock.now()
            );
        });
    }

    Secret text_of(const OpenedSession& session) { return refresh_token_text(session, server_key); }

    Secret text_of(const Refreshed& refreshed) { return text_of(refreshed.session); }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, RefreshTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(RefreshTest, SEC_S5_EachTokenBringsTheNext) {
    const OpenedSession session = open(register_one("ada"));
    Secret text = text_of(session);
    for (int i = 0; i < 5; ++i) {
        clock.advance(9min);
        const Refreshed next = show(text);
        ASSERT_EQ(next.outcome, RefreshOutcome::rotated) << i;
        EXPECT_EQ(next.session.id, session.id);
        EXPECT_EQ(next.session.account, session.account);
        EXPECT_EQ(next.session.expires_at, session.expires_at) << "no session outlives its end";
        EXPECT_NE(text_of(next).reveal(), text.reveal());
        text = text_of(next);
    }
    EXPECT_TRUE(authenticate(session));
}

TEST_P(RefreshTest, SEC_S5_ATokenShownAgainEndsTheFamily) {
    const OpenedSession session = open(register_one("ada"));
    const Secret first = text_of(session);
    const Refreshed second = show(first);
    clock.advance(lost_answer_grace + 1us);
    EXPECT_EQ(show(first).outcome, RefreshOutcome::reused);
    EXPECT_FALSE(authenticate(session));
    EXPECT_TRUE(was_announced(session.account));
    EXPECT_EQ(show(text_of(second)).outcome, RefreshOutcome::refused) << "the thief is out as well";
    EXPECT_EQ(show(first).outcome, RefreshOutcome::refused);
}

TEST_P(RefreshTest, SEC_S5_AnOlderTokenEndsTheFamilyAtOnce) {
    const OpenedSession session = open(register_one("ada"));
    const Secret first = text_of(session);
    show(text_of(show(first)));
    EXPECT_EQ(show(first).outcome, RefreshOutcome::reused) << "two generations are no lost answer";
    EXPECT_FALSE(authenticate(session));
}

TEST_P(RefreshTest, SEC_S5_OtherSessionsOfTheAccountStay) {
    const Account account = register_one("ada");
    const OpenedSession stolen = open(account);
    const OpenedSession other = open(account);
    show(text_of(show(text_of(stolen))));
    ASSERT_EQ(show(text_of(stolen)).outcome, RefreshOutcome::reused);
    EXPECT_TRUE(authenticate(other));
    EXPECT_EQ(show(text_of(other)).outcome, RefreshOutcome::rotated);
}

TEST_P(RefreshTest, SEC_S6_ALostAnswerIsGivenAgain) {
    const OpenedSession session = open(register_one("ada"));
    const Refreshed lost = show(text_of(session));
    clock.advance(lost_answer_grace);
    const Refreshed again = show(text_of(session));
    EXPECT_EQ(again.outcome, RefreshOutcome::repeated);
    EXPECT_EQ(text_of(again).reveal(), text_of(lost).reveal());
    EXPECT_EQ(show(text_of(again)).outcome, RefreshOutcome::rotated);
}

TEST_P(RefreshTest, SEC_S6_NotToAnotherBrowser) {
    const OpenedSession session = open(register_one("ada"));
    show(text_of(session), "Firefox");
    EXPECT_EQ(show(text_of(session), "curl").outcome, RefreshOutcome::reused);
    EXPECT_FALSE(authenticate(session));
}

TEST_P(RefreshTest, SEC_S6_NotWhenTheClockWasSetBackByMore) {
    const OpenedSession session = open(register_one("ada"));
    show(text_of(session));
    clock.set(clock.now() - 1min);
    EXPECT_EQ(show(text_of(session)).outcome, RefreshOutcome::reused);
}

TEST_P(RefreshTest, SEC_S5_OfManyAtOnceAllGetOneSuccessor) {
    const OpenedSession session = open(register_one("ada"));
    constexpr int tabs = 8;
    std::array<Refreshed, tabs> got;
    std::barrier start{tabs};
    {
        std::vector<std::jthread> threads;
        threads.reserve(tabs);
        for (Refreshed& mine : got)
            threads.emplace_back([&] {
                start.arrive_and_wait();
                mine = show(text_of(session));
            });
    }
    int rotated = 0;
    for (const Refreshed& mine : got) {
        EXPECT_TRUE(
            mine.outcome == RefreshOutcome::rotated || mine.outcome == RefreshOutcome::repeated
        );
        rotated += mine.outcome == RefreshOutcome::rotated ? 1 : 0;
        EXPECT_EQ(text_of(mine).reveal(), text_of(got.front()).reveal());
    }
    EXPECT_EQ(rotated, 1);
    EXPECT_TRUE(authenticate(session));
}

TEST_P(RefreshTest, SEC_S4_TwelveIdleHoursEndIt) {
    const OpenedSession session = open(register_one("ada"));
    clock.advance(session_idle_max - 1us);
    const Refreshed last = show(text_of(session));
    ASSERT_EQ(last.outcome, RefreshOutcome::rotated) << "which counts as use";
    clock.advance(session_idle_max);
    EXPECT_EQ(show(text_of(last)).outcome, RefreshOutcome::refused);
}

TEST_P(RefreshTest, SEC_S4_ThirtyDaysEndItHoweverBusy) {
    const OpenedSession session = open(register_one("ada"));
    Secret text = text_of(session);
    while (clock.now() + 11h < session.expires_at) {
        clock.advance(11h);
        const Refreshed next = show(text);
        ASSERT_EQ(next.outcome, RefreshOutcome::rotated);
        text = text_of(next);
    }
    clock.set(session.expires_at);
    EXPECT_EQ(show(text).outcome, RefreshOutcome::refused);
}

TEST_P(RefreshTest, SEC_S3_NeitherEndedNorSuspendedIsRefreshed) {
    const Account account = register_one("ada");
    const OpenedSession ended = open(account);
    const auto whose =
        write([&](db::Tx& tx) { return end_held_session(tx, ended.id, clock.now()); });
    EXPECT_EQ(whose, account.id);
    EXPECT_EQ(show(text_of(ended)).outcome, RefreshOutcome::refused);
    EXPECT_FALSE(write([&](db::Tx& tx) { return end_held_session(tx, ended.id, clock.now()); }));
    const OpenedSession banned = open(account);
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return set_status(tx, account.id, AccountStatus::suspended, clock.now());
    }));
    EXPECT_EQ(show(text_of(banned)).outcome, RefreshOutcome::refused);
}

TEST_P(RefreshTest, SEC_S5_WhatWeDidNotMakeIsNoToken) {
    const OpenedSession session = open(register_one("ada"));
    const std::string good = text_of(session).reveal();
    const auto is_token = [&](const std::string& text) {
        return read_refresh_token(text, server_key).has_value();
    };
    ASSERT_TRUE(is_token(good));
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = bad[at] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(is_token(bad)) << bad;
    }
    for (const std::string& bad :
         {std::string{},
          std::string{"..."},
          good + ".",
          "." + good,
          good + "A",
          std::string(4'000, '.')})
        EXPECT_FALSE(is_token(bad)) << bad;
    const crypto::Key other = crypto::Key::random(random);
    EXPECT_FALSE(read_refresh_token(good, other));
}

TEST_P(RefreshTest, SEC_S5_TheStoreHasNoToken) {
    const OpenedSession session = open(register_one("ada"));
    EXPECT_GE(session.secret.reveal().size() * 6, 256U);
    const auto hash = read([&](db::Tx& tx) {
        return tx.one(
            otpost::sql::identity::session_to_refresh,
            [](const db::Row& row) {
                return std::vector<std::byte>{row.bytes(2).begin(), row.bytes(2).end()};
            },
            session.id,
            clock.now(),
            clock.now() - session_idle_max
        );
    });
    const auto expected = crypto::sha256(session.secret.reveal());
    EXPECT_EQ(*hash, (std::vector<std::byte>{expected.begin(), expected.end()}));
}

TEST_P(RefreshTest, SEC_S7_AccessTokensProveTheirSession) {
    const OpenedSession session = open(register_one("ada"));
    const ShownSession who{session.id, session.account};
    const auto token = make_access_token(who, server_key, clock.now(), session.expires_at);
    EXPECT_EQ(token.expires_at, clock.now() + access_token_life);
    const auto read = [&](Time at) {
        return read_access_token(token.text.reveal(), server_key, at);
    };
    ASSERT_TRUE(read(clock.now()));
    EXPECT_EQ(read(clock.now())->session, session.id);
    EXPECT_EQ(read(clock.now())->account, session.account);
    EXPECT_FALSE(read(token.expires_at));
    const crypto::Key other = crypto::Key::random(random);
    EXPECT_FALSE(read_access_token(token.text.reveal(), other, clock.now()));
}

TEST_P(RefreshTest, SEC_S7_KeysChangeAtMidnightAndYesterdaysIsStillGood) {
    const OpenedSession session = open(register_one("ada"));
    const ShownSession who{session.id, session.account};
    const Time midnight = std::chrono::floor<std::chrono::days>(clock.now()) + 24h;
    const auto kid = [&](Time at) {
        const auto text = make_access_token(who, server_key, at, session.expires_at).text.reveal();
        return text.substr(0, text.find('.'));
    };
    EXPECT_NE(kid(midnight - 1s), kid(midnight));
    const auto before = make_access_token(who, server_key, midnight - 1s, session.expires_at);
    EXPECT_TRUE(read_access_token(before.text.reveal(), server_key, midnight + 5min));
    const auto after = make_access_token(who, server_key, midnight, session.expires_at);
    EXPECT_TRUE(read_access_token(after.text.reveal(), server_key, midnight - 1s))
        << "of a node whose clock is ahead";
    EXPECT_FALSE(read_access_token(after.text.reveal(), server_key, midnight - 2min));
}

TEST_P(RefreshTest, SEC_S4_AccessEndsWithTheSession) {
    const OpenedSession session = open(register_one("ada"));
    const ShownSession who{session.id, session.account};
    const Time late = session.expires_at - 2min;
    const auto token = make_access_token(who, server_key, late, session.expires_at);
    EXPECT_EQ(token.expires_at, session.expires_at);
}

}  // namespace
}  // namespace otpost::identity
