// SPDX-License-Identifier: Apache-2.0
#include "api/admin_audit.hpp"

#include "api/audit_views.hpp"
#include "api/cursor.hpp"
#include "api/optional_text.hpp"
#include "audit/audit.hpp"
#include "crypto/encoding.hpp"
#include "identity/accounts.hpp"

namespace otpost::api {

namespace {

std::optional<std::string> shown(const std::optional<Personal>& part) {
    return part ? std::optional{part->reveal()} : std::nullopt;
}

AuditEntryView view_of(const audit::Listed& entry) {
    const auto& [row, personal] = entry;
    return {
        .seq = row.seq,
        .at = format_rfc3339(from_micros(row.at)),
        .actor = row.actor,
        .action = row.action,
        .object_kind = unless_empty(row.object.kind),
        .object = unless_empty(row.object.id),
        .result = row.result,
        .detail = row.detail,
        .repeats = row.repeats,
        .request_id = row.request_id,
        .ip = shown(personal.ip),
        .email = shown(personal.email),
        .user_agent = shown(personal.user_agent),
        .reason = shown(personal.reason),
        .hash = crypto::hex(row.hash)
    };
}

/// By id or public id. An id needs no account behind it: the log remembers longer.
Result<AccountId> account_of(db::Tx& tx, const std::string& text) {
    if (const auto id = parse<AccountTag>(text)) return *id;
    const auto account = identity::find_account_by_public_id(tx, text);
    if (!account) return refuse(ErrorCode::not_found, "There is no such account. Check the id.");
    return account->id;
}

Result<audit::Filter> filter_of(db::Tx& tx, const ListAuditRequest& request) {
    audit::Filter filter;
    if (request.account) {
        TRY(filter.account, account_of(tx, *request.account));
    }
    if (request.action) {
        filter.action = audit::parse_action(*request.action);
        if (!filter.action)
            return std::unexpected{schema::validation_error({{"action", "is none that the log has"}}
            )};
    }
    TRY(filter.before, position_of(request.cursor));
    TRY(filter.limit, page_limit(request.limit));
    return filter;
}

Result<AuditListView> list_audit(db::Tx& tx, const Call&, const ListAuditRequest& request) {
    TRY(auto filter, filter_of(tx, request));
    const auto limit = static_cast<std::size_t>(filter.limit++);
    auto entries = audit::page(tx, filter);
    AuditListView view;
    if (entries.size() > limit) {
        entries.pop_back();
        view.next_cursor = position_cursor(entries.back().row.seq);
    }
    for (const auto& entry : entries) view.items.push_back(view_of(entry));
    return view;
}

}  // namespace

void add_admin_audit_routes(Routes& routes) {
    routes.query<ListAuditRequest, AuditListView>(
        {net::Method::get,
         "/v1/admin/audit",
         "list_audit",
         "The audit log, newest first",
         Access::admins,
         identity::Scope::admin_read},
        list_audit
    );
}

}  // namespace otpost::api
