// SPDX-License-Identifier: Apache-2.0
// Leases as administrators see them: whose, what for, what happened and where the money is. There
// is no field for a text, a sender or a code (M7).
#pragma once

#include "api/ledger_views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

struct SearchLeasesRequest {
    std::optional<std::string> status;
    std::optional<std::string> service;
    std::optional<std::string> country;
    std::optional<std::string> account;
    std::optional<std::string> supplier;
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(
    SearchLeasesRequest,
    (),
    (status, service, country, account, supplier, from, until, cursor, limit)
)

struct HouseLeaseView {
    std::string id{};
    std::string status{};
    PersonView account{};
    std::string number{};
    std::string country{};
    std::string country_name{};
    std::string service{};
    std::string service_name{};
    std::optional<std::string> supplier{};
    std::optional<std::string> supplier_name{};
    MoneyView price{};
    std::string fee{};
    std::string opened_at{};
    std::string expires_at{};
    std::optional<std::string> code_received_at{};
    std::optional<std::string> closed_at{};
    std::optional<std::string> close_reason{};
    std::optional<std::string> other_service{};
    std::int64_t messages_count = 0;
    bool awaiting_code = false;
    std::optional<std::string> switched_from{};
};
BOOST_DESCRIBE_STRUCT(
    HouseLeaseView,
    (),
    (id,
     status,
     account,
     number,
     country,
     country_name,
     service,
     service_name,
     supplier,
     supplier_name,
     price,
     fee,
     opened_at,
     expires_at,
     code_received_at,
     closed_at,
     close_reason,
     other_service,
     messages_count,
     awaiting_code,
     switched_from)
)

struct HouseLeaseListView {
    std::vector<HouseLeaseView> items{};
    std::optional<std::string> next_cursor{};
    std::optional<std::string> looked_back_to{};
};
BOOST_DESCRIBE_STRUCT(HouseLeaseListView, (), (items, next_cursor, looked_back_to))

struct LeaseEventView {
    std::string at{};
    std::string what{};
    std::optional<std::string> message_id{};
};
BOOST_DESCRIBE_STRUCT(LeaseEventView, (), (at, what, message_id))

struct HouseLeaseDetailView {
    HouseLeaseView lease{};
    MoneyView supplier_cost{};
    MoneyView operator_share{};
    std::vector<LeaseEventView> timeline{};
    std::vector<LedgerTransferView> transfers{};
};
BOOST_DESCRIBE_STRUCT(
    HouseLeaseDetailView, (), (lease, supplier_cost, operator_share, timeline, transfers)
)

namespace schema {

inline constexpr FieldRule account_filter_rule{
    .field = "account", .description = "id or public id", .length_min = 1, .length_max = 64
};
inline constexpr std::array search_leases_rules{
    FieldRule{
        .field = "status", .description = "open is waiting or received", .one_of = status_words
    },
    service_rule,
    country_rule,
    account_filter_rule,
    FieldRule{.field = "supplier", .description = "its slug", .length_min = 1, .length_max = 64},
    from_rule,
    until_rule,
    cursor_rule
};

template <>
struct Rules<SearchLeasesRequest> {
    static constexpr std::span<const FieldRule> fields{search_leases_rules};
};

inline constexpr std::string_view fee_words[] = {"escrow", "settled", "kept", "refunded"};
inline constexpr std::array house_lease_rules{
    FieldRule{.field = "status", .one_of = lease_status_words},
    FieldRule{.field = "supplier", .description = "its slug"},
    FieldRule{
        .field = "fee",
        .description = "kept: only a message of another service came",
        .one_of = fee_words
    },
    FieldRule{.field = "close_reason", .one_of = close_reason_words},
    time_rule("opened_at"),
    time_rule("expires_at"),
    time_rule("code_received_at"),
    time_rule("closed_at")
};

template <>
struct Rules<HouseLeaseView> {
    static constexpr std::span<const FieldRule> fields{house_lease_rules};
};

inline constexpr std::array house_lease_list_rules{looked_back_rule};

template <>
struct Rules<HouseLeaseListView> {
    static constexpr std::span<const FieldRule> fields{house_lease_list_rules};
};

inline constexpr std::string_view lease_event_words[] = {
    "opened", "message", "code", "shown", "deadline", "completed", "cancelled", "expired", "failed"
};
inline constexpr std::array lease_event_rules{
    time_rule("at"),
    FieldRule{
        .field = "what",
        .description = "shown: the message was first shown to its customer; deadline: to come",
        .one_of = lease_event_words
    }
};

template <>
struct Rules<LeaseEventView> {
    static constexpr std::span<const FieldRule> fields{lease_event_rules};
};

}  // namespace schema

}  // namespace otpost::api
