// SPDX-License-Identifier: Apache-2.0
// The profile of the signed-in account and its picture (A7). A picture comes as the raw body; what
// is kept and served is our own encoding of it.
#pragma once

#include "api/route.hpp"
#include "images/worker.hpp"

namespace otpost::api {

inline constexpr std::string_view avatar_path = "/v1/account/avatar";

struct ProfileSetup {
    db::Database& database;
    images::Worker& worker;
};

/// What is borrowed outlives the routes.
void add_profile_routes(Routes& routes, const ProfileSetup& setup);

}  // namespace otpost::api
