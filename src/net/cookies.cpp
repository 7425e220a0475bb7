// SPDX-License-Identifier: Apache-2.0
#include "net/cookies.hpp"

#include "base/assert.hpp"
#include "net/characters.hpp"

namespace otpost::net {

namespace {

constexpr std::string_view host_prefix = "__Host-";

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string_view unquoted(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        return value.substr(1, value.size() - 2);
    return value;
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    std::optional<std::string_view> found;
    while (!header.empty()) {
        const auto end = header.find(';');
        const auto pair = trim(header.substr(0, end));
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        if (found) return std::nullopt;
        const auto value = unquoted(pair.substr(equals + 1));
        if (!all_of(value, CharClass::cookie_value)) return std::nullopt;
        found = value;
    }
    return found;
}

std::string set_cookie(const HostCookie& cookie) {
    ASSERT(!cookie.name.empty() && all_of(cookie.name, CharClass::token));
    ASSERT(all_of(cookie.value, CharClass::cookie_value));
    std::string out{host_prefix};
    out.append(cookie.name).append("=").append(cookie.value).append("; Path=/; Secure");
    if (cookie.script_access == ScriptAccess::hidden) out += "; HttpOnly";
    out += cookie.same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
    if (cookie.max_age) out += "; Max-Age=" + std::to_string(cookie.max_age->count());
    return out;
}

std::string clear_cookie(std::string_view name) {
    HostCookie cookie;
    cookie.name = name;
    cookie.max_age = std::chrono::seconds{0};
    return set_cookie(cookie);
}

}  // namespace otpost::net
