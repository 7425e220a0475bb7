// SPDX-License-Identifier: Apache-2.0
// The settings by name: what a key of the configuration file means and which values it takes.
#pragma once

#include "app/config.hpp"

#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

namespace otpost::app {

/// The keys of a section; none if there is no such section.
std::vector<std::string> known_settings(std::string_view section);

/// For a person: `[server], [store], ...`.
std::string known_sections();

/// Returns what is wrong with the value, or with the key; empty if it was taken.
std::string apply_setting(
    Config& config, const std::string& section, std::string_view key, const toml::node& value
);

}  // namespace otpost::app
