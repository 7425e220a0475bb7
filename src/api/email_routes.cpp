// SPDX-License-Identifier: Apache-2.0
#include "api/email_routes.hpp"

#include "api/audit_entries.hpp"
#include "api/hashing.hpp"
#include "identity/api_keys.hpp"
#include "identity/email_codes.hpp"
#include "identity/sign_in.hpp"

#include <cctype>
#include <optional>
#include <utility>

namespace otpost::api {

namespace {

using identity::CodeCheck;
using identity::CodePurpose;
using identity::EmailRequestKind;
using net::Method;

std::unexpected<Error> refuse_code() {
    return refuse(
        ErrorCode::email_code_wrong,
        "This code is not good: mistyped, too old, used, or tried too often. Ask for a new one."
    );
}

Result<> require_mail(const AccountMail& mail) {
    if (mail.is_on()) return {};
    return refuse(
        ErrorCode::mail_unavailable, "This service sends no emails. Ask its operators for help."
    );
}

/// As people copy it: in lower case, with spaces or hyphens.
Secret plain_code(std::string_view typed) {
    std::string code;
    code.reserve(typed.size());
    for (const char c : typed)
        if (c != ' ' && c != '-')
            code.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    return Secret{std::move(code)};
}

/// A wrong code takes the same steps whether there is an account or not.
void record_wrong_code(
    db::Tx& tx,
    const Call& call,
    const Personal& email,
    const std::optional<identity::Account>& account,
    std::string_view what_for
) {
    auto entry = entry_of(call, audit::Action::email_code_refused);
    entry.personal.email = email;
    if (account) entry.object = audit::Object::of(account->id);
    entry.result = to_string(ErrorCode::email_code_wrong);
    entry.detail = what_for;
    audit::append(tx, entry, call.moment);
}

void record_owner_act(
    db::Tx& tx, const Call& call, const identity::Account& account, audit::Action action
) {
    auto entry = entry_of(call, action);
    entry.actor = audit::Actor::account(account.id);
    entry.object = audit::Object::of(account.id);
    audit::append(tx, entry, call.moment);
}

AccountId id_of(const std::optional<identity::Account>& account) {
    return account ? account->id : AccountId{};
}

}  // namespace

/// Who has shown a right code.
struct EmailRoutes::Proven {
    identity::Account account;
    std::int64_t code = 0;
    identity::PasswordRules passwords;
};

awaitable<Result<StatusView>> EmailRoutes::request(
    Call& call, EmailRequest request, EmailRequestKind kind
) {
    const auto can_answer = require_mail(setup_.mail);
    if (!can_answer) co_return std::unexpected{can_answer.error()};
    const Personal email{std::move(request.email)};
    auto work = [&](db::Tx& tx) {
        identity::request_email(tx, kind, email, std::nullopt, call.moment);
        if (kind != EmailRequestKind::password_reset) return;
        auto entry = entry_of(call, audit::Action::password_reset_requested);
        entry.personal.email = email;
        audit::append(tx, entry, call.moment);
    };
    co_await db::async_write(setup_.database, std::move(work));
    co_return StatusView{"accepted"};
}

awaitable<Result<StatusView>> EmailRoutes::verify(Call& call, VerifyEmailRequest request) {
    const Personal email{std::move(request.email)};
    const Secret code{std::move(request.code)};
    // No Result, which would undo its transaction: a wrong code has cost a try.
    auto work = [&](db::Tx& tx) {
        const auto account = identity::find_account_by_email(tx, email.reveal());
        const auto check = identity::verify_email(
            tx, id_of(account), code.reveal(), setup_.server_key, call.moment.now
        );
        const bool right = account && check == CodeCheck::right;
        if (right)
            record_owner_act(tx, call, *account, audit::Action::email_verified);
        else
            record_wrong_code(tx, call, email, account, "confirm the email");
        return right;
    };
    const bool right = co_await db::async_write(setup_.database, std::move(work));
    if (!right) co_return refuse_code();
    co_return StatusView{"verified"};
}

awaitable<Result<EmailRoutes::Proven>> EmailRoutes::prove(
    Call& call, const Personal& email, const Secret& code
) {
    auto work = [&](db::Tx& tx) -> std::optional<Proven> {
        const auto account = identity::find_account_by_email(tx, email.reveal());
        const auto tried = identity::try_email_code(
            tx,
            id_of(account),
            CodePurpose::password_reset,
            code.reveal(),
            setup_.server_key,
            call.moment.now
        );
        if (account && tried.check == CodeCheck::right)
            return Proven{
                *account, tried.id, identity::rules_for(tx, account->id, setup_.passwords)
            };
        record_wrong_code(tx, call, email, account, "choose a password");
        return std::nullopt;
    };
    auto proven = co_await db::async_write(setup_.database, std::move(work));
    if (!proven) co_return refuse_code();
    co_return *std::move(proven);
}

/// Nothing is hashed for who shows no right code, and the code stays good until a password was
/// accepted.
awaitable<Result<StatusView>> EmailRoutes::reset(Call& call, ResetPasswordRequest request) {
    const Personal email{std::move(request.email)};
    const Secret code = plain_code(request.code);
    Secret password{std::move(request.password)};
    const auto proven = co_await prove(call, email, code);
    if (!proven) co_return std::unexpected{proven.error()};
    const identity::Account& account = proven->account;
    const auto strong = identity::check_password(
        password, proven->passwords, account.email.reveal(), account.username
    );
    if (!strong) co_return std::unexpected{strong.error()};
    const auto hash = co_await hash_password(setup_.pool, std::move(password));
    if (!hash) co_return std::unexpected{hash.error()};
    auto work = [&](db::Tx& tx) -> Result<> {
        if (!identity::use_up_email_code(tx, proven->code)) return refuse_code();
        CHECK(identity::set_password_hash(tx, account.id, *hash, call.moment.now));
        identity::forget_sign_in_failures(tx, account.email, setup_.server_key);
        if (!account.email_verified_at) {
            // Whoever registered with an address that they don't read keeps no way in.
            identity::mark_email_verified(tx, account.id, call.moment.now);
            identity::revoke_api_keys(tx, account.id, call.moment.now);
        }
        setup_.mail.tell(tx, account.id, outbox::EmailKind::password_changed, call.moment);
        record_owner_act(tx, call, account, audit::Action::password_reset);
        return {};
    };
    const auto done = co_await db::async_write(setup_.database, std::move(work));
    if (!done) co_return std::unexpected{done.error()};
    co_return StatusView{"changed"};
}

void EmailRoutes::add_to(Routes& routes) {
    const auto add_request = [&](std::string_view path,
                                 std::string_view operation,
                                 std::string_view summary,
                                 EmailRequestKind kind) {
        routes.action<EmailRequest, StatusView>(
            {.method = Method::post,
             .path = path,
             .operation = operation,
             .summary = summary,
             .access = Access::anyone,
             .status = 202},
            [this, kind](Call& call, EmailRequest input) {
                return request(call, std::move(input), kind);
            }
        );
    };
    add_request(
        "/v1/auth/resend-code",
        "resend_code",
        "Ask for a new code that confirms an account's email; the one before ends",
        EmailRequestKind::verify_email
    );
    add_request(
        "/v1/auth/forgot-password",
        "forgot_password",
        "Ask for an email that lets its reader choose a new password",
        EmailRequestKind::password_reset
    );
    routes.action<VerifyEmailRequest, StatusView>(
        {.method = Method::post,
         .path = "/v1/auth/verify-email",
         .operation = "verify_email",
         .summary = "Confirm an account's email with the code that was sent there",
         .access = Access::anyone},
        [this](Call& call, VerifyEmailRequest input) { return verify(call, std::move(input)); }
    );
    routes.action<ResetPasswordRequest, StatusView>(
        {.method = Method::post,
         .path = "/v1/auth/reset-password",
         .operation = "reset_password",
         .summary = "Choose a new password with the code of the email; ends all sessions",
         .access = Access::anyone},
        [this](Call& call, ResetPasswordRequest input) { return reset(call, std::move(input)); }
    );
}

}  // namespace otpost::api
