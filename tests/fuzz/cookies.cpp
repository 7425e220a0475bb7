// SPDX-License-Identifier: Apache-2.0
// The name of the cookie on the first line, the header behind it.
#include "net/cookies.hpp"

#include "net/characters.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::net {

namespace {

/// How often the header names the cookie, by the plainest reading of it.
std::size_t times_named(std::string_view header, const std::string& name) {
    std::size_t times = 0;
    for (std::size_t at = 0; at <= header.size(); ++at) {
        const auto end = std::min(header.find(';', at), header.size());
        auto pair = header.substr(at, end - at);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(name + "=")) ++times;
        at = end;
    }
    return times;
}

}  // namespace

FUZZ_TARGET(cookies) {
    fuzz::Choices choices{input};
    const std::string name{choices.line()};
    const std::string header{choices.rest()};
    const auto value = find_cookie(header, name);
    if (!value) return;
    ASSERT(all_of(*value, CharClass::cookie_value));
    ASSERT(value->data() >= header.data() && value->size() < header.size());
    ASSERT(find_cookie(header + "; " + name + "=planted", name) == std::nullopt);
    if (name.find_first_of("; =") == std::string::npos) ASSERT(times_named(header, name) == 1);
    if (name.empty() || !all_of(name, CharClass::token)) return;
    const auto sent = set_cookie({.name = name, .value = std::string{*value}, .max_age = {}});
    ASSERT(find_cookie(sent, "__Host-" + name) == value);
}

}  // namespace otpost::net
