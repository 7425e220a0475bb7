// SPDX-License-Identifier: Apache-2.0
#include "api/credential.hpp"

#include "api/session_cookies.hpp"
#include "net/cookies.hpp"

#include <string>

namespace otpost::api {

namespace {

std::optional<std::string_view> cookie_of(const net::Request& request, std::string_view name) {
    return net::find_cookie(request.header("cookie"), "__Host-" + std::string{name});
}

}  // namespace

std::optional<std::string_view> shown_api_key(const net::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.header("authorization");
    if (!header.starts_with(scheme)) return std::nullopt;
    return header.substr(scheme.size());
}

std::optional<std::string_view> shown_session(const net::Request& request) {
    return cookie_of(request, session_cookie);
}

std::optional<Secret> shown_device(const net::Request& request) {
    const auto token = cookie_of(request, device_cookie);
    if (!token) return std::nullopt;
    return Secret{std::string{*token}};
}

}  // namespace otpost::api
