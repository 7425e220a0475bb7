// SPDX-License-Identifier: Apache-2.0
#include "api/admin_ledger.hpp"

#include "api/admin_names.hpp"
#include "api/admin_routes.hpp"
#include "api/cursor.hpp"
#include "api/schema/read.hpp"
#include "ledger/tally.hpp"

namespace otpost::api {

namespace {

using net::Method;

/// Of accounts that grow by what they are debited with.
bool is_debit_normal(std::int64_t account) {
    using ledger::HouseAccount;
    const auto house = ledger::house_account(account);
    if (!house) return false;
    switch (*house) {
        case HouseAccount::supplier_cost:
        case HouseAccount::operator_share_cost:
        case HouseAccount::clearing_manual:
            return true;
        case HouseAccount::escrow:
        case HouseAccount::revenue:
            return false;
    }
    std::unreachable();
}

LedgerBalanceView balance_view(const ledger::Tally& tally, AdminNames& names) {
    const auto credit = tally.credited.micros() - tally.debited.micros();
    const Money balance{is_debit_normal(tally.account) ? -credit : credit};
    return {
        .account = names.ledger_account(tally.account),
        .balance = money_view(balance, tally.currency),
        .debited = money_view(tally.debited, tally.currency),
        .credited = money_view(tally.credited, tally.currency)
    };
}

Result<LedgerView> get_ledger(db::Tx& tx, const Call&, const Nothing&) {
    AdminNames names{tx};
    LedgerView view;
    const auto tallies = ledger::find_tallies(tx);
    for (const auto& tally : tallies.all) {
        if (tally.account == ledger::wallets_balance)
            view.wallets.push_back(money_view(tally.credited, tally.currency));
        else if (tally.account == ledger::wallets_held)
            view.held.push_back(money_view(tally.credited, tally.currency));
        else
            view.accounts.push_back(balance_view(tally, names));
    }
    view.as_of = optional_time(tallies.as_of);
    return view;
}

/// A ledger account by its name, or the wallet of a person by id or public id.
Result<ledger::AccountName> ledger_account_asked(db::Tx& tx, const std::string& text) {
    if (const auto name = ledger::parse_account(text)) return *name;
    TRY(const auto account, account_named(tx, text));
    return ledger::AccountName{ledger::AccountName::Kind::wallet, account.wallet.value()};
}

/// Those of a lease, or one by its id.
Result<LedgerTransferListView> referred_to(db::Tx& tx, const std::string& reference) {
    AdminNames names{tx};
    LedgerTransferListView view;
    if (const auto lease = parse<LeaseTag>(reference)) {
        for (const auto& booked : ledger::transfers_of_lease(tx, *lease))
            view.items.push_back(names.transfer(booked));
        return view;
    }
    const auto id = parse<TransferTag>(reference);
    if (!id)
        return std::unexpected{schema::validation_error(
            {{"reference", "must be the id of a lease (ls_…) or of a transfer (tr_…)"}}
        )};
    if (const auto booked = ledger::find_transfer(tx, *id))
        view.items.push_back(names.transfer(*booked));
    return view;
}

Result<LedgerTransferListView> search_transfers(
    db::Tx& tx, const Call&, const SearchTransfersRequest& request
) {
    if (request.reference) return referred_to(tx, *request.reference);
    ledger::TransferSearch query;
    if (request.account) {
        TRY(query.account, ledger_account_asked(tx, *request.account));
    }
    if (request.kind) query.kind = ledger::parse_kind(*request.kind);
    TRY(query.from, time_asked(request.from, "from"));
    TRY(query.until, time_asked(request.until, "until"));
    TRY(const auto position, position_of(request.cursor));
    if (position) query.before = TransferId{*position};
    TRY(query.limit, page_limit(request.limit));

    const auto page = ledger::search_transfers(tx, query);
    AdminNames names{tx};
    LedgerTransferListView view;
    for (const auto& booked : page.transfers) view.items.push_back(names.transfer(booked));
    if (page.next) view.next_cursor = position_cursor(page.next->value());
    view.looked_back_to = optional_time(page.looked_back_to);
    return view;
}

}  // namespace

void add_admin_ledger_routes(Routes& routes) {
    routes.query<Nothing, LedgerView>(
        {Method::get,
         "/v1/admin/ledger",
         "get_ledger",
         "Balances of the house and of what is owed, as the newest whole check found them",
         Access::admins,
         identity::Scope::admin_read},
        get_ledger
    );
    routes.query<SearchTransfersRequest, LedgerTransferListView>(
        {Method::get,
         "/v1/admin/ledger/transfers",
         "search_transfers",
         "Transfers of all wallets, newest first",
         Access::admins,
         identity::Scope::admin_read},
        search_transfers
    );
}

}  // namespace otpost::api
