// SPDX-License-Identifier: Apache-2.0
// The pages for everybody: landing, prices, status, terms, privacy. Who is signed in gets the
// dashboard at `/` instead of the landing page.
#pragma once

#include "api/route.hpp"
#include "site/page.hpp"

#include <string>

namespace otpost::site {

struct Setup {
    db::Database& database;
    Profile profile;
    OwnTexts terms;    ///< Markdown; empty: ours
    OwnTexts privacy;  ///< the same
};

/// What is borrowed outlives the routes.
void add_site_routes(api::Routes& routes, const Setup& setup);

}  // namespace otpost::site
