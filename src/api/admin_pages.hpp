// SPDX-License-Identifier: Apache-2.0
// All that administrators may call.
#pragma once

#include "api/admin_overview.hpp"
#include "api/catalog_names.hpp"
#include "api/customer_leases.hpp"
#include "api/route.hpp"
#include "base/money.hpp"
#include "suppliers/directory.hpp"

namespace otpost::api {

/// The references outlive the routes.
struct AdminParts {
    db::Database& database;
    Money credit_alone_up_to;
    const LeaseTerms& terms;
    const CatalogNames& names;
    const std::string& currency;
    NodeProbe node;
    const suppliers::Directory& suppliers;
};

void add_all_admin_routes(Routes& routes, const AdminParts& parts);

}  // namespace otpost::api
