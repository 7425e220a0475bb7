// SPDX-License-Identifier: Apache-2.0
#include "api/session_cookies.hpp"

#include "api/csrf.hpp"
#include "identity/challenge.hpp"
#include "identity/devices.hpp"
#include "net/cookies.hpp"

#include <algorithm>
#include <string>

namespace otpost::api {

namespace {

constexpr std::chrono::days device_life{365};

/// A browser lets go of its access token before it is over, so that hardly one is refused.
constexpr std::chrono::seconds early{30};

void add_cookie(net::Response& response, const net::HostCookie& cookie) {
    response.headers.emplace_back("Set-Cookie", net::set_cookie(cookie));
}

std::optional<std::string_view> shown_cookie(const net::Request& request, std::string_view name) {
    return net::find_cookie(request.header("cookie"), "__Host-" + std::string{name});
}

std::optional<Secret> secret_cookie(const net::Request& request, std::string_view name) {
    const auto value = shown_cookie(request, name);
    if (!value) return std::nullopt;
    return Secret{std::string{*value}};
}

}  // namespace

void set_session_cookies(
    net::Response& response,
    const identity::OpenedSession& session,
    const crypto::Key& server_key,
    const Moment& moment
) {
    const auto left = [&](Time end) {
        return std::chrono::floor<std::chrono::seconds>(end - moment.now);
    };
    const identity::ShownSession who{session.id, session.account};
    const auto access =
        identity::make_access_token(who, server_key, moment.now, session.expires_at);
    const Secret refresh = identity::refresh_token_text(session, server_key);
    add_cookie(
        response,
        {.name = std::string{access_cookie},
         .value = access.text.reveal(),
         .max_age = std::max(left(access.expires_at) - early, std::chrono::seconds{1})}
    );
    add_cookie(
        response,
        {.name = std::string{refresh_cookie},
         .value = refresh.reveal(),
         .max_age = left(session.expires_at)}
    );
    add_cookie(
        response,
        {.name = std::string{csrf_cookie},
         .value = csrf_token(session.id, server_key),
         .max_age = left(session.expires_at),
         .script_access = net::ScriptAccess::readable}
    );
}

void set_device_cookie(
    net::Response& response, AccountId account, const crypto::Key& server_key, const Moment& moment
) {
    const Secret token = identity::make_device_token(account, server_key, moment.random);
    add_cookie(
        response,
        {.name = std::string{device_cookie}, .value = token.reveal(), .max_age = device_life}
    );
}

void set_challenge_cookie(net::Response& response, const Secret& challenge) {
    add_cookie(
        response,
        {.name = std::string{challenge_cookie},
         .value = challenge.reveal(),
         .max_age = identity::challenge_life}
    );
}

void clear_challenge_cookie(net::Response& response) {
    response.headers.emplace_back("Set-Cookie", net::clear_cookie(challenge_cookie));
}

void clear_session_cookies(net::Response& response) {
    for (const std::string_view name : {access_cookie, refresh_cookie, csrf_cookie})
        response.headers.emplace_back("Set-Cookie", net::clear_cookie(name));
}

std::optional<std::string_view> shown_session(const net::Request& request) {
    return shown_cookie(request, access_cookie);
}

std::optional<identity::RefreshToken> shown_refresh(
    const net::Request& request, const crypto::Key& server_key
) {
    const auto text = shown_cookie(request, refresh_cookie);
    if (!text) return std::nullopt;
    return identity::read_refresh_token(*text, server_key);
}

bool shows_session(const net::Request& request) {
    return shown_cookie(request, access_cookie) || shown_cookie(request, refresh_cookie);
}

std::optional<Secret> shown_challenge(const net::Request& request) {
    return secret_cookie(request, challenge_cookie);
}

std::optional<Secret> shown_device(const net::Request& request) {
    return secret_cookie(request, device_cookie);
}

}  // namespace otpost::api
