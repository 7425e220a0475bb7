// SPDX-License-Identifier: Apache-2.0
#include "api/session_cookies.hpp"

#include "identity/devices.hpp"
#include "net/cookies.hpp"

namespace otpost::api {

namespace {

constexpr std::chrono::days device_life{365};

void add_cookie(net::Response& response, const net::HostCookie& cookie) {
    response.headers.emplace_back("Set-Cookie", net::set_cookie(cookie));
}

}  // namespace

void set_session_cookies(
    net::Response& response,
    const identity::OpenedSession& session,
    const crypto::Key& /*server_key*/,
    const Moment& moment
) {
    add_cookie(
        response,
        {.name = std::string{session_cookie},
         .value = session.token.reveal(),
         .max_age = std::chrono::ceil<std::chrono::seconds>(session.expires_at - moment.now)}
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

void clear_session_cookies(net::Response& response) {
    response.headers.emplace_back("Set-Cookie", net::clear_cookie(session_cookie));
}

}  // namespace otpost::api
