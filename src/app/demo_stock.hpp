// SPDX-License-Identifier: Apache-2.0
// The suppliers and numbers of the demo. Numbers are made up within each country's calling code.
#pragma once

#include "base/moment.hpp"
#include "db/database.hpp"
#include "identity/accounts.hpp"

#include <string>
#include <string_view>

namespace otpost::app {

inline constexpr std::string_view demo_ingest_slug = "demo-http";

/// Adds what is missing; `owner` is the operator whose numbers these are and who attests consent.
void add_demo_stock(
    db::Tx& tx, const identity::Account& owner, std::string_view currency, const Moment& moment
);

/// The countries whose numbers answer by themselves, for people.
std::string demo_countries_text();

}  // namespace otpost::app
