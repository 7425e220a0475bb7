// SPDX-License-Identifier: Apache-2.0
// Credits above what one administrator may decide alone (SEC-A5).
#include "browser.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view large = R"({"amount":"250.00","reason":"bank transfer 7731"})";

class ApprovalApi : public BrowserTest {
protected:
    void SetUp() override {
        config.credit_approval_above = Money{100'000'000};
        ada = add_person({.balance = Money{}});
        first = add_person({.name = "first", .role = identity::Role::admin, .balance = Money{}});
        second = add_person({.name = "second", .role = identity::Role::admin, .balance = Money{}});
    }

    Caller browser_of(const Person& person) { return {port(), session_of(person)}; }

    std::string recharge_path() {
        return fmt::format("/v1/admin/accounts/{}/recharge", to_string(ada.id));
    }

    static std::string approve_path(const Reply& asked) {
        return fmt::format("/v1/admin/approvals/{}/approve", asked["/id"]);
    }

    static std::string reject_path(const Reply& asked) {
        return fmt::format("/v1/admin/approvals/{}/reject", asked["/id"]);
    }

    std::string balance() { return as(ada).get("/v1/wallet")["/balance/amount"]; }

    Reply audit_of(const Person& person) {
        return as(first).get("/v1/admin/audit?account=" + to_string(person.id));
    }

    Person ada;
    Person first;
    Person second;
};

INSTANTIATE_TEST_SUITE_P(Engines, ApprovalApi, testing::all_engines, testing::engine_name);

TEST_P(ApprovalApi, SEC_A5_ALargeCreditIsBookedByASecondAdministrator) {
    const Reply asked = as(first).post(recharge_path(), large);
    ASSERT_EQ(asked.status, 202U) << asked;
    EXPECT_EQ(asked["/status"], "pending_approval");
    EXPECT_EQ(asked["/amount/amount"], "250.00");
    EXPECT_EQ(asked["/account/username"], "ada");
    EXPECT_EQ(asked["/asked_by/username"], "first");
    EXPECT_EQ(balance(), "0.00");
    const Reply waiting = as(second).get("/v1/admin/approvals?status=pending_approval");
    EXPECT_EQ(waiting["/items/0/id"], asked["/id"]) << waiting;

    EventReader events = events_of(ada);
    const Reply approved = browser_of(second).post(approve_path(asked));
    ASSERT_EQ(approved.status, 200U) << approved;
    EXPECT_EQ(approved["/status"], "approved");
    EXPECT_EQ(approved["/decided_by/username"], "second");
    EXPECT_EQ(balance(), "250.00");
    const auto changed = events.next();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->name, "wallet.changed");
    const Reply lines = as(ada).get("/v1/wallet/transfers");
    EXPECT_EQ(lines["/items/0/description"], "bank transfer 7731") << lines;
    EXPECT_EQ(as(second).get("/v1/admin/approvals?status=pending_approval")["/items/0"], "absent");
    EXPECT_EQ(as(second).get("/v1/admin/approvals")["/items/0/status"], "approved");

    const Reply log = audit_of(ada);
    EXPECT_EQ(log["/items/0/action"], "wallet.credited") << log;
    EXPECT_EQ(log["/items/0/actor"], to_string(second.id));
    EXPECT_EQ(
        log["/items/0/detail"], "250.00 USD, " + asked["/id"] + " asked by " + to_string(first.id)
    );
    EXPECT_EQ(log["/items/1/action"], "credit.requested");
    EXPECT_EQ(log["/items/1/actor"], to_string(first.id));
}

TEST_P(ApprovalApi, SEC_A5_WhoAskedNeverApproves) {
    const Reply asked = as(first).post(recharge_path(), large);
    const Reply own = browser_of(first).post(approve_path(asked));
    EXPECT_EQ(own.status, 403U) << own;
    EXPECT_THAT(own["/detail"], HasSubstr("another administrator"));
    const Reply mine =
        as(first).post(fmt::format("/v1/admin/accounts/{}/recharge", to_string(second.id)), large);
    ASSERT_EQ(mine.status, 202U);
    EXPECT_EQ(browser_of(second).post(approve_path(mine)).status, 403U) << "it is for them";
    EXPECT_EQ(as(second).post(approve_path(asked)).status, 403U) << "no program approves";
    EXPECT_EQ(browser_of(ada).post(approve_path(asked)).status, 403U);
    EXPECT_EQ(balance(), "0.00");
}

TEST_P(ApprovalApi, SEC_A5_ARejectionHasAReasonAndIsFinal) {
    const Reply asked = as(first).post(recharge_path(), large);
    Caller other = browser_of(second);
    EXPECT_EQ(other.post(reject_path(asked), R"({"reason":" "})")["/code"], "reason_missing");
    const Reply rejected = other.post(reject_path(asked), R"({"reason":"no such transfer"})");
    EXPECT_EQ(rejected["/status"], "rejected") << rejected;
    EXPECT_EQ(other.post(approve_path(asked)).status, 409U);
    EXPECT_EQ(balance(), "0.00");
    const Reply log = audit_of(ada);
    EXPECT_EQ(log["/items/0/action"], "credit.rejected") << log;
    EXPECT_EQ(log["/items/0/reason"], "no such transfer");
}

TEST_P(ApprovalApi, SEC_A5_TwoSmallCreditsOfADayCountTogether) {
    constexpr std::string_view half = R"({"amount":"60.00","reason":"cash"})";
    EXPECT_EQ(as(first).post(recharge_path(), half).status, 201U);
    EXPECT_EQ(as(second).post(recharge_path(), half).status, 202U);
    EXPECT_EQ(balance(), "60.00");
    timer.advance(24h);
    EXPECT_EQ(as(second).post(recharge_path(), half).status, 201U);
}

TEST_P(ApprovalApi, SEC_A5_WhatNobodyApprovedInAWeekIsOver) {
    const Reply asked = as(first).post(recharge_path(), large);
    timer.advance(7 * 24h);
    EXPECT_EQ(as(first).get("/v1/admin/approvals")["/items/0/status"], "expired");
    EXPECT_EQ(browser_of(second).post(approve_path(asked)).status, 409U);
    EXPECT_EQ(balance(), "0.00");
}

TEST_P(ApprovalApi, W6_AskingAndApprovingTwiceUnderOneKeyIsDoneOnce) {
    const Reply asked = as(first).post(recharge_path(), large, "one");
    const Reply again = as(first).post(recharge_path(), large, "one");
    EXPECT_EQ(again.status, 202U);
    EXPECT_EQ(again.body, asked.body);
    EXPECT_EQ(as(first).get("/v1/admin/approvals")["/items/1"], "absent");
    Caller other = browser_of(second);
    const Reply approved = other.post(approve_path(asked), "{}", "two");
    EXPECT_EQ(other.post(approve_path(asked), "{}", "two").body, approved.body);
    EXPECT_EQ(balance(), "250.00");
}

TEST_P(ApprovalApi, SEC_A4_ApprovalAndRejectionAtOnceHaveOneOutcome) {
    const Person third = add_person({.name = "third", .role = identity::Role::admin});
    for (int round = 0; round < 3; ++round) {
        timer.advance(1s);
        const auto before = balance();
        const Reply asked = as(first).post(recharge_path(), large);
        Caller one = browser_of(second);
        Caller other = browser_of(third);
        Reply approved;
        std::thread approver{[&] { approved = one.post(approve_path(asked)); }};
        const Reply rejected = other.post(reject_path(asked), R"({"reason":"no"})");
        approver.join();
        EXPECT_NE(approved.status == 200U, rejected.status == 200U) << approved << rejected;
        EXPECT_EQ(balance() != before, approved.status == 200U);
    }
}

}  // namespace
}  // namespace otpost::api_test
