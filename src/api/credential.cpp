// SPDX-License-Identifier: Apache-2.0
#include "api/credential.hpp"

#include "api/session_cookies.hpp"

namespace otpost::api {

std::optional<std::string_view> shown_api_key(const net::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.header("authorization");
    if (!header.starts_with(scheme)) return std::nullopt;
    return header.substr(scheme.size());
}

bool shows_credential(const net::Request& request) {
    if (request.has_header("authorization") || shown_session(request)) return true;
    return request.path() == refresh_path &&
           request.header("cookie").find("__Host-rt=") != std::string_view::npos;
}

}  // namespace otpost::api
