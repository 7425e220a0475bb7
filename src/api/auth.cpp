// SPDX-License-Identifier: Apache-2.0
#include "api/auth.hpp"

#include "api/audit_entries.hpp"
#include "api/hashing.hpp"
#include "api/password_attempt.hpp"
#include "api/session_cookies.hpp"
#include "api/sign_in_answers.hpp"
#include "base/assert.hpp"
#include "identity/challenge.hpp"
#include "identity/consent.hpp"
#include "identity/email_requests.hpp"
#include "identity/profile.hpp"
#include "identity/second_factor.hpp"
#include "ledger/ledger.hpp"

#include <utility>

namespace otpost::api {

namespace {

using identity::ConsentAct;
using identity::ConsentPurpose;
using identity::EmailRequestKind;
using net::Method;

/// Of a text that the field's rule has found to be a date.
std::chrono::year_month_day date_of(std::string_view text) {
    const auto time = parse_rfc3339(std::string{text} + "T00:00:00Z");
    ASSERT(time.has_value());
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time.value())};
}

audit::Entry registration_entry(
    const Call& call, const identity::RegisterAccount& request, const identity::Registration& done
) {
    auto entry = entry_of(call, audit::Action::account_registered);
    entry.personal.email = request.email;
    if (done.account) {
        entry.actor = audit::Actor::account(done.account->id);
        entry.object = audit::Object::of(done.account->id);
    } else {
        entry.result = "email_taken";
    }
    return entry;
}

/// What the log knows and the answer does not tell.
ErrorCode failure_of(
    const std::optional<identity::Account>& account,
    const identity::SignInAttempt& attempt,
    identity::PasswordCheck password
) {
    if (!account || password != identity::PasswordCheck::matches)
        return ErrorCode::invalid_credentials;
    if (account->status != identity::AccountStatus::active) return ErrorCode::account_suspended;
    if (!identity::is_proved(*account, attempt.proof)) return ErrorCode::email_unverified;
    return ErrorCode::invalid_credentials;
}

/// Looks for an account also where there is none, so that the work is the same (SEC-P5).
audit::Entry failure_entry(
    db::Tx& tx,
    const Call& call,
    const Personal& email,
    const identity::SignInAttempt& attempt,
    identity::PasswordCheck password
) {
    auto entry = entry_of(call, audit::Action::sign_in_failed);
    entry.personal.email = email;
    const auto account = identity::find_account(tx, attempt.account.value_or(AccountId{}));
    if (account) entry.object = audit::Object::of(account->id);
    entry.result = to_string(failure_of(account, attempt, password));
    return entry;
}

EmailRequestKind answer_by_email(const identity::Registration& registration) {
    switch (registration.outcome) {
        case identity::RegistrationOutcome::created:
            return EmailRequestKind::verify_email;
        case identity::RegistrationOutcome::email_taken:
            return EmailRequestKind::email_in_use;
    }
    std::unreachable();
}

/// Not a Result, which would undo its transaction: a failure is on record too.
struct SignInOutcome {
    Result<FirstStep> step;
};

/// After the password was right.
FirstStep finish_first_step(
    db::Tx& tx,
    const Call& call,
    identity::Account account,
    std::string_view password_hash,
    const Browser& browser,
    const SignInParts& parts
) {
    if (identity::second_factor::is_active(tx, account.id)) {
        auto entry = entry_of(call, audit::Action::second_factor_asked);
        entry.object = audit::Object::of(account.id);
        audit::append(tx, entry, call.moment);
        return identity::make_challenge(
            account.id, password_hash, parts.server_key, call.moment.now
        );
    }
    auto session = identity::open_session(tx, account.id, call.user_agent, call.moment);
    identity::SignedIn signed_in{std::move(account), std::move(session)};
    settle_sign_in(tx, parts, call, signed_in, browser);
    return signed_in;
}

}  // namespace

AccountView account_view(const identity::Account& account) {
    return {
        .id = to_string(account.id),
        .public_id = account.public_id,
        .email = account.email.reveal(),
        .username = account.username,
        .role = std::string{identity::to_string(account.role)},
        .status = std::string{identity::to_string(account.status)},
        .plan = account.plan,
        .created_at = format_rfc3339(account.created_at),
        .email_verified = account.email_verified_at.has_value()
    };
}

awaitable<Result<StatusView>> AuthRoutes::register_account(Call& call, RegisterRequest request) {
    const Time now = call.moment.now;
    identity::RegisterAccount account{
        .email = Personal{std::move(request.email)},
        .username = std::move(request.username),
        .password_hash = {},
        .birth_date = date_of(request.birth_date),
        .terms_version = request.accept_terms ? setup_.registration.terms_version : "",
        .wallet = call.moment.ids.make<WalletId>(),
        .email_proof = setup_.mail.proof()
    };
    const auto news =
        request.marketing_consent.value_or(false) ? ConsentAct::given : ConsentAct::withdrawn;
    const identity::Profile profile{
        .display_name = {}, .language = request.language.value_or(""), .time_zone = {}
    };
    Secret password{std::move(request.password)};
    const auto acceptable = identity::check_registration(account, setup_.registration, now);
    if (!acceptable) co_return std::unexpected{acceptable.error()};
    const auto strong = identity::check_password(
        password, setup_.passwords, account.email.reveal(), account.username
    );
    if (!strong) co_return std::unexpected{strong.error()};
    auto hash = co_await hash_password(setup_.pool, std::move(password));
    if (!hash) co_return std::unexpected{hash.error()};
    account.password_hash = *std::move(hash);
    auto work = [&](db::Tx& tx) -> Result<> {
        TRY(const auto registered,
            identity::register_account(tx, account, setup_.registration, call.moment));
        if (registered.outcome == identity::RegistrationOutcome::created)
            ledger::open_wallet(tx, account.wallet, setup_.currency);
        if (registered.account && !profile.language.empty())
            CHECK(identity::set_profile(tx, registered.account->id, profile, call.moment.now));
        if (registered.account && news == ConsentAct::given)
            identity::record_consent(
                tx,
                registered.account->id,
                ConsentPurpose::marketing,
                news,
                account.terms_version,
                call.moment
            );
        if (setup_.mail.is_on())
            identity::request_email(
                tx, answer_by_email(registered), account.email, std::nullopt, call.moment
            );
        audit::append(tx, registration_entry(call, account, registered), call.moment);
        return {};
    };
    const auto stored = co_await db::async_write(setup_.database, std::move(work));
    if (!stored) co_return std::unexpected{stored.error()};
    co_return StatusView{"accepted"};
}

awaitable<Result<FirstStep>> AuthRoutes::check_sign_in(
    Call& call, SignInRequest request, const Browser& browser
) {
    const identity::StartSignIn start{
        .email = Personal{std::move(request.email)},
        .device = browser.device,
        .proof = setup_.mail.proof()
    };
    auto begin = [&](db::Tx& tx) {
        return identity::start_sign_in(
            tx, start, setup_.server_key, setup_.hasher.dummy(), call.moment.now
        );
    };
    Secret password{std::move(request.password)};
    const auto tried =
        co_await try_password(setup_.database, setup_.pool, std::move(password), std::move(begin));
    if (!tried) co_return std::unexpected{tried.error()};
    const auto& [attempt, check] = *tried;
    auto finish = [&](db::Tx& tx) {
        auto account = identity::accept_password(tx, attempt, check);
        if (!account) {
            const auto entry = failure_entry(tx, call, start.email, attempt, check);
            audit::append(tx, entry, call.moment);
            return SignInOutcome{std::unexpected{account.error()}};
        }
        return SignInOutcome{finish_first_step(
            tx,
            call,
            *std::move(account),
            attempt.password_hash,
            browser,
            {setup_.server_key, setup_.mail}
        )};
    };
    auto outcome = co_await db::async_write(setup_.database, std::move(finish));
    co_return std::move(outcome.step);
}

awaitable<net::Response> AuthRoutes::sign_in(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::post, .path = ""};
    auto input = read_input<SignInRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    const Browser browser = browser_of(request, setup_.server_key, call.moment.now);
    const auto step = co_await check_sign_in(call, *std::move(input), browser);
    if (!step) co_return problem(step.error(), call.moment.now);
    const auto* signed_in = std::get_if<identity::SignedIn>(&*step);
    co_return signed_in != nullptr ? answer_signed_in(*signed_in, setup_.server_key, call.moment)
                                   : answer_challenged(std::get<Secret>(*step));
}

void AuthRoutes::add_to(Routes& routes) {
    routes.action<RegisterRequest, StatusView>(
        {.method = Method::post,
         .path = "/v1/auth/register",
         .operation = "register",
         .summary = "Make an account; the answer never tells whether the email is known",
         .access = Access::anyone,
         .status = 202,
         .limit = LimitClass::registration},
        [this](Call& call, RegisterRequest request) {
            return register_account(call, std::move(request));
        }
    );
    routes.raw<SignInRequest, SignInView>(
        {.method = Method::post,
         .path = "/v1/auth/sign-in",
         .operation = "sign_in",
         .summary = "Sign in; sets the session cookies, or asks for a second factor",
         .access = Access::anyone,
         .limit = LimitClass::sign_in},
        [this](net::Request& request, Call& call) { return sign_in(request, call); }
    );
}

}  // namespace otpost::api
