// SPDX-License-Identifier: Apache-2.0
#include "api/admin_routes.hpp"

#include "api/admin_approvals.hpp"
#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/cursor.hpp"
#include "api/customer_wallet.hpp"
#include "ledger/approvals.hpp"
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

/// The transfer, or what waits for a second administrator.
using RechargeAnswer = Either<TransferView, CreditApprovalView, 202>;

TransferView booked(
    db::Tx& tx, const Call& call, const identity::Account& account, const ledger::Wallet& wallet
) {
    const outbox::NewEvent event{outbox::EventKind::wallet_changed, account.wallet.value(), "{}"};
    outbox::append_events(tx, account.id, std::span{&event, 1}, call.moment);
    const auto lines = ledger::statement(tx, account.wallet, {.before = {}, .limit = 1});
    return transfer_view(lines.at(0), wallet.currency);
}

Result<RechargeAnswer> recharge(
    db::Tx& tx, const Call& call, const RechargeRequest& request, Money alone_up_to
) {
    TRY(const auto account, account_named(tx, request.id));
    const auto amount = parse_amount(request.amount);
    if (!amount || !amount->is_positive())
        return refuse(
            ErrorCode::amount_invalid, "The amount must be a positive decimal such as 10.00."
        );
    const ledger::CreditRequest credit{
        account.id, {account.wallet, *amount, request.reason, call.principal.account}, alone_up_to
    };
    TRY(const auto outcome, ledger::credit_or_ask(tx, credit, call.moment));
    RechargeAnswer answer;
    auto entry = entry_of(call, audit::Action::wallet_credited);
    if (const auto* wallet = std::get_if<ledger::Wallet>(&outcome)) {
        const auto view = booked(tx, call, account, *wallet);
        entry.detail = view.amount.amount + " " + view.amount.currency + ", " + view.id;
        answer.value = view;
    } else {
        const auto view = approval_view(tx, std::get<ledger::Approval>(outcome));
        entry.action = audit::Action::credit_requested;
        entry.detail = view.amount.amount + " " + view.amount.currency + ", " + view.id;
        answer.value = view;
    }
    entry.object = audit::Object::of(account.id);
    entry.personal.reason = Personal{request.reason};
    audit::append(tx, entry, call.moment);
    return answer;
}

}  // namespace

Result<identity::Account> account_named(db::Tx& tx, const std::string& text) {
    const auto id = parse<AccountTag>(text);
    auto account =
        id ? identity::find_account(tx, *id) : identity::find_account_by_public_id(tx, text);
    if (!account) return refuse(ErrorCode::not_found, "There is no such account. Check the id.");
    return *std::move(account);
}

void add_admin_routes(Routes& routes, Money credit_alone_up_to) {
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
    routes.command<RechargeRequest, RechargeAnswer>(
        {Method::post,
         "/v1/admin/accounts/{id}/recharge",
         "recharge_account",
         "Credit a wallet by hand, with a reason; a large credit waits for a second administrator",
         who,
         Scope::admin_write,
         201},
        [credit_alone_up_to](db::Tx& tx, const Call& call, const RechargeRequest& request) {
            return recharge(tx, call, request, credit_alone_up_to);
        }
    );
}

}  // namespace otpost::api
