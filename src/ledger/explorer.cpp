// SPDX-License-Identifier: Apache-2.0
#include "ledger/explorer.hpp"

#include "base/id_time.hpp"
#include "ledger/explorer_sql.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace otpost::ledger {

namespace {

/// By how much an id may be from another time than its transfer: a clock that was set back.
constexpr auto id_slack = std::chrono::hours{1};

constexpr auto latest = std::numeric_limits<std::int64_t>::max();

constexpr std::array house_accounts{
    HouseAccount::escrow,
    HouseAccount::revenue,
    HouseAccount::supplier_cost,
    HouseAccount::operator_share_cost,
    HouseAccount::clearing_manual
};

struct StretchEnd {
    TransferId transfer;
    Time booked_at;
};

StretchEnd end_from_row(const db::Row& row) {
    return {row.id<TransferId>(0), row.time(1)};
}

Booked booked_from_row(const db::Row& row) {
    return {transfer_from_row(row), std::string{row.text(14)}};
}

std::optional<std::string_view> word_of(std::optional<TransferKind> kind) {
    return kind ? std::optional{to_string(*kind)} : std::nullopt;
}

/// The first id that can be of the wanted time, or 0.
std::int64_t lowest_id(const TransferSearch& query) {
    return query.from ? first_id_at(*query.from - id_slack) : 0;
}

struct Stretch {
    std::vector<Booked> transfers;  ///< one more than the limit where there is one
    std::optional<StretchEnd> end;
};

Stretch stretch_of_all(db::Tx& tx, const TransferSearch& query) {
    const auto highest = query.until ? first_id_at(*query.until + id_slack) : latest;
    const auto start = std::min(query.before ? query.before->value() : latest, highest);
    auto end = tx.one(sql::explorer::stretch_end, end_from_row, start, query.stretch - 1);
    const auto floor = std::max(end ? end->transfer.value() : 0, lowest_id(query));
    auto transfers = tx.all(
        sql::explorer::search_transfers,
        booked_from_row,
        start,
        floor,
        word_of(query.kind),
        query.account ? std::optional{query.account->id} : std::nullopt,
        query.from ? to_micros(*query.from) : 0,
        query.until ? to_micros(*query.until) : latest,
        query.limit + 1
    );
    return {std::move(transfers), end};
}

Stretch stretch_of_wallet(db::Tx& tx, const TransferSearch& query, WalletId wallet) {
    auto end = tx.one(
        sql::explorer::stretch_end_of_wallet, end_from_row, wallet, query.before, query.stretch - 1
    );
    auto transfers = tx.all(
        sql::explorer::search_transfers_of_wallet,
        booked_from_row,
        wallet,
        query.before,
        query.stretch,
        word_of(query.kind),
        query.from ? to_micros(*query.from) : 0,
        query.until ? to_micros(*query.until) : latest,
        query.limit + 1
    );
    return {std::move(transfers), end};
}

}  // namespace

std::string_view to_string(HouseAccount account) {
    switch (account) {
        case HouseAccount::escrow:
            return "escrow";
        case HouseAccount::revenue:
            return "revenue";
        case HouseAccount::supplier_cost:
            return "supplier_cost";
        case HouseAccount::operator_share_cost:
            return "operator_share_cost";
        case HouseAccount::clearing_manual:
            return "clearing_manual";
    }
    std::unreachable();
}

std::optional<HouseAccount> house_account(std::int64_t id) {
    for (const auto account : house_accounts)
        if (std::to_underlying(account) == id) return account;
    return std::nullopt;
}

std::optional<AccountName> parse_account(std::string_view text) {
    using Kind = AccountName::Kind;
    for (const auto account : house_accounts)
        if (to_string(account) == text)
            return AccountName{Kind::house, std::to_underlying(account)};
    if (const auto wallet = parse<WalletTag>(text))
        return AccountName{Kind::wallet, wallet->value()};
    if (const auto payable = parse<PayableTag>(text))
        return AccountName{Kind::payable, payable->value()};
    return std::nullopt;
}

TransferPage search_transfers(db::Tx& tx, const TransferSearch& query) {
    const bool is_wallet = query.account && query.account->kind == AccountName::Kind::wallet;
    auto [transfers, end] = is_wallet ? stretch_of_wallet(tx, query, WalletId{query.account->id})
                                      : stretch_of_all(tx, query);
    TransferPage page;
    if (transfers.size() > static_cast<std::size_t>(query.limit)) {
        transfers.pop_back();
        page.next = transfers.back().transfer.id;
    } else if (end && end->transfer.value() > lowest_id(query)) {
        page.next = end->transfer;
        page.looked_back_to = end->booked_at;
    }
    page.transfers = std::move(transfers);
    return page;
}

std::vector<Booked> transfers_of_lease(db::Tx& tx, LeaseId lease) {
    return tx.all(sql::explorer::transfers_of_lease, booked_from_row, lease);
}

std::optional<Booked> find_transfer(db::Tx& tx, TransferId transfer) {
    return tx.one(sql::explorer::find_transfer, booked_from_row, transfer);
}

}  // namespace otpost::ledger
