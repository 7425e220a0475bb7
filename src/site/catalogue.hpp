// SPDX-License-Identifier: Apache-2.0
// What is sold, with prices, as pages: all services, and the countries of one.
#pragma once

#include "db/database.hpp"
#include "routing/routing.hpp"
#include "site/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace otpost::site {

/// Every service with a price, and from which price on; sorted by name.
std::string services_html(const std::vector<routing::ServicePrice>& services, const Reader& reader);

/// The countries of a service, cheapest first, then in the order of the language, of these offers.
std::string offers_html(std::vector<routing::OfferView> offers, const Reader& reader);

}  // namespace otpost::site
