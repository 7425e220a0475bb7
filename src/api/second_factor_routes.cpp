// SPDX-License-Identifier: Apache-2.0
#include "api/second_factor_routes.hpp"

#include "api/audit_entries.hpp"
#include "api/own_session.hpp"
#include "api/password_attempt.hpp"
#include "api/qr_code.hpp"
#include "api/second_factor_checks.hpp"
#include "identity/recovery_codes.hpp"
#include "identity/sessions.hpp"
#include "identity/totp.hpp"

#include <ranges>

namespace otpost::api {

namespace {

namespace factor = identity::second_factor;
using Act = audit::Action;
using identity::PasswordCheck;
using net::Method;

void record_own(db::Tx& tx, const Call& call, Act action) {
    record(tx, call, action, audit::Object::of(call.principal.account));
}

/// One a line, as what is shown once is one text.
Secret lines_of(const std::vector<Secret>& texts) {
    std::string lines;
    for (const Secret& text : texts) {
        if (!lines.empty()) lines += '\n';
        lines += text.reveal();
    }
    return Secret{std::move(lines)};
}

std::vector<std::string> shown_lines(const Call& call) {
    std::vector<std::string> lines;
    if (!call.shown_once) return lines;
    for (const auto line : std::views::split(call.shown_once->reveal(), '\n'))
        lines.emplace_back(line.begin(), line.end());
    return lines;
}

awaitable<void> show_enrolment(const Call& call, EnrolmentView& view) {
    auto lines = shown_lines(call);
    if (lines.size() != 2) co_return;
    view.secret = std::move(lines[0]);
    view.uri = std::move(lines[1]);
    view.qr = qr_code_url(view.uri);
}

awaitable<void> show_codes(const Call& call, RecoveryCodesView& view) {
    view.recovery_codes = shown_lines(call);
    co_return;
}

/// Not a Result, which would undo its transaction: a failure is counted and on record.
struct Outcome {
    Result<> result;
};

}  // namespace

bool SecondFactorRoutes::is_required(const Call& call) const {
    return factor::is_required(setup_.required_for, call.principal.role);
}

Result<SecondFactorView> SecondFactorRoutes::state(db::Tx& tx, const Call& call) const {
    SecondFactorView view{.required = is_required(call)};
    if (const auto state = factor::find_state(tx, call.principal.account)) {
        view.active = true;
        view.active_since = format_rfc3339(state->active_since);
        view.recovery_codes_left = state->recovery_codes_left;
    }
    return view;
}

Result<EnrolmentView> SecondFactorRoutes::start(db::Tx& tx, const Call& call) const {
    const auto account = identity::find_account(tx, call.principal.account);
    if (!account) return refuse(ErrorCode::not_found, "The account is gone. Sign in again.");
    const Secret seed = factor::start_enrolment(tx, account->id, setup_.server_key, call.moment);
    call.shown_once = lines_of(
        {identity::totp_text(seed), identity::totp_uri(seed, setup_.brand, account->email.reveal())}
    );
    return EnrolmentView{.expires_at = format_rfc3339(call.moment.now + factor::enrolment_life)};
}

Result<RecoveryCodesView> SecondFactorRoutes::confirm(
    db::Tx& tx, const Call& call, const SecondFactorCodeRequest& request
) const {
    TRY(const SessionId session, own_session(call));
    const AccountId account = call.principal.account;
    TRY(const auto codes,
        factor::confirm_enrolment(tx, account, request.code, setup_.server_key, call.moment));
    call.shown_once = lines_of(codes);
    const auto ended = identity::end_other_sessions(tx, account, session, call.moment.now);
    for (const SessionId other : ended)
        record(tx, call, Act::session_ended, audit::Object::of(other));
    setup_.mail.tell(tx, account, outbox::EmailKind::second_factor_on, call.moment);
    record_own(tx, call, Act::second_factor_enabled);
    return RecoveryCodesView{};
}

Result<RecoveryCodesView> SecondFactorRoutes::renew_codes(db::Tx& tx, const Call& call) const {
    const AccountId account = call.principal.account;
    if (!factor::is_active(tx, account))
        return refuse(ErrorCode::conflict, "Two-factor sign-in is not on.");
    call.shown_once = lines_of(identity::renew_recovery_codes(tx, account, call.moment.random));
    record_own(tx, call, Act::recovery_codes_renewed);
    return RecoveryCodesView{};
}

Result<identity::SignInAttempt> SecondFactorRoutes::begin_turning_off(
    db::Tx& tx, const Call& call, const Secret& password
) const {
    const auto account = identity::find_account(tx, call.principal.account);
    if (!account || !factor::is_active(tx, account->id))
        return refuse(ErrorCode::conflict, "Two-factor sign-in is not on.");
    // Counted as a sign-in: asking here is no quicker way to guess the password.
    const identity::StartSignIn start{.email = account->email, .device = {}};
    TRY(auto attempt,
        identity::start_sign_in(
            tx, start, setup_.server_key, setup_.hasher.dummy(), call.moment.now
        ));
    // Without a second factor it has to be longer (SEC-P1).
    CHECK(identity::check_password(
        password, setup_.passwords, account->email.reveal(), account->username
    ));
    return attempt;
}

Result<> SecondFactorRoutes::finish_turning_off(
    db::Tx& tx, const Call& call, const identity::SignInAttempt& attempt, const std::string& code
) const {
    const AccountId account = call.principal.account;
    CHECK(identity::accept_password(tx, attempt, PasswordCheck::matches));
    CHECK(check_factor(tx, {setup_.server_key, setup_.mail}, call, account, code, "turning it off")
    );
    factor::remove(tx, account);
    setup_.mail.tell(tx, account, outbox::EmailKind::second_factor_off, call.moment);
    record_own(tx, call, Act::second_factor_disabled);
    return {};
}

awaitable<Result<>> SecondFactorRoutes::turn_off(Call& call, TurnOffSecondFactorRequest request) {
    const auto in_session = own_session(call);
    if (!in_session) co_return std::unexpected{in_session.error()};
    if (is_required(call))
        co_return refuse(
            ErrorCode::forbidden,
            "Your role must use two-factor sign-in. Set up another app in its place."
        );
    const Secret password{std::move(request.password)};
    auto begin = [&](db::Tx& tx) { return begin_turning_off(tx, call, password); };
    const auto tried =
        co_await try_password(setup_.database, setup_.pool, password, std::move(begin));
    if (!tried) co_return std::unexpected{tried.error()};
    auto finish = [&](db::Tx& tx) {
        if (tried->matches())
            return Outcome{finish_turning_off(tx, call, tried->attempt, request.code)};
        auto entry = entry_of(call, Act::second_factor_failed);
        entry.object = audit::Object::of(call.principal.account);
        entry.detail = "turning it off: wrong password";
        entry.result = to_string(ErrorCode::invalid_credentials);
        audit::append(tx, entry, call.moment);
        return Outcome{refuse(ErrorCode::invalid_credentials, "The password is wrong.")};
    };
    auto outcome = co_await db::async_write(setup_.database, std::move(finish));
    co_return std::move(outcome.result);
}

awaitable<net::Response> SecondFactorRoutes::answer_turn_off(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::post, .path = ""};
    auto input = read_input<TurnOffSecondFactorRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    const auto done = co_await turn_off(call, *std::move(input));
    co_return done ? json_response(204, {}) : problem(done.error(), call.moment.now);
}

void SecondFactorRoutes::add_to(Routes& routes) {
    constexpr std::string_view path = "/v1/account/second-factor";
    constexpr RouteSpec spec{
        .path = path, .access = Access::signed_in, .before_factor = BeforeFactor::admitted
    };
    RouteSpec show = spec;
    show.operation = "get_second_factor";
    show.summary = "Whether two-factor sign-in is on";
    routes.query<Nothing, SecondFactorView>(
        show, [this](db::Tx& tx, const Call& call, const Nothing&) { return state(tx, call); }
    );
    RouteSpec begin = spec;
    begin.method = Method::post;
    begin.operation = "start_second_factor";
    begin.summary = "Begin to set up an app; shows its secret once";
    begin.status = 201;
    begin.step_up = StepUp::required;
    routes.command<Nothing, EnrolmentView>(
        begin,
        [this](db::Tx& tx, const Call& call, const Nothing&) { return start(tx, call); },
        show_enrolment
    );
    RouteSpec prove = spec;
    prove.programs = Programs::refused;
    prove.method = Method::post;
    prove.path = "/v1/account/second-factor/confirm";
    prove.operation = "confirm_second_factor";
    prove.summary = "Prove the app by a code: turns it on and shows recovery codes once";
    routes.command<SecondFactorCodeRequest, RecoveryCodesView>(
        prove,
        [this](db::Tx& tx, const Call& call, const SecondFactorCodeRequest& request) {
            return confirm(tx, call, request);
        },
        show_codes
    );
    RouteSpec renew = begin;
    renew.path = "/v1/account/second-factor/recovery-codes";
    renew.operation = "renew_recovery_codes";
    renew.summary = "New recovery codes, shown once; the old ones end";
    routes.command<Nothing, RecoveryCodesView>(
        renew,
        [this](db::Tx& tx, const Call& call, const Nothing&) { return renew_codes(tx, call); },
        show_codes
    );
    RouteSpec off = prove;
    off.path = "/v1/account/second-factor/turn-off";
    off.operation = "turn_off_second_factor";
    off.summary = "Turn it off, with the password and a code";
    off.status = 204;
    // Raw, as what asks for a password is not kept for a repetition: the second finds it off.
    routes.raw<TurnOffSecondFactorRequest, Nothing>(off, [this](net::Request& request, Call& call) {
        return answer_turn_off(request, call);
    });
}

}  // namespace otpost::api
