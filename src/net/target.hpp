// SPDX-License-Identifier: Apache-2.0
// What a request target may be: origin-form only, every escape whole, no way up or around the
// path (`..`, escaped slashes or NUL), nothing that two parsers could read differently.
#pragma once

#include <optional>
#include <string_view>

namespace otpost::net {

/// What is wrong with the target, as a literal; nothing if it is fine.
std::optional<std::string_view> check_target(std::string_view target);

}  // namespace otpost::net
