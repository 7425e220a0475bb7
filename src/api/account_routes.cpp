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
        {.method = Method::get,
         .path = "/v1/account",
         .operation = "get_account",
         .summary = "The account that is asking",
         .access = Access::signed_in,
         .before_factor = BeforeFactor::admitted},
        get_account
    );
}

}  // namespace otpost::api
