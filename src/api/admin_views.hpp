// SPDX-License-Identifier: Apache-2.0
// Requests and answers of what administrators do with accounts and credits. Nothing secret is in
// them, and nothing of a message (M7).
#pragma once

#include "api/requests.hpp"
#include "api/view_rules.hpp"
#include "api/views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct ActOnAccountRequest {
    std::string id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ActOnAccountRequest, (), (id, reason))

struct SetRoleRequest {
    std::string id;
    std::string role;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(SetRoleRequest, (), (id, role, reason))

struct SetPlanRequest {
    std::string id;
    std::string plan;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(SetPlanRequest, (), (id, plan, reason))

struct ListApprovalsRequest {
    std::optional<std::string> status;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListApprovalsRequest, (), (status, cursor, limit))

struct RejectCreditRequest {
    std::string id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RejectCreditRequest, (), (id, reason))

struct AccountDetailView {
    AccountView account{};
    std::optional<std::string> display_name{};
    std::optional<std::string> email_verified_at{};
    bool second_factor = false;
    MoneyView balance{};
    MoneyView held{};
    std::int64_t sessions = 0;
    std::optional<std::string> last_sign_in_at{};
};
BOOST_DESCRIBE_STRUCT(
    AccountDetailView,
    (),
    (account,
     display_name,
     email_verified_at,
     second_factor,
     balance,
     held,
     sessions,
     last_sign_in_at)
)

struct AccountSessionView {
    std::string id{};
    std::string created_at{};
    std::string last_seen_at{};
    std::string expires_at{};
    std::string user_agent{};
};
BOOST_DESCRIBE_STRUCT(
    AccountSessionView, (), (id, created_at, last_seen_at, expires_at, user_agent)
)

struct AccountSessionListView {
    std::vector<AccountSessionView> items{};
};
BOOST_DESCRIBE_STRUCT(AccountSessionListView, (), (items))

struct PlanView {
    std::string name{};
    std::int64_t open_at_once = 0;
    std::int64_t per_hour = 0;
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (name, open_at_once, per_hour))

struct PlanListView {
    std::vector<PlanView> items{};
};
BOOST_DESCRIBE_STRUCT(PlanListView, (), (items))

/// An account in a few words.
struct PersonView {
    std::string id{};
    std::optional<std::string> public_id{};
    std::optional<std::string> username{};
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (id, public_id, username))

struct CreditApprovalView {
    std::string id{};
    std::string status{};
    PersonView account{};
    MoneyView amount{};
    std::string reason{};
    PersonView asked_by{};
    std::string asked_at{};
    std::string expires_at{};
    std::optional<PersonView> decided_by{};
    std::optional<std::string> decided_at{};
};
BOOST_DESCRIBE_STRUCT(
    CreditApprovalView,
    (),
    (id, status, account, amount, reason, asked_by, asked_at, expires_at, decided_by, decided_at)
)

struct CreditApprovalListView {
    std::vector<CreditApprovalView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(CreditApprovalListView, (), (items, next_cursor))

namespace schema {

inline constexpr FieldRule reason_rule{
    .field = "reason", .description = "goes into the audit log", .length_max = 500
};

inline constexpr std::array act_on_account_rules{reason_rule};

template <>
struct Rules<ActOnAccountRequest> {
    static constexpr std::span<const FieldRule> fields{act_on_account_rules};
};

template <>
struct Rules<RejectCreditRequest> {
    static constexpr std::span<const FieldRule> fields{act_on_account_rules};
};

inline constexpr std::array set_role_rules{
    reason_rule, FieldRule{.field = "role", .one_of = role_words}
};

template <>
struct Rules<SetRoleRequest> {
    static constexpr std::span<const FieldRule> fields{set_role_rules};
};

inline constexpr std::array set_plan_rules{
    reason_rule, FieldRule{.field = "plan", .description = "one of list_plans", .length_max = 64}
};

template <>
struct Rules<SetPlanRequest> {
    static constexpr std::span<const FieldRule> fields{set_plan_rules};
};

inline constexpr std::string_view approval_status_words[] = {
    "pending_approval", "approved", "rejected", "expired"
};
inline constexpr std::string_view approval_filter_words[] = {"pending_approval"};
inline constexpr std::array list_approvals_rules{
    FieldRule{.field = "status", .description = "left out: all", .one_of = approval_filter_words},
    cursor_rule
};

template <>
struct Rules<ListApprovalsRequest> {
    static constexpr std::span<const FieldRule> fields{list_approvals_rules};
};

inline constexpr std::array account_detail_rules{
    time_rule("email_verified_at"), time_rule("last_sign_in_at")
};

template <>
struct Rules<AccountDetailView> {
    static constexpr std::span<const FieldRule> fields{account_detail_rules};
};

inline constexpr std::array account_session_rules{
    time_rule("created_at"), time_rule("last_seen_at"), time_rule("expires_at")
};

template <>
struct Rules<AccountSessionView> {
    static constexpr std::span<const FieldRule> fields{account_session_rules};
};

inline constexpr std::array person_view_rules{
    FieldRule{.field = "username", .description = "null when the account is gone"}
};

template <>
struct Rules<PersonView> {
    static constexpr std::span<const FieldRule> fields{person_view_rules};
};

inline constexpr std::array credit_approval_rules{
    FieldRule{.field = "status", .one_of = approval_status_words},
    time_rule("asked_at"),
    time_rule("expires_at"),
    time_rule("decided_at")
};

template <>
struct Rules<CreditApprovalView> {
    static constexpr std::span<const FieldRule> fields{credit_approval_rules};
};

}  // namespace schema

}  // namespace otpost::api
