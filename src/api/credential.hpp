// SPDX-License-Identifier: Apache-2.0
// Where a request shows who is asking (SEC-K3, SEC-S8): the text alone, which proves nothing.
// Cookies are in api/session_cookies.hpp.
#pragma once

#include "net/http.hpp"

#include <optional>
#include <string_view>

namespace otpost::api {

/// KEY of `Authorization: Bearer KEY`.
std::optional<std::string_view> shown_api_key(const net::Request& request);

/// The one route where a refresh token is a credential; everywhere else its cookie just comes
/// along.
inline constexpr std::string_view refresh_path = "/v1/auth/refresh";

/// Whether it shows anything that is meant to sign somebody in, good or not.
bool shows_credential(const net::Request& request);

}  // namespace otpost::api
