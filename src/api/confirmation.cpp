// SPDX-License-Identifier: Apache-2.0
#include "api/confirmation.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/password_attempt.hpp"
#include "api/second_factor_checks.hpp"
#include "api/session_cookies.hpp"
#include "api/session_place.hpp"
#include "base/assert.hpp"

namespace otpost::api {

namespace {

using net::Method;

/// Not a Result, which would undo its transaction: a failure is on record too.
struct Outcome {
    Result<identity::SignedIn> confirmed;
};

void record_outcome(db::Tx& tx, const Call& call, const Outcome& outcome, SessionId replaced) {
    if (outcome.confirmed) {
        auto entry = entry_of(call, audit::Action::sign_in_confirmed);
        entry.object = audit::Object::of(outcome.confirmed->session.id);
        entry.detail = "replaces " + to_string(replaced);
        audit::append(tx, entry, call.moment);
        record_ended(tx, call, outcome.confirmed->session);
        note_place(tx, call, outcome.confirmed->session.id);
        return;
    }
    auto entry = entry_of(call, audit::Action::sign_in_failed);
    entry.object = audit::Object::of(call.principal.account);
    entry.detail = "confirming " + to_string(replaced);
    entry.result = to_string(outcome.confirmed.error().code);
    audit::append(tx, entry, call.moment);
}

}  // namespace

/// After the password was right, so that who doesn't know it can't make the owner wait. A wrong
/// code is on record.
Result<> ConfirmationRoutes::prove_factor(
    db::Tx& tx,
    const Call& call,
    const identity::SignInAttempt& attempt,
    const std::optional<std::string>& code
) const {
    const AccountId account = call.principal.account;
    if (!identity::second_factor::is_active(tx, account)) return {};
    CHECK(identity::accept_password(tx, attempt, identity::PasswordCheck::matches));
    if (!code) {
        Error missing{ErrorCode::validation_failed, "A code of the app is needed too.", {}, {}};
        missing.fields.push_back({"code", "is needed: two-factor sign-in is on"});
        return std::unexpected{std::move(missing)};
    }
    CHECK(check_factor(
        tx, {setup_.server_key, setup_.mail}, call, account, *code, "confirming a sign-in"
    ));
    return {};
}

awaitable<Result<identity::SignedIn>> ConfirmationRoutes::check(
    Call& call, ConfirmRequest request, std::optional<Secret> device
) {
    ASSERT(call.principal.session.has_value());  // the route is not for programs
    const SessionId session = *call.principal.session;
    auto begin = [&](db::Tx& tx) -> Result<identity::SignInAttempt> {
        const auto account = identity::find_account(tx, call.principal.account);
        if (!account) return refuse(ErrorCode::unauthenticated, "The account is gone.");
        const identity::StartSignIn start{.email = account->email, .device = device};
        return identity::start_sign_in(
            tx, start, setup_.server_key, setup_.hasher.dummy(), call.moment.now
        );
    };
    Secret password{std::move(request.password)};
    const auto tried =
        co_await try_password(setup_.database, setup_.pool, std::move(password), std::move(begin));
    if (!tried) co_return std::unexpected{tried.error()};
    const auto& [attempt, password_check] = *tried;
    auto finish = [&](db::Tx& tx) {
        const auto proved =
            tried->matches() ? prove_factor(tx, call, attempt, request.code) : Result<>{};
        if (!proved) return Outcome{std::unexpected{proved.error()}};
        const identity::Replaced replaced{call.principal.account, session};
        Outcome outcome{identity::finish_confirmation(
            tx, attempt, password_check, replaced, call.user_agent, call.moment
        )};
        record_outcome(tx, call, outcome, session);
        return outcome;
    };
    auto outcome = co_await db::async_write(setup_.database, std::move(finish));
    co_return std::move(outcome.confirmed);
}

awaitable<net::Response> ConfirmationRoutes::confirm(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::post, .path = ""};
    auto input = read_input<ConfirmRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    auto device = shown_device(request);
    const auto confirmed = co_await check(call, *std::move(input), std::move(device));
    if (!confirmed) co_return problem(confirmed.error(), call.moment.now);
    const SignedInView view{account_view(confirmed->account)};
    net::Response response = json_response(200, schema::to_json(view));
    set_session_cookies(response, confirmed->session, setup_.server_key, call.moment);
    co_return response;
}

void ConfirmationRoutes::add_to(Routes& routes) {
    routes.raw<ConfirmRequest, SignedInView>(
        {.method = Method::post,
         .path = "/v1/auth/confirm",
         .operation = "confirm_sign_in",
         .summary = "Prove again that it is you, as some changes ask; sets new session cookies",
         .access = Access::signed_in,
         .limit = LimitClass::sign_in,
         .programs = Programs::refused,
         .before_factor = BeforeFactor::admitted},
        [this](net::Request& request, Call& call) { return confirm(request, call); }
    );
}

}  // namespace otpost::api
