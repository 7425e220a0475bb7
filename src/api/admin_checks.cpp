// SPDX-License-Identifier: Apache-2.0
#include "api/admin_checks.hpp"

#include "api/audit_entries.hpp"
#include "api/check_views.hpp"

#include <chrono>

namespace otpost::api {

namespace {

using audit::CheckKind;
using net::Method;

CheckView newest(db::Tx& tx, CheckKind kind) {
    return check_view(kind, audit::find_check(tx, kind));
}

Result<CheckView> ask(db::Tx& tx, const Call& call, CheckKind kind) {
    CHECK(audit::ask_check(tx, kind, call.principal.account, call.moment.now));
    auto view = newest(tx, kind);
    record(tx, call, audit::Action::check_asked, {"check", std::string{audit::to_string(kind)}});
    return view;
}

void add_check(Routes& routes, CheckKind kind, const RouteSpec& read, const RouteSpec& act) {
    routes.query<Nothing, CheckView>(
        read,
        [kind](db::Tx& tx, const Call&, const Nothing&) -> Result<CheckView> {
            return newest(tx, kind);
        }
    );
    routes.command<Nothing, CheckView>(act, [kind](db::Tx& tx, const Call& call, const Nothing&) {
        return ask(tx, call, kind);
    });
}

}  // namespace

CheckView check_view(audit::CheckKind kind, const audit::Check& check) {
    CheckView view{
        .kind = std::string{audit::to_string(kind)},
        .state = check.claimed_at ? "running"
                 : check.asked_at ? "asked"
                                  : "idle",
        .asked_at = optional_time(check.asked_at)
    };
    if (check.asked_by) view.asked_by = to_string(*check.asked_by);
    if (!check.newest) return view;
    using std::chrono::milliseconds;
    view.outcome = audit::to_string(check.newest->outcome);
    view.ended_at = format_rfc3339(check.newest->ended_at);
    view.took_ms = std::chrono::duration_cast<milliseconds>(check.newest->took).count();
    view.report = check.newest->report;
    return view;
}

void add_admin_check_routes(Routes& routes) {
    constexpr auto who = Access::admins;
    constexpr auto read = identity::Scope::admin_read;
    constexpr auto write = identity::Scope::admin_write;
    add_check(
        routes,
        CheckKind::ledger,
        {Method::get,
         "/v1/admin/ledger/check",
         "get_ledger_check",
         "What the newest check of the ledger found",
         who,
         read},
        {Method::post,
         "/v1/admin/ledger/check",
         "check_ledger",
         "Ask for a check of the ledger, which runs beside the requests",
         who,
         write,
         202}
    );
    add_check(
        routes,
        CheckKind::audit,
        {Method::get,
         "/v1/admin/audit/check",
         "get_audit_check",
         "What the newest check of the audit log found",
         who,
         read},
        {Method::post,
         "/v1/admin/audit/check",
         "check_audit",
         "Ask for a check of the audit log, which runs beside the requests",
         who,
         write,
         202}
    );
}

}  // namespace otpost::api
