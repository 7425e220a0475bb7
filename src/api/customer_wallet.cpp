// SPDX-License-Identifier: Apache-2.0
#include "api/customer_wallet.hpp"

#include "api/cursor.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

Result<WalletView> get_wallet(db::Tx& tx, const Call& call, const Nothing&) {
    TRY(const auto wallet, ledger::find_wallet(tx, call.principal.wallet));
    return wallet_view(wallet);
}

Result<TransferListView> list_transfers(db::Tx& tx, const Call& call, const PageRequest& request) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto before, position_of(request.cursor));
    TRY(const auto wallet, ledger::find_wallet(tx, call.principal.wallet));
    auto lines = ledger::statement(tx, wallet.id, {before, limit + 1});
    TransferListView view;
    if (lines.size() > static_cast<std::size_t>(limit)) {
        lines.pop_back();
        view.next_cursor = position_cursor(lines.back().position);
    }
    for (const auto& line : lines) view.items.push_back(transfer_view(line, wallet.currency));
    return view;
}

}  // namespace

WalletView wallet_view(const ledger::Wallet& wallet) {
    return {money_view(wallet.balance, wallet.currency), money_view(wallet.held, wallet.currency)};
}

TransferView transfer_view(const ledger::Line& line, std::string_view currency) {
    TransferView view{
        .id = to_string(line.id),
        .kind = std::string{ledger::to_string(line.kind)},
        .amount = money_view(line.amount, currency),
        .balance_after = money_view(line.balance_after, currency),
        .lease_id = std::nullopt,
        .description = std::nullopt,
        .booked_at = format_rfc3339(line.booked_at)
    };
    if (line.lease) view.lease_id = to_string(*line.lease);
    if (!line.reason.empty()) view.description = line.reason;
    return view;
}

void add_wallet_routes(Routes& routes) {
    constexpr auto who = Access::signed_in;
    routes.query<Nothing, WalletView>(
        {Method::get,
         "/v1/wallet",
         "get_wallet",
         "Balance, and what is held for open leases",
         who,
         Scope::wallet_read},
        get_wallet
    );
    routes.query<PageRequest, TransferListView>(
        {Method::get,
         "/v1/wallet/transfers",
         "list_transfers",
         "The statement, newest first",
         who,
         Scope::wallet_read},
        list_transfers
    );
}

}  // namespace otpost::api
