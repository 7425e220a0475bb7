// SPDX-License-Identifier: Apache-2.0
// The rate limits in the configuration file: `[limits.reads]` with `address`, `account` and `key`,
// each `{ requests = 4000, seconds = 4 }` or "unlimited".
#pragma once

#include "api/limit_settings.hpp"

#include <toml++/toml.h>

#include <string>
#include <string_view>

namespace otpost::app {

/// Sets the limits of one class. Returns what is wrong; empty if they were taken.
std::string set_limits(
    api::LimitSettings& limits, std::string_view limit_class, const toml::node& node
);

}  // namespace otpost::app
