// SPDX-License-Identifier: Apache-2.0
#include "api/dispatcher.hpp"

#include "api/allowed_ips.hpp"
#include "api/audit_entries.hpp"
#include "api/csrf.hpp"
#include "api/static_files.hpp"
#include "base/log.hpp"
#include "crypto/hash.hpp"
#include "identity/sessions.hpp"

namespace otpost::api {

namespace {

constexpr std::size_t idempotency_key_max = 255;

bool role_may(Access access, identity::Role role) {
    using identity::Role;
    switch (access) {
        case Access::anyone:
        case Access::signed_in:
            return true;
        case Access::operators:
            return role == Role::operator_ || role == Role::admin;
        case Access::admins:
            return role == Role::admin;
        case Access::undeclared:
            return false;
    }
    return false;
}

Error unavailable(const db::Unavailable& failure, Time now) {
    std::chrono::seconds wait{2};
    if (const auto* busy = dynamic_cast<const db::Busy*>(&failure)) wait = busy->retry_after;
    const bool unknown = dynamic_cast<const db::CommitUnknown*>(&failure) != nullptr;
    return {
        ErrorCode::unavailable,
        unknown
            ? "The store went away while this was being done: it may or may not have been. Try "
              "again with the same Idempotency-Key and you get the answer without doing it twice."
            : "The service can't do this right now; nothing was done. Try again shortly with the "
              "same Idempotency-Key.",
        now + wait,
        {}
    };
}

}  // namespace

Dispatcher::Dispatcher(const DispatcherSetup& setup)
    : routes_(setup.routes),
      authenticator_(setup.authenticator),
      limits_(setup.limits),
      refusals_(setup.refusals),
      usage_(setup.usage),
      server_key_(setup.server_key),
      clock_(setup.clock),
      ids_(setup.ids),
      random_(setup.random),
      places_(setup.places),
      second_factor_for_(setup.second_factor_for) {
    for (std::size_t i = 0; i < routes_.size(); ++i)
        router_.add(routes_[i].spec.method, routes_[i].spec.path, i);
}

Result<> Dispatcher::check_stranger(const Route& route, const net::Request& request) {
    const bool is_read = route.spec.method == net::Method::get;
    if (is_read || limit_class_of(route.spec) == LimitClass::ingest) return {};
    return check_not_elsewhere(request);
}

Result<> Dispatcher::check_access(const Route& route, const net::Request& request, const Call& call)
    const {
    const auto& principal = call.principal;
    CHECK(check_address(principal.allowed_ips, request.remote_ip));
    if (!role_may(route.spec.access, principal.role))
        return refuse(ErrorCode::forbidden, "Your role may not do this.");
    if (principal.key && !route.spec.is_for_programs())
        return refuse(ErrorCode::forbidden, "An API key can't do this. Sign in to the dashboard.");
    if (principal.key && !principal.scopes.contains(route.spec.scope)) {
        return refuse(
            ErrorCode::forbidden,
            "This API key lacks the scope " + std::string{identity::to_string(route.spec.scope)} +
                ". Make a key with it."
        );
    }
    if (principal.session) CHECK(check_page(request, *principal.session, server_key_));
    CHECK(check_factor(route, principal));
    return check_step_up(route, call);
}

Result<> Dispatcher::check_factor(const Route& route, const identity::Principal& principal) const {
    if (route.spec.before_factor == BeforeFactor::admitted || principal.second_factor) return {};
    if (!identity::second_factor::is_required(second_factor_for_, principal.role)) return {};
    return refuse(
        ErrorCode::second_factor_required,
        "Your role must use two-factor sign-in: set it up in the dashboard first."
    );
}

Result<> Dispatcher::check_step_up(const Route& route, const Call& call) {
    if (route.spec.step_up == StepUp::none) return {};
    const auto& proved_at = call.principal.authenticated_at;
    if (proved_at && identity::is_recent_sign_in(*proved_at, call.moment.now)) return {};
    return refuse(
        ErrorCode::recent_sign_in_required,
        "This asks for your password again: POST /v1/auth/confirm, then repeat the call."
    );
}

Result<> Dispatcher::check_idempotency(const Route& route, const net::Request& request, Call& call)
    const {
    if (!route.idempotent) return {};
    const std::string_view key = request.header("idempotency-key");
    const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7F'; });
    if (key.empty() || key.size() > idempotency_key_max || !visible) {
        return refuse(
            ErrorCode::idempotency_key_missing,
            "Send an Idempotency-Key header of 1 to 255 visible ASCII characters, a new one for "
            "every new request."
        );
    }
    call.idempotency_key = key;
    const auto hash =
        crypto::sha256({net::to_string(request.method), " ", request.target, "\n", request.body});
    call.request_hash = crypto::as_text(hash);
    return {};
}

boost::asio::awaitable<net::Response> Dispatcher::handle(net::Request& request) {
    net::RouteMatch match = router_.match(request.method, request.path());
    const Time now = clock_.now();
    if (match.result != net::RouteResult::found) {
        auto file = serve_web(request);
        if (file) co_return *std::move(file);
        if (match.result == net::RouteResult::method_not_allowed) {
            const Error wrong{
                ErrorCode::method_not_allowed, "Use one of " + match.allow + ".", {}, {}
            };
            net::Response response = problem(wrong, now);
            response.headers.emplace_back("Allow", match.allow);
            co_return response;
        }
        const Error missing{
            ErrorCode::not_found, "There is nothing at this address. See /openapi.json.", {}, {}
        };
        co_return problem(missing, now);
    }
    request.params = std::move(match.params);
    Call call{
        .moment = {now, ids_, random_},
        .principal = {},
        .request_id = request.request_id,
        .remote_ip = request.remote_ip,
        .user_agent = std::string{request.header("user-agent").substr(0, 300)},
        .places = &places_,
        .idempotency_key = {},
        .request_hash = {},
        .shown_once = {}
    };
    const Route& route = routes_[match.route];
    LimitStanding limit = limits_.begin(limit_class_of(route.spec));
    // Suppliers are known by their signature, not by their address: only what is wrong counts.
    const bool is_signed = limit.limit_class == LimitClass::ingest;
    net::Response response;
    if (!is_signed && !limits_.admit(limit, LimitSubject::address, request.client_block)) {
        response = refuse_limited(limit, route, call);
    } else {
        response = co_await run(route, request, call, limit);
        const bool is_wrong = is_signed && (response.status == 401 || response.status == 404);
        if (is_wrong && !limits_.admit(limit, LimitSubject::address, request.client_block))
            response = refuse_limited(limit, route, call);
        else
            Limits::tell(limit, response);
    }
    if (call.principal.key)
        usage_.note(call.principal.account, route.spec, response.status, call.remote_ip, now);
    auto refusal = refusal_of(route.spec, request, call, response);
    if (refusal) refusals_.note(*std::move(refusal), now);
    co_return response;
}

bool Dispatcher::admit(LimitStanding& limit, const identity::Principal& principal) {
    const auto id = [](auto of) { return static_cast<std::uint64_t>(of.value()); };
    // What one key may not do is not taken from the account's other keys.
    if (principal.key && !limits_.admit(limit, LimitSubject::key, id(*principal.key))) return false;
    return limits_.admit(limit, LimitSubject::account, id(principal.account));
}

net::Response Dispatcher::refuse_limited(
    LimitStanding& limit, const Route& route, const Call& call
) {
    if (Limits::is_news(limit)) {
        log::warning(
            "limit hit",
            {{"limit", limit.nearest->name},
             {"operation", route.spec.operation},
             {"request_id", call.request_id}}
        );
    }
    return Limits::refusal(limit, call.moment.now);
}

boost::asio::awaitable<net::Response> Dispatcher::run(
    const Route& route, net::Request& request, Call& call, LimitStanding& limit
) {
    std::optional<Error> failure;
    try {
        if (route.spec.access == Access::anyone) {
            const auto page = check_stranger(route, request);
            if (!page) co_return problem(page.error(), call.moment.now);
        } else {
            auto principal = co_await authenticator_.authenticate(request, call.moment.now);
            if (!principal) co_return problem(principal.error(), call.moment.now);
            call.principal = *std::move(principal);
            if (!admit(limit, call.principal)) co_return refuse_limited(limit, route, call);
            const auto allowed = check_access(route, request, call);
            if (!allowed) co_return problem(allowed.error(), call.moment.now);
            const auto repeatable = check_idempotency(route, request, call);
            if (!repeatable) co_return problem(repeatable.error(), call.moment.now);
        }
        net::Response response = co_await route.run(request, call);
        co_return response;
    } catch (const db::Unavailable& broken) {
        log::warning(
            "store unavailable",
            {{"operation", route.spec.operation},
             {"request_id", call.request_id},
             {"reason", broken.what()}}
        );
        failure = unavailable(broken, call.moment.now);
    } catch (const db::Conflict& conflict) {
        log::error(
            "unexpected conflict",
            {{"operation", route.spec.operation},
             {"request_id", call.request_id},
             {"constraint", conflict.constraint}}
        );
        failure = Error{
            ErrorCode::conflict, "Another request was faster; nothing was done. Try again.", {}, {}
        };
    }
    co_return problem(*failure, call.moment.now);
}

}  // namespace otpost::api
