// SPDX-License-Identifier: Apache-2.0
// Request and answer of changing many numbers at once, and what the document tells of them.
#pragma once

#include "api/operator_rules.hpp"

namespace otpost::api {

/// As in ListOperatorNumbersRequest.
struct NumberFilterRequest {
    std::optional<std::string> state;
    std::optional<std::string> country;
    std::optional<std::string> search;
};
BOOST_DESCRIBE_STRUCT(NumberFilterRequest, (), (state, country, search))

struct ChangeOperatorNumbersRequest {
    std::string act;
    std::optional<std::vector<std::string>> ids;
    std::optional<NumberFilterRequest> matching;
    std::optional<std::string> cursor;
};
BOOST_DESCRIBE_STRUCT(ChangeOperatorNumbersRequest, (), (act, ids, matching, cursor))

struct UnchangedNumberView {
    std::string id{};
    std::optional<std::string> number{};
    std::string reason{};
};
BOOST_DESCRIBE_STRUCT(UnchangedNumberView, (), (id, number, reason))

struct ChangedNumbersView {
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::vector<UnchangedNumberView> refused{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(ChangedNumbersView, (), (changed, unchanged, refused, next_cursor))

namespace schema {

inline constexpr std::array number_filter_rules{
    FieldRule{.field = "state", .description = "left out: all", .one_of = number_filter_words},
    country_rule,
    FieldRule{
        .field = "search",
        .description = "digits of the number, in a row",
        .length_min = 1,
        .length_max = 30
    }
};

template <>
struct Rules<NumberFilterRequest> {
    static constexpr std::span<const FieldRule> fields{number_filter_rules};
};

inline constexpr std::string_view number_act_words[] = {"pause", "resume", "retire"};
inline constexpr std::array change_operator_numbers_rules{
    FieldRule{.field = "act", .one_of = number_act_words},
    FieldRule{
        .field = "ids",
        .description = "at most 200; either these or `matching`",
        .length_min = 1,
        .length_max = 40
    },
    FieldRule{
        .field = "matching",
        .description = "the newest 200 of them; `next_cursor` leads to the rest"
    },
    cursor_rule
};

template <>
struct Rules<ChangeOperatorNumbersRequest> {
    static constexpr std::span<const FieldRule> fields{change_operator_numbers_rules};
};

inline constexpr std::string_view number_refusal_words[] = {"retired", "not_found"};
inline constexpr std::array unchanged_number_rules{
    FieldRule{.field = "number", .description = "null: there is none of yours with this id"},
    FieldRule{.field = "reason", .one_of = number_refusal_words}
};

template <>
struct Rules<UnchangedNumberView> {
    static constexpr std::span<const FieldRule> fields{unchanged_number_rules};
};

inline constexpr std::array changed_numbers_rules{
    FieldRule{.field = "unchanged", .description = "they were so already"},
    FieldRule{
        .field = "next_cursor",
        .description = "more match: the same request with it goes on; null: that was all"
    }
};

template <>
struct Rules<ChangedNumbersView> {
    static constexpr std::span<const FieldRule> fields{changed_numbers_rules};
};

}  // namespace schema

}  // namespace otpost::api
