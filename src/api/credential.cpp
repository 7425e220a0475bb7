// SPDX-License-Identifier: Apache-2.0
#include "api/credential.hpp"

#include "api/auth.hpp"
#include "net/cookies.hpp"

#include <string>

namespace otpost::api {

std::optional<std::string_view> shown_api_key(const net::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.header("authorization");
    if (!header.starts_with(scheme)) return std::nullopt;
    return header.substr(scheme.size());
}

std::optional<std::string_view> shown_session(const net::Request& request) {
    const std::string name = "__Host-" + std::string{session_cookie};
    return net::find_cookie(request.header("cookie"), name);
}

}  // namespace otpost::api
