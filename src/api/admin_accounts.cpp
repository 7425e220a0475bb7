// SPDX-License-Identifier: Apache-2.0
#include "api/admin_accounts.hpp"

#include "api/admin_routes.hpp"
#include "api/admin_views.hpp"
#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "identity/profile.hpp"
#include "identity/second_factor.hpp"
#include "identity/sessions.hpp"
#include "ledger/ledger.hpp"

namespace otpost::api {

namespace {

using identity::Account;
using identity::AccountStatus;
using net::Method;

std::optional<std::string> last_sign_in(db::Tx& tx, AccountId account) {
    const audit::Filter filter{
        .account = account, .action = audit::Action::sign_in_succeeded, .limit = 1
    };
    const auto entries = audit::page(tx, filter);
    if (entries.empty()) return std::nullopt;
    return format_rfc3339(from_micros(entries.front().row.at));
}

Result<AccountDetailView> detail_of(db::Tx& tx, const Call& call, const Account& account) {
    TRY(const auto wallet, ledger::find_wallet(tx, account.wallet));
    TRY(const auto profile, identity::find_profile(tx, account.id));
    const auto sessions = identity::list_sessions(tx, account.id, call.moment.now);
    AccountDetailView view{
        .account = account_view(account),
        .display_name = {},
        .email_verified_at = optional_time(account.email_verified_at),
        .second_factor = identity::second_factor::is_active(tx, account.id),
        .balance = money_view(wallet.balance, wallet.currency),
        .held = money_view(wallet.held, wallet.currency),
        .sessions = static_cast<std::int64_t>(sessions.size()),
        .last_sign_in_at = last_sign_in(tx, account.id)
    };
    if (!profile.profile.display_name.empty()) view.display_name = profile.profile.display_name;
    return view;
}

Result<AccountDetailView> get_account(db::Tx& tx, const Call& call, const ById& request) {
    TRY(const auto account, account_named(tx, request.id));
    return detail_of(tx, call, account);
}

Result<AccountSessionListView> list_sessions(db::Tx& tx, const Call& call, const ById& request) {
    TRY(const auto account, account_named(tx, request.id));
    AccountSessionListView view;
    for (const auto& session : identity::list_sessions(tx, account.id, call.moment.now)) {
        view.items.push_back(
            {.id = to_string(session.id),
             .created_at = format_rfc3339(session.created_at),
             .last_seen_at = format_rfc3339(session.last_seen_at),
             .expires_at = format_rfc3339(session.expires_at),
             .user_agent = session.user_agent}
        );
    }
    return view;
}

/// What was done and how it is told.
struct Done {
    audit::Action action;
    std::string detail{};
};

/// The common part of all acts: whose account, why, the act itself, the log, the account after it.
template <class Act>
Result<AccountDetailView> act_on(
    db::Tx& tx, const Call& call, const std::string& id, const std::string& reason, Act act
) {
    TRY(const auto account, account_named(tx, id));
    CHECK(check_reason(reason));
    TRY(const Done done, act(account));
    TRY(const auto after, account_named(tx, id));
    TRY(auto view, detail_of(tx, call, after));
    auto entry = entry_of(call, done.action);
    entry.object = audit::Object::of(account.id);
    entry.detail = done.detail;
    entry.personal.reason = Personal{reason};
    audit::append(tx, entry, call.moment);
    return view;
}

Result<> not_oneself(const Call& call, const Account& account) {
    if (account.id != call.principal.account) return {};
    return refuse(
        ErrorCode::forbidden, "This is your own account: another administrator does this."
    );
}

Result<AccountDetailView> suspend(
    db::Tx& tx, const Call& call, const ActOnAccountRequest& request
) {
    return act_on(
        tx,
        call,
        request.id,
        request.reason,
        [&](const Account& account) -> Result<Done> {
            CHECK(not_oneself(call, account));
            if (account.status == AccountStatus::suspended)
                return refuse(ErrorCode::conflict, "The account is suspended already.");
            CHECK(identity::set_status(tx, account.id, AccountStatus::suspended, call.moment.now));
            return Done{audit::Action::account_suspended};
        }
    );
}

Result<AccountDetailView> restore(
    db::Tx& tx, const Call& call, const ActOnAccountRequest& request
) {
    return act_on(
        tx,
        call,
        request.id,
        request.reason,
        [&](const Account& account) -> Result<Done> {
            if (account.status == AccountStatus::active)
                return refuse(ErrorCode::conflict, "The account is active already.");
            CHECK(identity::set_status(tx, account.id, AccountStatus::active, call.moment.now));
            return Done{audit::Action::account_restored};
        }
    );
}

Result<AccountDetailView> set_role(db::Tx& tx, const Call& call, const SetRoleRequest& request) {
    return act_on(
        tx,
        call,
        request.id,
        request.reason,
        [&](const Account& account) -> Result<Done> {
            CHECK(not_oneself(call, account));
            const auto role = identity::parse_role(request.role);
            if (!role || *role == account.role)
                return refuse(ErrorCode::conflict, "The account has this role already.");
            CHECK(identity::set_role(tx, account.id, *role, call.moment.now));
            const std::string before{identity::to_string(account.role)};
            return Done{audit::Action::account_role_changed, before + " to " + request.role};
        }
    );
}

Result<AccountDetailView> set_plan(
    db::Tx& tx, const Call& call, const SetPlanRequest& request, const LeaseTerms& terms
) {
    return act_on(
        tx,
        call,
        request.id,
        request.reason,
        [&](const Account& account) -> Result<Done> {
            if (!terms.limits.contains(request.plan))
                return std::unexpected{schema::validation_error({{"plan", "is none that there is"}})
                };
            if (request.plan == account.plan)
                return refuse(ErrorCode::conflict, "The account has this plan already.");
            CHECK(identity::set_plan(tx, account.id, request.plan));
            return Done{audit::Action::account_plan_changed, account.plan + " to " + request.plan};
        }
    );
}

Result<AccountDetailView> end_sessions(
    db::Tx& tx, const Call& call, const ActOnAccountRequest& request
) {
    return act_on(
        tx,
        call,
        request.id,
        request.reason,
        [&](const Account& account) -> Result<Done> {
            const auto count = identity::end_sessions(tx, account.id, call.moment.now);
            return Done{
                audit::Action::session_ended, "all of the account: " + std::to_string(count)
            };
        }
    );
}

Result<PlanListView> list_plans(db::Tx&, const Call&, const Nothing&, const LeaseTerms& terms) {
    PlanListView view;
    for (const auto& [name, limits] : terms.limits)
        view.items.push_back({name, limits.open_at_once, limits.per_hour});
    return view;
}

RouteSpec read_spec(std::string_view path, std::string_view operation, std::string_view summary) {
    return {
        .method = Method::get,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::admins,
        .scope = identity::Scope::admin_read
    };
}

RouteSpec act_spec(
    Method method, std::string_view path, std::string_view operation, std::string_view summary
) {
    return {
        .method = method,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::admins,
        .scope = identity::Scope::admin_write,
        .step_up = StepUp::required
    };
}

}  // namespace

Result<> check_reason(std::string_view reason) {
    if (reason.find_first_not_of(" \t\r\n") != std::string_view::npos) return {};
    return refuse(ErrorCode::reason_missing, "Say why: the reason goes into the audit log.");
}

void add_admin_account_routes(Routes& routes, const LeaseTerms& terms) {
    routes.query<ById, AccountDetailView>(
        read_spec("/v1/admin/accounts/{id}", "get_account_detail", "What is known of an account"),
        get_account
    );
    routes.query<ById, AccountSessionListView>(
        read_spec(
            "/v1/admin/accounts/{id}/sessions", "list_account_sessions", "Its signed-in devices"
        ),
        list_sessions
    );
    routes.query<Nothing, PlanListView>(
        read_spec("/v1/admin/plans", "list_plans", "The plans there are, with their limits"),
        [&terms](db::Tx& tx, const Call& call, const Nothing& nothing) {
            return list_plans(tx, call, nothing, terms);
        }
    );
    routes.command<ActOnAccountRequest, AccountDetailView>(
        act_spec(
            Method::post,
            "/v1/admin/accounts/{id}/suspend",
            "suspend_account",
            "Suspend an account and end its sessions"
        ),
        suspend
    );
    routes.command<ActOnAccountRequest, AccountDetailView>(
        act_spec(
            Method::post,
            "/v1/admin/accounts/{id}/restore",
            "restore_account",
            "Let a suspended account in again"
        ),
        restore
    );
    routes.command<ActOnAccountRequest, AccountDetailView>(
        act_spec(
            Method::post,
            "/v1/admin/accounts/{id}/sessions/end",
            "end_account_sessions",
            "Sign an account out everywhere"
        ),
        end_sessions
    );
    routes.command<SetRoleRequest, AccountDetailView>(
        act_spec(
            Method::put,
            "/v1/admin/accounts/{id}/role",
            "set_account_role",
            "Give an account another role and end its sessions"
        ),
        set_role
    );
    routes.command<SetPlanRequest, AccountDetailView>(
        act_spec(
            Method::put,
            "/v1/admin/accounts/{id}/plan",
            "set_account_plan",
            "Give an account another plan"
        ),
        [&terms](db::Tx& tx, const Call& call, const SetPlanRequest& request) {
            return set_plan(tx, call, request, terms);
        }
    );
}

}  // namespace otpost::api
