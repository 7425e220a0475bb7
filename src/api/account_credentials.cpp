// SPDX-License-Identifier: Apache-2.0
#include "api/account_credentials.hpp"

#include "api/audit_entries.hpp"
#include "api/auth.hpp"
#include "api/credential.hpp"
#include "api/hashing.hpp"
#include "api/own_session.hpp"
#include "api/password_attempt.hpp"
#include "api/session_cookies.hpp"
#include "api/session_place.hpp"
#include "identity/email_codes.hpp"
#include "identity/email_requests.hpp"
#include "identity/names.hpp"

#include <optional>
#include <utility>

namespace otpost::api {

namespace {

using identity::CodePurpose;
using net::Method;

Result<identity::Account> own_account(db::Tx& tx, const Call& call) {
    auto account = identity::find_account(tx, call.principal.account);
    if (!account) return refuse(ErrorCode::unauthenticated, "The account is gone. Sign in again.");
    return *std::move(account);
}

void record_own_act(
    db::Tx& tx, const Call& call, audit::Action action, std::optional<Personal> email = {}
) {
    auto entry = entry_of(call, action);
    entry.object = audit::Object::of(call.principal.account);
    if (email) entry.personal.email = *std::move(email);
    audit::append(tx, entry, call.moment);
}

void record_refusal(
    db::Tx& tx, const Call& call, audit::Action action, ErrorCode code, std::string_view what_for
) {
    auto entry = entry_of(call, action);
    entry.object = audit::Object::of(call.principal.account);
    entry.result = to_string(code);
    entry.detail = what_for;
    audit::append(tx, entry, call.moment);
}

/// Not a Result, which would undo its transaction: a wrong code has cost a try.
struct EmailChange {
    std::optional<identity::Account> account;  ///< as it is now; nothing: the code was no good
};

}  // namespace

awaitable<Result<identity::SignInAttempt>> AccountCredentials::check_password(
    Call& call, Secret password, std::optional<Secret> device
) {
    auto begin = [&](db::Tx& tx) -> Result<identity::SignInAttempt> {
        TRY(const auto account, own_account(tx, call));
        const identity::StartSignIn start{.email = account.email, .device = device};
        return identity::start_sign_in(
            tx, start, setup_.server_key, setup_.hasher.dummy(), call.moment.now
        );
    };
    auto tried =
        co_await try_password(setup_.database, setup_.pool, std::move(password), std::move(begin));
    if (!tried) co_return std::unexpected{tried.error()};
    if (tried->matches()) co_return std::move(tried->attempt);
    auto note = [&](db::Tx& tx) {
        record_refusal(
            tx,
            call,
            audit::Action::sign_in_failed,
            ErrorCode::invalid_credentials,
            "changing the password"
        );
    };
    co_await db::async_write(setup_.database, std::move(note));
    co_return refuse(ErrorCode::invalid_credentials, "This is not your password.");
}

Result<identity::OpenedSession> AccountCredentials::store_password(
    db::Tx& tx, const Call& call, const identity::SignInAttempt& attempt, std::string_view hash
) const {
    TRY(const SessionId session, own_session(call));
    const AccountId account = call.principal.account;
    // Of two changes at once the second finds its session ended by the first.
    CHECK(identity::end_session(tx, account, session, call.moment.now));
    CHECK(identity::set_password_hash(tx, account, hash, call.moment.now));
    identity::forget_attempt(tx, attempt);
    auto opened = identity::open_session(tx, account, call.user_agent, call.moment);
    note_place(tx, call, opened.id);
    setup_.mail.tell(tx, account, outbox::EmailKind::password_changed, call.moment);
    record_own_act(tx, call, audit::Action::password_changed);
    return opened;
}

awaitable<Result<identity::OpenedSession>> AccountCredentials::change_password(
    Call& call, ChangePasswordRequest request, std::optional<Secret> device
) {
    Secret chosen{std::move(request.new_password)};
    const auto attempt =
        co_await check_password(call, Secret{std::move(request.old_password)}, std::move(device));
    if (!attempt) co_return std::unexpected{attempt.error()};
    auto is_acceptable = [&](db::Tx& tx) -> Result<> {
        TRY(const auto account, own_account(tx, call));
        const auto rules = identity::rules_for(tx, account.id, setup_.passwords);
        return identity::check_password(chosen, rules, account.email.reveal(), account.username);
    };
    const auto acceptable = co_await db::async_read(setup_.database, std::move(is_acceptable));
    if (!acceptable) co_return std::unexpected{acceptable.error()};
    const auto hash = co_await hash_password(setup_.pool, std::move(chosen));
    if (!hash) co_return std::unexpected{hash.error()};
    auto store = [&](db::Tx& tx) { return store_password(tx, call, *attempt, *hash); };
    auto opened = co_await db::async_write(setup_.database, std::move(store));
    co_return opened;
}

awaitable<net::Response> AccountCredentials::put_password(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::put, .path = ""};
    auto input = read_input<ChangePasswordRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    auto device = shown_device(request);
    const auto opened = co_await change_password(call, *std::move(input), std::move(device));
    if (!opened) co_return problem(opened.error(), call.moment.now);
    net::Response response = json_response(200, schema::to_json(StatusView{"changed"}));
    set_session_cookies(response, *opened, setup_.server_key, call.moment);
    co_return response;
}

Result<StatusView> AccountCredentials::ask_for_email(
    db::Tx& tx, const Call& call, const EmailRequest& request
) const {
    if (!setup_.mail.is_on())
        return refuse(
            ErrorCode::mail_unavailable,
            "This service sends no emails, so a new one can't be confirmed. Ask its operators."
        );
    if (!identity::email_key(request.email))
        return refuse(ErrorCode::email_invalid, "This is not an email address.");
    const Personal email{request.email};
    identity::request_email(
        tx, identity::EmailRequestKind::change_email, email, call.principal.account, call.moment
    );
    record_own_act(tx, call, audit::Action::email_change_requested, email);
    return StatusView{"accepted"};
}

awaitable<Result<AccountView>> AccountCredentials::try_code(Call& call, EmailCodeRequest request) {
    const Secret code{std::move(request.code)};
    auto work = [&](db::Tx& tx) -> EmailChange {
        const auto before = identity::find_account(tx, call.principal.account);
        const auto tried = identity::try_email_code(
            tx,
            call.principal.account,
            CodePurpose::change_email,
            code.reveal(),
            setup_.server_key,
            call.moment.now
        );
        const bool right = before && tried.check == identity::CodeCheck::right && tried.address &&
                           identity::use_up_email_code(tx, tried.id) &&
                           identity::set_email(tx, before->id, *tried.address, call.moment.now);
        if (!right) {
            record_refusal(
                tx,
                call,
                audit::Action::email_code_refused,
                ErrorCode::email_code_wrong,
                "change the email"
            );
            return {};
        }
        setup_.mail.send(
            tx,
            {.kind = outbox::EmailKind::email_changed,
             .to = before->email,
             .language = language_of(tx, before->id),
             .values = {},
             .expires_at = {}},
            call.moment
        );
        record_own_act(tx, call, audit::Action::email_changed, tried.address);
        return {identity::find_account(tx, before->id)};
    };
    const auto change = co_await db::async_write(setup_.database, std::move(work));
    if (!change.account)
        co_return refuse(
            ErrorCode::email_code_wrong,
            "This code is not good: mistyped, too old, used, or tried too often. Ask for a new one."
        );
    co_return account_view(*change.account);
}

/// No command: a wrong code must cost a try each time it is sent.
awaitable<net::Response> AccountCredentials::confirm_email(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::post, .path = ""};
    auto input = read_input<EmailCodeRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    const auto account = co_await try_code(call, *std::move(input));
    co_return answer(body_only, account, call.moment.now);
}

void AccountCredentials::add_to(Routes& routes) {
    routes.raw<ChangePasswordRequest, StatusView>(
        {.method = Method::put,
         .path = "/v1/account/password",
         .operation = "put_password",
         .summary = "Choose another password; ends every other session and renews this one",
         .access = Access::signed_in,
         .limit = LimitClass::sign_in,
         .step_up = StepUp::required},
        [this](net::Request& request, Call& call) { return put_password(request, call); }
    );
    routes.command<EmailRequest, StatusView>(
        {.method = Method::post,
         .path = "/v1/account/email",
         .operation = "change_email",
         .summary = "Ask for another email; a code goes there",
         .access = Access::signed_in,
         .status = 202,
         .step_up = StepUp::required},
        [this](db::Tx& tx, const Call& call, const EmailRequest& request) {
            return ask_for_email(tx, call, request);
        }
    );
    routes.raw<EmailCodeRequest, AccountView>(
        {.method = Method::post,
         .path = "/v1/account/email/confirm",
         .operation = "confirm_email",
         .summary = "Make the new email the account's, with the code that was sent there",
         .access = Access::signed_in,
         .limit = LimitClass::sign_in,
         .step_up = StepUp::required},
        [this](net::Request& request, Call& call) { return confirm_email(request, call); }
    );
}

}  // namespace otpost::api
