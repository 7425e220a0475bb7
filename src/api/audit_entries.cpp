// SPDX-License-Identifier: Apache-2.0
#include "api/audit_entries.hpp"

#include "api/credential.hpp"
#include "identity/api_keys.hpp"

#include <boost/json/parse.hpp>

namespace otpost::api {

namespace {

/// The stable code of a problem answer; empty if it is none.
std::string code_of(const net::Response& response) {
    boost::system::error_code error;
    const auto body = boost::json::parse(response.body, error);
    const auto* object = error ? nullptr : body.if_object();
    const auto* code = object == nullptr ? nullptr : object->if_contains("code");
    return code == nullptr || !code->is_string() ? "" : std::string{code->as_string()};
}

bool is_about_rights(std::string_view code) {
    return code != to_string(ErrorCode::invalid_credentials) &&
           code != to_string(ErrorCode::service_not_allowed);
}

/// Which API key was shown, known or not: its id is no secret.
std::string shown_key(const net::Request& request) {
    const auto key = shown_api_key(request);
    const auto id = key ? identity::parse_api_key(*key) : std::nullopt;
    return id ? "shown: " + to_string(*id) : std::string{};
}

}  // namespace

audit::Entry entry_of(const Call& call, audit::Action action) {
    const auto account = call.principal.account;
    return {
        .action = action,
        .actor = account ? audit::Actor::account(account) : audit::Actor::nobody(),
        .request_id = call.request_id,
        .personal = {.ip = Personal{call.remote_ip}, .user_agent = Personal{call.user_agent}}
    };
}

void record(db::Tx& tx, const Call& call, audit::Action action, audit::Object object) {
    auto entry = entry_of(call, action);
    entry.object = std::move(object);
    audit::append(tx, entry, call.moment);
}

void record_ended(db::Tx& tx, const Call& call, const identity::OpenedSession& opened) {
    for (const SessionId session : opened.ended) {
        auto entry = entry_of(call, audit::Action::session_ended);
        entry.actor = audit::Actor::account(opened.account);
        entry.object = audit::Object::of(session);
        entry.detail = "the oldest of too many";
        audit::append(tx, entry, call.moment);
    }
}

std::optional<audit::Entry> refusal_of(
    const RouteSpec& route,
    const net::Request& request,
    const Call& call,
    const net::Response& response
) {
    const bool is_limit = response.status == 429;
    if (!is_limit && response.status != 401 && response.status != 403) return std::nullopt;
    auto code = code_of(response);
    if (!is_limit && !is_about_rights(code)) return std::nullopt;
    if (code == to_string(ErrorCode::unauthenticated) && !shows_credential(request))
        return std::nullopt;
    auto entry =
        entry_of(call, is_limit ? audit::Action::limit_hit : audit::Action::access_refused);
    entry.object = {"operation", std::string{route.operation}};
    entry.result = std::move(code);
    if (!call.principal.account) entry.detail = shown_key(request);
    return entry;
}

}  // namespace otpost::api
