// SPDX-License-Identifier: Apache-2.0
#include "api/admin_approvals.hpp"

#include "api/admin_accounts.hpp"
#include "api/admin_names.hpp"
#include "api/audit_entries.hpp"
#include "api/cursor.hpp"
#include "identity/accounts.hpp"
#include "outbox/outbox.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using ledger::ApprovalId;
using net::Method;

Result<ApprovalId> approval_id(const std::string& text) {
    const auto id = parse<ledger::ApprovalTag>(text);
    if (!id) return refuse(ErrorCode::not_found, "There is no such approval.");
    return *id;
}

audit::Entry entry_for(
    db::Tx& tx, const Call& call, audit::Action action, const ledger::Approval& approval
) {
    const auto wallet = ledger::find_wallet(tx, approval.wallet);
    auto entry = entry_of(call, action);
    entry.object = audit::Object::of(approval.account);
    entry.detail = format_amount(approval.amount) + " " + (wallet ? wallet->currency : "") + ", " +
                   to_string(approval.id) + " asked by " + to_string(approval.asked_by);
    entry.personal.reason = Personal{approval.reason};
    return entry;
}

Result<CreditApprovalView> approve(db::Tx& tx, const Call& call, const ById& request) {
    TRY(const auto id, approval_id(request.id));
    TRY(const auto approval, ledger::approve(tx, id, call.principal.account, call.moment));
    const outbox::NewEvent event{outbox::EventKind::wallet_changed, approval.wallet.value(), "{}"};
    outbox::append_events(tx, approval.account, std::span{&event, 1}, call.moment);
    auto view = approval_view(tx, approval);
    audit::append(tx, entry_for(tx, call, audit::Action::wallet_credited, approval), call.moment);
    return view;
}

Result<CreditApprovalView> reject(
    db::Tx& tx, const Call& call, const RejectCreditRequest& request
) {
    TRY(const auto id, approval_id(request.id));
    CHECK(check_reason(request.reason));
    TRY(const auto approval, ledger::reject(tx, id, call.principal.account, call.moment.now));
    auto view = approval_view(tx, approval);
    auto entry = entry_for(tx, call, audit::Action::credit_rejected, approval);
    entry.personal.reason = Personal{request.reason};
    audit::append(tx, entry, call.moment);
    return view;
}

Result<CreditApprovalListView> list_approvals(
    db::Tx& tx, const Call& call, const ListApprovalsRequest& request
) {
    TRY(const int limit, page_limit(request.limit));
    TRY(const auto before, position_of(request.cursor));
    const ledger::ApprovalPage page{
        .which = request.status ? ledger::Which::pending : ledger::Which::all,
        .before = before,
        .limit = limit + 1
    };
    auto approvals = ledger::approvals(tx, page, call.moment.now);
    CreditApprovalListView view;
    if (approvals.size() > static_cast<std::size_t>(limit)) {
        approvals.pop_back();
        view.next_cursor = position_cursor(approvals.back().id.value());
    }
    for (const auto& approval : approvals) view.items.push_back(approval_view(tx, approval));
    return view;
}

}  // namespace

CreditApprovalView approval_view(db::Tx& tx, const ledger::Approval& approval) {
    const auto wallet = ledger::find_wallet(tx, approval.wallet);
    AdminNames names{tx};
    CreditApprovalView view{
        .id = to_string(approval.id),
        .status = std::string{ledger::to_string(approval.status)},
        .account = names.person(approval.account),
        .amount = money_view(approval.amount, wallet ? wallet->currency : ""),
        .reason = approval.reason,
        .asked_by = names.person(approval.asked_by),
        .asked_at = format_rfc3339(approval.asked_at),
        .expires_at = format_rfc3339(approval.expires_at),
        .decided_by = {},
        .decided_at = optional_time(approval.decided_at)
    };
    if (approval.decided_by) view.decided_by = names.person(*approval.decided_by);
    return view;
}

void add_approval_routes(Routes& routes) {
    routes.query<ListApprovalsRequest, CreditApprovalListView>(
        {Method::get,
         "/v1/admin/approvals",
         "list_approvals",
         "Credits that wait, or waited, for a second administrator, newest first",
         Access::admins,
         Scope::admin_read},
        list_approvals
    );
    routes.command<ById, CreditApprovalView>(
        {.method = Method::post,
         .path = "/v1/admin/approvals/{id}/approve",
         .operation = "approve_credit",
         .summary = "Book a credit that another administrator asked for",
         .access = Access::admins,
         .scope = Scope::admin_write,
         .step_up = StepUp::required},
        approve
    );
    routes.command<RejectCreditRequest, CreditApprovalView>(
        {.method = Method::post,
         .path = "/v1/admin/approvals/{id}/reject",
         .operation = "reject_credit",
         .summary = "Refuse a credit that another administrator asked for",
         .access = Access::admins,
         .scope = Scope::admin_write,
         .step_up = StepUp::required},
        reject
    );
}

}  // namespace otpost::api
