// SPDX-License-Identifier: Apache-2.0
#include "api/session_routes.hpp"

#include "api/audit_entries.hpp"
#include "api/credential.hpp"
#include "api/csrf.hpp"
#include "api/held_session.hpp"
#include "api/optional_text.hpp"
#include "api/own_session.hpp"
#include "api/requests.hpp"
#include "api/session_cookies.hpp"
#include "api/session_place.hpp"
#include "api/user_agent.hpp"
#include "api/views.hpp"

namespace otpost::api {

namespace {

using identity::RefreshOutcome;
using net::Method;

net::Response signed_out(const Call& call, std::string text) {
    net::Response response =
        problem({ErrorCode::unauthenticated, std::move(text), {}, {}}, call.moment.now);
    clear_session_cookies(response);
    return response;
}

Result<SessionListView> list_sessions(db::Tx& tx, const Call& call, const Nothing&) {
    TRY(const SessionId current, own_session(call));
    SessionListView view;
    for (const auto& session :
         identity::list_sessions(tx, call.principal.account, call.moment.now)) {
        const Device device = device_of(session.user_agent);
        view.items.push_back(
            {.id = to_string(session.id),
             .browser = std::string{device.browser},
             .system = std::string{device.system},
             .country = unless_empty(session.place.country),
             .city = unless_empty(session.place.city),
             .signed_in_at = format_rfc3339(session.created_at),
             .last_seen_at = format_rfc3339(session.last_seen_at),
             .current = session.id == current}
        );
    }
    return view;
}

Result<Nothing> end_session(db::Tx& tx, const Call& call, const ById& request) {
    CHECK(own_session(call));
    const auto session = parse<SessionTag>(request.id);
    if (!session) return refuse(ErrorCode::not_found, "There is no such session.");
    CHECK(identity::end_session(tx, call.principal.account, *session, call.moment.now));
    record(tx, call, audit::Action::session_ended, audit::Object::of(*session));
    return Nothing{};
}

Result<EndedSessionsView> end_others(db::Tx& tx, const Call& call, const Nothing&) {
    TRY(const SessionId current, own_session(call));
    const auto account = call.principal.account;
    const auto ended = identity::end_other_sessions(tx, account, current, call.moment.now);
    for (const SessionId session : ended)
        record(tx, call, audit::Action::session_ended, audit::Object::of(session));
    return EndedSessionsView{static_cast<std::int64_t>(ended.size())};
}

}  // namespace

void SessionRoutes::tell_of_reuse(
    db::Tx& tx, const Call& call, const identity::OpenedSession& ended
) const {
    auto entry = entry_of(call, audit::Action::session_reused);
    entry.actor = audit::Actor::account(ended.account);
    entry.object = audit::Object::of(ended.id);
    audit::append(tx, entry, call.moment);
    setup_.mail.tell(tx, ended.account, outbox::EmailKind::refresh_token_reused, call.moment);
}

awaitable<net::Response> SessionRoutes::refresh(net::Request& request, Call& call) {
    const auto page = check_page(request);
    if (!page) co_return problem(page.error(), call.moment.now);
    const auto shown = shown_refresh(request, setup_.server_key);
    if (!shown) co_return signed_out(call, "Sign in.");
    const auto ours = check_page(request, shown->session, setup_.server_key);
    if (!ours) co_return problem(ours.error(), call.moment.now);
    const auto device = shown_device(request);
    const auto binding = identity::refresh_binding(
        call.user_agent, device ? device->reveal() : std::string{}, setup_.server_key
    );
    auto work = [&](db::Tx& tx) {
        auto refreshed =
            identity::refresh_session(tx, *shown, binding, setup_.server_key, call.moment.now);
        if (refreshed.outcome == RefreshOutcome::reused) tell_of_reuse(tx, call, refreshed.session);
        if (refreshed.outcome == RefreshOutcome::rotated)
            note_place(tx, call, refreshed.session.id);
        return refreshed;
    };
    const auto refreshed = co_await db::async_write(setup_.database, std::move(work));
    switch (refreshed.outcome) {
        case RefreshOutcome::rotated:
        case RefreshOutcome::repeated:
            break;
        case RefreshOutcome::reused:
            co_return signed_out(
                call, "This session was ended, as a cookie of it was used twice. Sign in again."
            );
        case RefreshOutcome::refused:
            co_return signed_out(call, "This session has ended. Sign in again.");
    }
    net::Response response = json_response(204, {});
    set_session_cookies(response, refreshed.session, setup_.server_key, call.moment);
    co_return response;
}

awaitable<net::Response> SessionRoutes::sign_out(net::Request& request, Call& call) {
    const auto page = check_page(request);
    if (!page) co_return problem(page.error(), call.moment.now);
    const auto session = held_session(request, setup_.server_key, call.moment.now);
    if (session) {
        const auto ours = check_page(request, *session, setup_.server_key);
        if (!ours) co_return problem(ours.error(), call.moment.now);
        auto work = [&](db::Tx& tx) { end_held(tx, call, *session); };
        co_await db::async_write(setup_.database, std::move(work));
    }
    net::Response response = json_response(204, {});
    clear_session_cookies(response);
    co_return response;
}

void SessionRoutes::add_to(Routes& routes) {
    routes.raw<Nothing, Nothing>(
        {.method = Method::post,
         .path = refresh_path,
         .operation = "refresh_session",
         .summary = "Trade the refresh cookie for new session cookies; each is good once",
         .access = Access::anyone,
         .status = 204,
         .limit = LimitClass::writes},
        [this](net::Request& request, Call& call) { return refresh(request, call); }
    );
    routes.raw<Nothing, Nothing>(
        {.method = Method::post,
         .path = "/v1/auth/sign-out",
         .operation = "sign_out",
         .summary = "End this session, if there is one, and clear its cookies",
         .access = Access::anyone,
         .status = 204,
         .limit = LimitClass::writes},
        [this](net::Request& request, Call& call) { return sign_out(request, call); }
    );
    constexpr auto who = Access::signed_in;
    routes.query<Nothing, SessionListView>(
        {.method = Method::get,
         .path = "/v1/sessions",
         .operation = "list_sessions",
         .summary = "Your signed-in devices",
         .access = who,
         .programs = Programs::refused,
         .before_factor = BeforeFactor::admitted},
        list_sessions
    );
    routes.command<ById, Nothing>(
        {.method = Method::delete_,
         .path = "/v1/sessions/{id}",
         .operation = "end_session",
         .summary = "Sign a device out at once",
         .access = who,
         .status = 204,
         .programs = Programs::refused,
         .before_factor = BeforeFactor::admitted},
        end_session
    );
    routes.command<Nothing, EndedSessionsView>(
        {.method = Method::post,
         .path = "/v1/sessions/end-others",
         .operation = "end_other_sessions",
         .summary = "Sign out everywhere but here",
         .access = who,
         .programs = Programs::refused,
         .before_factor = BeforeFactor::admitted},
        end_others
    );
}

}  // namespace otpost::api
