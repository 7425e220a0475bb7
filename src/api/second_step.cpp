// SPDX-License-Identifier: Apache-2.0
#include "api/second_step.hpp"

#include "api/second_factor_checks.hpp"
#include "api/session_cookies.hpp"
#include "api/sign_in_answers.hpp"
#include "identity/challenge.hpp"

namespace otpost::api {

namespace {

namespace factor = identity::second_factor;
using net::Method;

std::unexpected<Error> refuse_challenge() {
    return refuse(
        ErrorCode::unauthenticated, "This took too long. Begin with your password again."
    );
}

/// Not a Result, which would undo its transaction: a wrong code is counted and on record.
struct Outcome {
    Result<identity::SignedIn> signed_in;
};

}  // namespace

Result<identity::SignedIn> SecondStepRoutes::check(
    db::Tx& tx, const Call& call, const Shown& shown, const std::string& code
) const {
    const auto id = identity::challenged_account(tx, shown.challenge, server_key_, call.moment.now);
    auto account = id ? identity::find_account(tx, *id) : std::nullopt;
    if (!account || !factor::is_active(tx, account->id)) return refuse_challenge();
    TRY(const auto proof,
        check_factor(tx, {server_key_, mail_}, call, account->id, code, "signing in"));
    auto session = identity::open_session(tx, account->id, call.user_agent, call.moment);
    identity::SignedIn signed_in{*std::move(account), std::move(session)};
    const auto how = proof == factor::Proof::app ? "second factor" : "recovery code";
    settle_sign_in(tx, {server_key_, mail_}, call, signed_in, shown.browser, how);
    return signed_in;
}

awaitable<net::Response> SecondStepRoutes::sign_in(net::Request& request, Call& call) {
    static constexpr RouteSpec body_only{.method = Method::post, .path = ""};
    const auto input = read_input<SecondFactorCodeRequest>(request, body_only);
    if (!input) co_return problem(input.error(), call.moment.now);
    auto challenge = shown_challenge(request);
    if (!challenge) co_return problem(refuse_challenge().error(), call.moment.now);
    const Shown shown{*std::move(challenge), browser_of(request, server_key_, call.moment.now)};
    auto work = [&](db::Tx& tx) { return Outcome{check(tx, call, shown, input->code)}; };
    const auto outcome = co_await db::async_write(database_, std::move(work));
    if (!outcome.signed_in) co_return problem(outcome.signed_in.error(), call.moment.now);
    auto response = answer_signed_in(*outcome.signed_in, server_key_, call.moment);
    clear_challenge_cookie(response);
    co_return response;
}

void SecondStepRoutes::add_to(Routes& routes) {
    routes.raw<SecondFactorCodeRequest, SignInView>(
        {.method = Method::post,
         .path = "/v1/auth/second-factor",
         .operation = "sign_in_second_factor",
         .summary = "Second step of signing in: a code of the app, or a recovery code",
         .access = Access::anyone,
         .limit = LimitClass::sign_in},
        [this](net::Request& request, Call& call) { return sign_in(request, call); }
    );
}

}  // namespace otpost::api
