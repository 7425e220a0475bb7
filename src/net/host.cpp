// SPDX-License-Identifier: Apache-2.0
#include "net/host.hpp"

#include "net/characters.hpp"

namespace otpost::net {

namespace {

bool is_valid_port(std::string_view text) {
    if (text.empty() || text.size() > 5 || !all_of(text, CharClass::digit)) return false;
    unsigned port = 0;
    for (const char c : text) port = port * 10 + static_cast<unsigned>(c - '0');
    return port <= 65535;
}

bool is_valid_ipv6(std::string_view text) {
    if (text.size() < 2) return false;
    for (const char c : text) {
        if (!is_hex(c) && c != ':' && c != '.') return false;
    }
    return true;
}

}  // namespace

bool is_valid_host(std::string_view value) {
    if (value.starts_with('[')) {
        const auto end = value.find(']');
        if (end == std::string_view::npos || !is_valid_ipv6(value.substr(1, end - 1))) return false;
        const auto rest = value.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_valid_port(rest.substr(1)));
    }
    const auto colon = value.find(':');
    const auto name = value.substr(0, colon);
    if (name.empty() || name.size() > 253 || !all_of(name, CharClass::reg_name)) return false;
    return colon == std::string_view::npos || is_valid_port(value.substr(colon + 1));
}

}  // namespace otpost::net
