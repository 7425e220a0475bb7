// SPDX-License-Identifier: Apache-2.0
#include "ledger/approvals.hpp"

#include "ledger/ledger_fixture.hpp"
#include "ledger/verify.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace otpost::ledger {
namespace {

using namespace std::chrono_literals;

class ApprovalTest : public LedgerTest {
protected:
    static constexpr AccountId customer{30};
    static constexpr AccountId second_admin{32};
    static constexpr AccountId third_admin{33};
    static constexpr Money limit{100'000'000};

    Result<CreditOutcome> credit(Money amount, AccountId by = admin) {
        const CreditRequest request{customer, {wallet, amount, "bank transfer", by}, limit};
        return db::write(database(), [&](db::Tx& tx) {
            return credit_or_ask(tx, request, moment());
        });
    }

    /// Of a credit that has to wait.
    Approval ask(Money amount = Money{500'000'000}) {
        const auto outcome = credit(amount);
        return std::get<Approval>(outcome.value());
    }

    bool was_booked(Money amount, AccountId by = admin) {
        return std::holds_alternative<Wallet>(credit(amount, by).value());
    }

    Result<Approval> approve_as(AccountId decider, ApprovalId id) {
        return db::write(database(), [&](db::Tx& tx) {
            return approve(tx, id, decider, moment());
        });
    }

    Result<Approval> reject_as(AccountId decider, ApprovalId id) {
        return db::write(database(), [&](db::Tx& tx) {
            return reject(tx, id, decider, clock_.now());
        });
    }

    std::vector<Approval> list(Which which = Which::all) {
        return db::read(database(), [&](db::Tx& tx) {
            return approvals(tx, {.which = which}, clock_.now());
        });
    }

    static ErrorCode code_of(const Result<Approval>& refused) {
        EXPECT_FALSE(refused);
        return refused ? ErrorCode::internal_error : refused.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, ApprovalTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ApprovalTest, SEC_A5_ACreditAboveTheLimitWaitsAndBooksNothing) {
    EXPECT_TRUE(was_booked(limit)) << "the limit itself is one administrator's";
    clock_.advance(credits_count_for);
    const Approval asked = ask(Money{100'000'001});
    EXPECT_EQ(asked.status, ApprovalStatus::pending);
    EXPECT_EQ(asked.asked_by, admin);
    EXPECT_EQ(asked.expires_at, clock_.now() + approval_life);
    EXPECT_EQ(balance(), limit);
    ASSERT_EQ(list().size(), 1U);
    EXPECT_EQ(list().front().reason, "bank transfer");
}

TEST_P(ApprovalTest, SEC_A5_AnotherAdministratorBooksItOnce) {
    const Approval asked = ask();
    const auto approved = approve_as(second_admin, asked.id);
    ASSERT_TRUE(approved);
    EXPECT_EQ(approved->status, ApprovalStatus::approved);
    EXPECT_EQ(approved->decided_by, second_admin);
    EXPECT_EQ(balance(), Money{500'000'000});
    EXPECT_EQ(code_of(approve_as(third_admin, asked.id)), ErrorCode::conflict);
    EXPECT_EQ(code_of(reject_as(third_admin, asked.id)), ErrorCode::conflict);
    EXPECT_EQ(balance(), Money{500'000'000});
    EXPECT_EQ(list().front().status, ApprovalStatus::approved);
    EXPECT_TRUE(list(Which::pending).empty());
}

TEST_P(ApprovalTest, SEC_A5_NeitherWhoAskedNorWhoGetsItDecides) {
    const Approval asked = ask();
    for (const AccountId decider : {admin, customer}) {
        EXPECT_EQ(code_of(approve_as(decider, asked.id)), ErrorCode::forbidden);
        EXPECT_EQ(code_of(reject_as(decider, asked.id)), ErrorCode::forbidden);
    }
    EXPECT_EQ(balance(), Money{});
    EXPECT_EQ(code_of(approve_as(second_admin, ApprovalId{7})), ErrorCode::not_found);
}

TEST_P(ApprovalTest, SEC_A5_WhatWasRejectedIsNeverBooked) {
    const Approval asked = ask();
    EXPECT_EQ(reject_as(second_admin, asked.id)->status, ApprovalStatus::rejected);
    EXPECT_EQ(code_of(approve_as(third_admin, asked.id)), ErrorCode::conflict);
    EXPECT_EQ(balance(), Money{});
}

TEST_P(ApprovalTest, SEC_A5_AfterAWeekNobodyCanApprove) {
    const Approval asked = ask();
    clock_.advance(approval_life - 1us);
    EXPECT_EQ(list(Which::pending).size(), 1U);
    clock_.advance(1us);
    EXPECT_TRUE(list(Which::pending).empty());
    EXPECT_EQ(list().front().status, ApprovalStatus::expired);
    EXPECT_EQ(code_of(approve_as(second_admin, asked.id)), ErrorCode::conflict);
    EXPECT_EQ(balance(), Money{});
}

TEST_P(ApprovalTest, SEC_A5_SmallCreditsOfADayCountTogether) {
    EXPECT_TRUE(was_booked(Money{60'000'000}));
    EXPECT_FALSE(was_booked(Money{40'000'001}));
    EXPECT_FALSE(was_booked(Money{40'000'001}, second_admin)) << "also of two administrators";
    EXPECT_TRUE(was_booked(Money{40'000'000}));
    EXPECT_FALSE(was_booked(Money{1}));
    clock_.advance(credits_count_for);
    EXPECT_TRUE(was_booked(limit));
}

TEST_P(ApprovalTest, SEC_A5_WhatTwoAdministratorsDecidedDoesNotCount) {
    ASSERT_TRUE(approve_as(second_admin, ask().id));
    EXPECT_TRUE(was_booked(limit));
    EXPECT_FALSE(was_booked(Money{1}));
}

TEST_P(ApprovalTest, SEC_A4_TwoApprovalsAtOnceBookOneCredit) {
    for (int round = 0; round < 8; ++round) {
        const Money before = balance();
        const Approval asked = ask();
        int done = 0;
        std::mutex mutex;
        std::vector<std::thread> deciders;
        for (const AccountId decider : {second_admin, third_admin}) {
            deciders.emplace_back([&, decider] {
                const bool booked = approve_as(decider, asked.id).has_value();
                const std::lock_guard lock{mutex};
                done += booked ? 1 : 0;
            });
        }
        for (auto& decider : deciders) decider.join();
        EXPECT_EQ(done, 1);
        EXPECT_EQ(balance().micros() - before.micros(), 500'000'000);
    }
}

TEST_P(ApprovalTest, SEC_A4_SmallCreditsAtOnceDoNotPassTheLimitTogether) {
    std::vector<std::thread> admins;
    for (int i = 0; i < 6; ++i)
        admins.emplace_back([&, i] { was_booked(Money{40'000'000}, AccountId{40 + i}); });
    for (auto& thread : admins) thread.join();
    EXPECT_EQ(balance(), Money{80'000'000});
    EXPECT_EQ(list().size(), 4U);
}

TEST_P(ApprovalTest, W7_WhatCouldNotBeBookedIsNotWrittenDownEither) {
    const auto refused_with = [&](const ManualCredit& credit) {
        const auto outcome = db::write(database(), [&](db::Tx& tx) {
            return credit_or_ask(tx, {customer, credit, limit}, moment());
        });
        return outcome ? ErrorCode::internal_error : outcome.error().code;
    };
    EXPECT_EQ(refused_with({wallet, Money{900'000'000}, "  ", admin}), ErrorCode::reason_missing);
    EXPECT_EQ(refused_with({wallet, Money{}, "gift", admin}), ErrorCode::amount_invalid);
    EXPECT_EQ(refused_with({WalletId{7}, Money{900'000'000}, "gift", admin}), ErrorCode::not_found);
    EXPECT_TRUE(list().empty());
}

TEST_P(ApprovalTest, SEC_A2_TheListHasPages) {
    for (int i = 0; i < 3; ++i) ask();
    const auto page = [&](std::optional<std::int64_t> before) {
        return db::read(database(), [&](db::Tx& tx) {
            return approvals(
                tx, {.which = Which::pending, .before = before, .limit = 2}, clock_.now()
            );
        });
    };
    const auto first = page({});
    ASSERT_EQ(first.size(), 2U);
    EXPECT_GT(first[0].id, first[1].id);
    EXPECT_EQ(page(first[1].id.value()).size(), 1U);
}

}  // namespace
}  // namespace otpost::ledger
