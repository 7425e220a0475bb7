// SPDX-License-Identifier: Apache-2.0
#include "api/account_routes.hpp"

#include "api/auth.hpp"

namespace otpost::api {

namespace {

using net::Method;

Result<AccountView> get_account(db::Tx& tx, const Call& call, const Nothing&) {
    const auto account = identity::find_account(tx, call.principal.account);
    if (!account) return refuse(ErrorCode::not_found, "The account is gone. Sign in again.");
    return account_view(*account);
}

}  // namespace

void add_account_routes(Routes& routes) {
    routes.query<Nothing, AccountView>(
        {Method::get,
         "/v1/account",
         "get_account",
         "The account that is asking",
         Access::signed_in,
         identity::Scope::account_read},
        get_account
    );
}

}  // namespace otpost::api
