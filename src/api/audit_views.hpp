// SPDX-License-Identifier: Apache-2.0
// Request and answer of the audit log's pages.
#pragma once

#include "api/requests.hpp"
#include "api/view_rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct ListAuditRequest {
    std::optional<std::string> account;
    std::optional<std::string> action;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ListAuditRequest, (), (account, action, cursor, limit))

struct AuditEntryView {
    std::int64_t seq = 0;
    std::string at{};
    std::string actor{};
    std::string action{};
    std::optional<std::string> object_kind{};
    std::optional<std::string> object{};
    std::string result{};
    std::string detail{};
    std::int64_t repeats = 1;
    std::string request_id{};
    std::optional<std::string> ip{};
    std::optional<std::string> email{};
    std::optional<std::string> user_agent{};
    std::optional<std::string> reason{};
    std::string hash{};
};
BOOST_DESCRIBE_STRUCT(
    AuditEntryView,
    (),
    (seq,
     at,
     actor,
     action,
     object_kind,
     object,
     result,
     detail,
     repeats,
     request_id,
     ip,
     email,
     user_agent,
     reason,
     hash)
)

struct AuditListView {
    std::vector<AuditEntryView> items{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(AuditListView, (), (items, next_cursor))

namespace schema {

inline constexpr std::array list_audit_rules{
    FieldRule{
        .field = "account",
        .description = "id or public id: what it did and what was done to it",
        .length_min = 1,
        .length_max = 64
    },
    FieldRule{.field = "action", .description = "such as sign_in.failed", .length_max = 64},
    cursor_rule
};

template <>
struct Rules<ListAuditRequest> {
    static constexpr std::span<const FieldRule> fields{list_audit_rules};
};

inline constexpr std::array audit_entry_view_rules{
    time_rule("at"),
    FieldRule{.field = "actor", .description = "an account, system, command line or nobody"},
    FieldRule{.field = "result", .description = "ok, or the code of the refusal"},
    FieldRule{.field = "repeats", .description = "for how many of its kind it stands"},
    FieldRule{.field = "ip", .description = "null when there is none or it was erased"},
    FieldRule{.field = "hash", .description = "SHA-256 over the entry and the hash before it"}
};

template <>
struct Rules<AuditEntryView> {
    static constexpr std::span<const FieldRule> fields{audit_entry_view_rules};
};

}  // namespace schema

}  // namespace otpost::api
