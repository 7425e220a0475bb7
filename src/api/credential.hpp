// SPDX-License-Identifier: Apache-2.0
// Where a request shows who is asking (SEC-K3, SEC-S8): the text alone, which proves nothing.
#pragma once

#include "base/secret.hpp"
#include "net/http.hpp"

#include <optional>
#include <string_view>

namespace otpost::api {

/// KEY of `Authorization: Bearer KEY`.
std::optional<std::string_view> shown_api_key(const net::Request& request);

/// The session cookie; it may be empty.
std::optional<std::string_view> shown_session(const net::Request& request);

/// The device token of a browser that has signed in before (identity/devices.hpp).
std::optional<Secret> shown_device(const net::Request& request);

}  // namespace otpost::api
