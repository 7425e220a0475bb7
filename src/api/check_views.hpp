// SPDX-License-Identifier: Apache-2.0
// Checks of the ledger and of the audit log, as administrators ask for them and see them.
#pragma once

#include "api/admin_views.hpp"
#include "audit/checks.hpp"

#include <array>
#include <optional>
#include <string>

namespace otpost::api {

struct CheckView {
    std::string kind{};
    std::string state{};
    std::optional<std::string> asked_at{};
    std::optional<std::string> asked_by{};
    std::optional<std::string> outcome{};
    std::optional<std::string> ended_at{};
    std::optional<std::int64_t> took_ms{};
    std::optional<std::string> report{};
};
BOOST_DESCRIBE_STRUCT(
    CheckView, (), (kind, state, asked_at, asked_by, outcome, ended_at, took_ms, report)
)

CheckView check_view(audit::CheckKind kind, const audit::Check& check);

namespace schema {

inline constexpr std::string_view check_kind_words[] = {"ledger", "audit"};
inline constexpr std::string_view check_state_words[] = {"idle", "asked", "running"};
inline constexpr std::string_view check_outcome_words[] = {"whole", "differs", "unfinished"};
inline constexpr std::array check_rules{
    FieldRule{.field = "kind", .one_of = check_kind_words},
    FieldRule{.field = "state", .one_of = check_state_words},
    time_rule("asked_at"),
    FieldRule{.field = "asked_by", .description = "null: the house, which asks once a day"},
    FieldRule{
        .field = "outcome",
        .description = "of the newest; null: there was none",
        .one_of = check_outcome_words
    },
    time_rule("ended_at")
};

template <>
struct Rules<CheckView> {
    static constexpr std::span<const FieldRule> fields{check_rules};
};

}  // namespace schema

}  // namespace otpost::api
