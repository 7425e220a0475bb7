// SPDX-License-Identifier: Apache-2.0
#include "api/admin_pages.hpp"

#include "api/admin_accounts.hpp"
#include "api/admin_approvals.hpp"
#include "api/admin_audit.hpp"
#include "api/admin_catalog.hpp"
#include "api/admin_checks.hpp"
#include "api/admin_leases.hpp"
#include "api/admin_ledger.hpp"
#include "api/admin_price_file.hpp"
#include "api/admin_routes.hpp"
#include "api/admin_suppliers.hpp"

namespace otpost::api {

void add_all_admin_routes(Routes& routes, const AdminParts& parts) {
    add_admin_overview_routes(routes, parts.database, parts.node);
    add_admin_routes(routes, parts.credit_alone_up_to);
    add_admin_account_routes(routes, parts.terms);
    add_approval_routes(routes);
    add_admin_audit_routes(routes);
    add_admin_lease_routes(routes, parts.names);
    add_admin_ledger_routes(routes);
    add_admin_check_routes(routes);
    add_admin_supplier_routes(routes, parts.suppliers);
    add_admin_catalog_routes(routes, parts.currency);
    add_admin_price_file_routes(routes, parts.database, parts.currency);
}

}  // namespace otpost::api
