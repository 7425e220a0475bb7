// SPDX-License-Identifier: Apache-2.0
// What the Host header may be: a name or address with an optional port, never user information.
#pragma once

#include <string_view>

namespace otpost::net {

bool is_valid_host(std::string_view value);

}  // namespace otpost::net
