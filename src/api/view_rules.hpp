// SPDX-License-Identifier: Apache-2.0
// What the document tells of answers besides their types: the words a field may hold, and times.
#pragma once

#include "api/schema/fields.hpp"

#include <array>

namespace otpost::api {

struct AccountView;
struct ApiKeyView;
struct LeaseView;
struct MessageView;
struct SignInView;
struct TransferView;

namespace schema {

constexpr FieldRule time_rule(std::string_view field) {
    return {.field = field, .format = "date-time"};
}

inline constexpr std::string_view role_words[] = {"user", "operator", "admin"};
inline constexpr std::array account_view_rules{
    FieldRule{.field = "role", .one_of = role_words}, time_rule("created_at")
};

template <>
struct Rules<AccountView> {
    static constexpr std::span<const FieldRule> fields{account_view_rules};
};

inline constexpr std::array api_key_view_rules{time_rule("created_at"), time_rule("last_used_at")};

template <>
struct Rules<ApiKeyView> {
    static constexpr std::span<const FieldRule> fields{api_key_view_rules};
};

inline constexpr std::string_view lease_status_words[] = {
    "waiting", "received", "completed", "cancelled", "expired", "failed"
};
inline constexpr std::string_view close_reason_words[] = {
    "cancelled", "switched", "deadline", "wrong_service", "finished", "supplier_failed"
};
inline constexpr std::array lease_view_rules{
    FieldRule{.field = "status", .one_of = lease_status_words},
    FieldRule{.field = "close_reason", .one_of = close_reason_words},
    time_rule("opened_at"),
    time_rule("expires_at"),
    time_rule("cancel_allowed_at"),
    time_rule("code_received_at"),
    time_rule("closed_at")
};

template <>
struct Rules<LeaseView> {
    static constexpr std::span<const FieldRule> fields{lease_view_rules};
};

inline constexpr std::array message_view_rules{time_rule("received_at")};

template <>
struct Rules<MessageView> {
    static constexpr std::span<const FieldRule> fields{message_view_rules};
};

inline constexpr std::string_view sign_in_words[] = {"signed_in", "second_factor_required"};
inline constexpr std::array sign_in_view_rules{FieldRule{
    .field = "status",
    .description = "what is missing; the account is there when nothing is",
    .one_of = sign_in_words
}};

template <>
struct Rules<SignInView> {
    static constexpr std::span<const FieldRule> fields{sign_in_view_rules};
};

inline constexpr std::string_view transfer_kind_words[] = {
    "top_up", "lease", "refund", "settle", "supplier_cost", "operator_share"
};
inline constexpr std::array transfer_view_rules{
    FieldRule{.field = "kind", .one_of = transfer_kind_words}, time_rule("booked_at")
};

template <>
struct Rules<TransferView> {
    static constexpr std::span<const FieldRule> fields{transfer_view_rules};
};

}  // namespace schema

}  // namespace otpost::api
