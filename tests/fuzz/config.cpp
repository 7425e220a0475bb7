// SPDX-License-Identifier: Apache-2.0
// Configuration files: read, or refused with the line named. No key that is not known is taken.
#include "app/config.hpp"

#include "app/settings.hpp"
#include "support/fuzz.hpp"

#include <string>

namespace otpost::app {

namespace {

bool is_known(const std::string& section, std::string_view key) {
    if (section == "plans") return true;
    const auto known = known_settings(section);
    return std::ranges::find(known, key) != known.end();
}

void check_keys(std::string_view text) {
    const toml::table document = toml::parse(text);
    for (const auto& [section, node] : document) {
        ASSERT(node.is_table());
        for (const auto& [key, value] : *node.as_table())
            ASSERT(is_known(std::string{section.str()}, key.str()));
    }
}

}  // namespace

FUZZ_TARGET(config) {
    static const Config defaults = default_config();
    Config listening;
    if (set_listen(listening, input)) {
        // Behind a per cent sign stands the zone of a local address, which is any word.
        const auto address = listening.listen_address.substr(0, listening.listen_address.find('%'));
        ASSERT(address.find_first_not_of("0123456789abcdefABCDEF:.") == std::string::npos);
    }
    const auto config = parse_config(input, "otpost.toml", defaults);
    if (!config) {
        ASSERT(config.error().message.starts_with("otpost.toml:"));
        return;
    }
    check_keys(input);
    for (const auto& fault : check_config(*config)) ASSERT(!fault.empty());
}

}  // namespace otpost::app
