// SPDX-License-Identifier: Apache-2.0
// The ledger as administrators see it.
#pragma once

#include "api/admin_views.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace otpost::api {

/// A ledger account in a few words.
struct LedgerAccountNameView {
    std::string id{};
    std::string kind{};
    std::optional<std::string> name{};
    std::optional<std::string> account_id{};
};
BOOST_DESCRIBE_STRUCT(LedgerAccountNameView, (), (id, kind, name, account_id))

struct LedgerTransferView {
    std::string id{};
    std::string kind{};
    MoneyView amount{};
    LedgerAccountNameView debit{};
    LedgerAccountNameView credit{};
    std::optional<std::string> lease_id{};
    std::optional<std::string> reason{};
    std::optional<PersonView> booked_by{};
    std::string booked_at{};
};
BOOST_DESCRIBE_STRUCT(
    LedgerTransferView,
    (),
    (id, kind, amount, debit, credit, lease_id, reason, booked_by, booked_at)
)

struct LedgerBalanceView {
    LedgerAccountNameView account{};
    MoneyView balance{};
    MoneyView debited{};
    MoneyView credited{};
};
BOOST_DESCRIBE_STRUCT(LedgerBalanceView, (), (account, balance, debited, credited))

struct LedgerView {
    std::optional<std::string> as_of{};
    std::vector<MoneyView> wallets{};
    std::vector<MoneyView> held{};
    std::vector<LedgerBalanceView> accounts{};
};
BOOST_DESCRIBE_STRUCT(LedgerView, (), (as_of, wallets, held, accounts))

struct SearchTransfersRequest {
    std::optional<std::string> account;
    std::optional<std::string> kind;
    std::optional<std::string> reference;
    std::optional<std::string> from;
    std::optional<std::string> until;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(
    SearchTransfersRequest, (), (account, kind, reference, from, until, cursor, limit)
)

struct LedgerTransferListView {
    std::vector<LedgerTransferView> items{};
    std::optional<std::string> next_cursor{};
    std::optional<std::string> looked_back_to{};
};
BOOST_DESCRIBE_STRUCT(LedgerTransferListView, (), (items, next_cursor, looked_back_to))

namespace schema {

inline constexpr FieldRule from_rule{
    .field = "from", .description = "then or later", .length_max = 40, .format = "date-time"
};
inline constexpr FieldRule until_rule{
    .field = "until", .description = "before then", .length_max = 40, .format = "date-time"
};
inline constexpr FieldRule looked_back_rule{
    .field = "looked_back_to",
    .description = "the page is short, as the search went back to then only; the cursor goes on",
    .format = "date-time"
};

inline constexpr std::array ledger_view_rules{
    FieldRule{
        .field = "as_of", .description = "null: no check was made yet", .format = "date-time"
    },
    FieldRule{.field = "wallets", .description = "all balances, by currency"},
    FieldRule{.field = "held", .description = "fees of wallets in escrow, by currency"}
};

template <>
struct Rules<LedgerView> {
    static constexpr std::span<const FieldRule> fields{ledger_view_rules};
};

inline constexpr std::array search_transfers_rules{
    FieldRule{
        .field = "account",
        .description = "escrow and so on, wa_…, pa_…, or a person by id or public id",
        .length_min = 1,
        .length_max = 64
    },
    FieldRule{.field = "kind", .one_of = transfer_kind_words},
    FieldRule{
        .field = "reference",
        .description = "ls_… or tr_…; the other filters don't count then",
        .length_min = 1,
        .length_max = 64
    },
    from_rule,
    until_rule,
    cursor_rule
};

template <>
struct Rules<SearchTransfersRequest> {
    static constexpr std::span<const FieldRule> fields{search_transfers_rules};
};

inline constexpr std::array ledger_transfer_list_rules{looked_back_rule};

template <>
struct Rules<LedgerTransferListView> {
    static constexpr std::span<const FieldRule> fields{ledger_transfer_list_rules};
};

inline constexpr std::string_view ledger_account_kinds[] = {
    "house", "wallet", "supplier_payable", "operator_payable"
};
inline constexpr std::array ledger_account_name_rules{
    FieldRule{.field = "id", .description = "such as escrow, wa_… or pa_…"},
    FieldRule{.field = "kind", .one_of = ledger_account_kinds},
    FieldRule{.field = "name", .description = "of whom it belongs to; null: the house, or unknown"}
};

template <>
struct Rules<LedgerAccountNameView> {
    static constexpr std::span<const FieldRule> fields{ledger_account_name_rules};
};

template <>
struct Rules<LedgerTransferView> {
    static constexpr std::span<const FieldRule> fields{transfer_view_rules};
};

}  // namespace schema

}  // namespace otpost::api
