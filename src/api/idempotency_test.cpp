// SPDX-License-Identifier: Apache-2.0
#include "api/idempotency.hpp"

#include "api/idempotency_sql.hpp"
#include "api/schema/write.hpp"
#include "api/views.hpp"
#include "crypto/hash.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

namespace otpost::api {
namespace {

using namespace std::chrono_literals;

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

class IdempotencyTest : public otpost::testing::EngineTest {
protected:
    Call call(
        std::string key, std::string_view request = "POST /v1/x", AccountId account = AccountId{1}
    ) {
        Call made{
            .moment = {clock.now(), ids, random},
            .principal = {},
            .request_id = {},
            .remote_ip = {},
            .user_agent = {},
            .idempotency_key = std::move(key),
            .request_hash = std::string{crypto::as_text(crypto::sha256({request}))},
            .shown_once = {}
        };
        made.principal.account = account;
        return made;
    }

    Result<Answer> ask(const Call& asked, const Step& work) {
        return db::write(database(), [&](db::Tx& tx) { return once(tx, asked, work); });
    }

    /// Counts its runs in its answer.
    Step count() {
        return [this](db::Tx&) -> Result<Answer> {
            return Answer{201, "run " + std::to_string(++runs), {}};
        };
    }

    ManualClock clock{start};
    IdGenerator ids{clock, 1};
    SystemRandom random;
    int runs = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, IdempotencyTest, testing::all_engines, testing::engine_name);

TEST_P(IdempotencyTest, W6_RunsOnceAndAnswersTheSame) {
    for (int i = 0; i < 3; ++i) {
        const auto answer = ask(call("one"), count());
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 201U);
        EXPECT_EQ(answer->body, "run 1");
    }
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(ask(call("two"), count())->body, "run 2");
    EXPECT_EQ(ask(call("one", "POST /v1/x", AccountId{2}), count())->body, "run 3");
}

TEST_P(IdempotencyTest, W6_AnotherRequestIsRefused) {
    ASSERT_TRUE(ask(call("one"), count()));
    const auto refused = ask(call("one", "POST /v1/y"), count());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::idempotency_key_reused);
    EXPECT_EQ(runs, 1);
}

TEST_P(IdempotencyTest, W6_RefusalUndoesTheWorkAndIsKept) {
    const Step spend_and_refuse = [this](db::Tx& tx) -> Result<Answer> {
        ++runs;
        EXPECT_TRUE(once(tx, call("inner"), count()));
        return refuse_until(ErrorCode::too_many_open_leases, "Too many.", clock.now() + 60s);
    };
    const auto first = ask(call("one"), spend_and_refuse);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->status, 429U);
    EXPECT_EQ(first->retry_at, start + 60s);
    const int before = runs;
    EXPECT_EQ(ask(call("one"), spend_and_refuse)->body, first->body);
    EXPECT_EQ(runs, before);
    EXPECT_EQ(ask(call("inner"), count())->body, "run " + std::to_string(before + 1));
}

TEST_P(IdempotencyTest, W6_FirstTimeOfAUsedKeyIsAConflict) {
    const auto at_first = [&](const Call& asked) {
        return db::write(database(), [&](db::Tx& tx) { return first_time(tx, asked, count()); });
    };
    ASSERT_TRUE(at_first(call("one")));
    try {
        static_cast<void>(at_first(call("one")));
        FAIL() << "must conflict";
    } catch (const db::Conflict& conflict) {
        EXPECT_TRUE(is_used_key(conflict)) << conflict.constraint;
    }
    EXPECT_EQ(ask(call("one"), count())->body, "run 1");
}

TEST_P(IdempotencyTest, W6_OldAnswersGoButKeysStay) {
    ASSERT_TRUE(ask(call("old"), count()));
    clock.advance(answers_kept);
    ASSERT_TRUE(ask(call("young"), count()));
    const auto forget = [&] {
        return db::write(database(), [&](db::Tx& tx) {
            return forget_answers(tx, clock.now() + 1us, 10);
        });
    };
    EXPECT_EQ(forget(), 1);
    EXPECT_EQ(forget(), 0);
    const auto late = ask(call("old"), count());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::conflict);
    EXPECT_EQ(ask(call("young"), count())->body, "run 2");
}

TEST_P(IdempotencyTest, SecC6_WhatIsShownOnceIsNotLeftForAReplay) {
    const Call first = call("one");
    const Step show = [&](db::Tx&) -> Result<Answer> {
        first.shown_once.emplace("secret");
        return Answer{201, "made", {}};
    };
    ASSERT_TRUE(ask(first, show));
    EXPECT_EQ(first.shown_once->reveal(), "secret");
    const Call again = call("one");
    again.shown_once.emplace("left by an attempt that was rolled back");
    ASSERT_TRUE(ask(again, show));
    EXPECT_FALSE(again.shown_once);
}

TEST_P(IdempotencyTest, StatementsAreRight) {
    namespace sql = otpost::sql::idempotency;
    testing::prepare_all(
        database(), {&sql::find_answer, &sql::remember_answer, &sql::forget_answers}
    );
}

TEST(StoredAnswer, ThatIsNotOfItsKindIsCorruptionAndNoCrash) {
    const MoneyView kept{"1.00", "EUR"};
    EXPECT_EQ(stored_answer<MoneyView>(schema::to_json(kept)).amount, "1.00");
    for (const char* body :
         {"",
          "{",
          "[]",
          R"({"amount":"1.00"})",
          R"({"amount":1,"currency":"EUR"})",
          R"({"amount":"1.00","currency":"EUR","since":"another version"})"})
        EXPECT_THROW(stored_answer<MoneyView>(body), db::Corruption) << body;
}

}  // namespace
}  // namespace otpost::api
