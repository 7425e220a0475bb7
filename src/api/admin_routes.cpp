// SPDX-License-Identifier: Apache-2.0
#include "api/admin_routes.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/cursor.hpp"
#include "api/customer_wallet.hpp"
#include "ledger/ledger.hpp"
#include "outbox/outbox.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

Result<AccountListView> list_accounts(db::Tx& tx, const Call&, const ListAccountsRequest& request) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto before, position_of(request.cursor));
    const identity::AccountSearch search{
        request.search.value_or(""), AccountId{before.value_or(0)}, limit + 1
    };
    auto accounts = identity::search_accounts(tx, search);
    AccountListView view;
    if (accounts.size() > static_cast<std::size_t>(limit)) {
        accounts.pop_back();
        view.next_cursor = position_cursor(accounts.back().id.value());
    }
    for (const auto& account : accounts) view.items.push_back(account_view(account));
    return view;
}

/// By id (`ac_…`) or public id (`U-…`).
Result<identity::Account> find_account(db::Tx& tx, const std::string& text) {
    const auto id = parse<AccountTag>(text);
    auto account =
        id ? identity::find_account(tx, *id) : identity::find_account_by_public_id(tx, text);
    if (!account) return refuse(ErrorCode::not_found, "There is no such account. Check the id.");
    return *std::move(account);
}

Result<TransferView> recharge(db::Tx& tx, const Call& call, const RechargeRequest& request) {
    TRY(const auto account, find_account(tx, request.id));
    const auto amount = parse_amount(request.amount);
    if (!amount || !amount->is_positive())
        return refuse(
            ErrorCode::amount_invalid, "The amount must be a positive decimal such as 10.00."
        );
    const ledger::ManualCredit credit{
        account.wallet, *amount, request.reason, call.principal.account
    };
    TRY(const auto wallet, ledger::credit_manual(tx, credit, call.moment));
    const outbox::NewEvent event{outbox::EventKind::wallet_changed, account.wallet.value(), "{}"};
    outbox::append_events(tx, account.id, std::span{&event, 1}, call.moment);
    const auto lines = ledger::statement(tx, account.wallet, {.before = {}, .limit = 1});
    auto view = transfer_view(lines.at(0), wallet.currency);
    auto entry = entry_of(call, audit::Action::wallet_credited);
    entry.object = audit::Object::of(account.id);
    entry.detail = view.amount.amount + " " + view.amount.currency + ", " + view.id;
    entry.personal.reason = Personal{request.reason};
    audit::append(tx, entry, call.moment);
    return view;
}

}  // namespace

void add_admin_routes(Routes& routes) {
    constexpr auto who = Access::admins;
    routes.query<ListAccountsRequest, AccountListView>(
        {Method::get,
         "/v1/admin/accounts",
         "list_accounts",
         "Accounts, newest first",
         who,
         Scope::admin_read},
        list_accounts
    );
    routes.command<RechargeRequest, TransferView>(
        {Method::post,
         "/v1/admin/accounts/{id}/recharge",
         "recharge_account",
         "Credit a wallet by hand, with a reason",
         who,
         Scope::admin_write,
         201},
        recharge
    );
}

}  // namespace otpost::api
