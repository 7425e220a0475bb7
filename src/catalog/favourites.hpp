// SPDX-License-Identifier: Apache-2.0
// The services that an account keeps at hand, so that they are first on each of its devices.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::catalog {

inline constexpr std::size_t favourites_max = 100;

/// Slugs, in the order they were kept.
std::vector<std::string> list_favourites(db::Tx& tx, AccountId account);

/// Keeping one twice is keeping it once. Refuses service_unknown, and validation_failed when there
/// are as many as may be.
Result<> keep_favourite(db::Tx& tx, AccountId account, std::string_view service, Time now);

/// Dropping what was not kept changes nothing. Refuses service_unknown.
Result<> drop_favourite(db::Tx& tx, AccountId account, std::string_view service);

}  // namespace otpost::catalog
