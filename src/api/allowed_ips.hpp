// SPDX-License-Identifier: Apache-2.0
// Where an API key may be used from (A8, SEC-K2): blocks of addresses, as they are given to the
// API and as the store keeps them.
#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::api {

/// ErrorCode::validation_failed, with the place, for what is no block such as 198.51.100.0/24,
/// 2001:db8::/32 or one address, and for more than identity::allowed_ips_max of them.
Result<> check_blocks(const std::vector<std::string>& blocks);

/// ErrorCode::ip_not_allowed unless `allowed`, blocks with a space between, is empty or has `ip`.
Result<> check_address(std::string_view allowed, std::string_view ip);

}  // namespace otpost::api
