// SPDX-License-Identifier: Apache-2.0
// Cookies: reading the Cookie header strictly, and writing Set-Cookie only in the form that we
// allow: `__Host-` names, Secure, HttpOnly unless asked otherwise, Path=/, no Domain (SEC-S1).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::net {

/// The value of a cookie. Nothing if it is absent, malformed, or sent twice: a second cookie of
/// the name was planted from elsewhere and neither can be believed.
std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name);

enum class SameSite : std::uint8_t { strict, lax };
enum class ScriptAccess : std::uint8_t { hidden, readable };

struct HostCookie {
    std::string name;   ///< without the prefix: `rt` is sent as `__Host-rt`
    std::string value;  ///< cookie octets only, or building it is a bug
    std::optional<std::chrono::seconds> max_age;  ///< absent: until the browser closes
    SameSite same_site = SameSite::strict;
    ScriptAccess script_access = ScriptAccess::hidden;
};

/// The value of a Set-Cookie header.
std::string set_cookie(const HostCookie& cookie);

/// The value of a Set-Cookie header that removes the cookie.
std::string clear_cookie(std::string_view name);

}  // namespace otpost::net
