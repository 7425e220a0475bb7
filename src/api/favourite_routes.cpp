// SPDX-License-Identifier: Apache-2.0
#include "api/favourite_routes.hpp"

#include "api/favourite_views.hpp"
#include "catalog/favourites.hpp"

namespace otpost::api {

namespace {

using net::Method;

FavouriteListView shown(db::Tx& tx, const Call& call) {
    return {catalog::list_favourites(tx, call.principal.account)};
}

Result<FavouriteListView> set_favourite(
    db::Tx& tx, const Call& call, const FavouriteRequest& request
) {
    const AccountId account = call.principal.account;
    CHECK(
        request.favourite ? catalog::keep_favourite(tx, account, request.service, call.moment.now)
                          : catalog::drop_favourite(tx, account, request.service)
    );
    return shown(tx, call);
}

}  // namespace

void add_favourite_routes(Routes& routes) {
    routes.query<Nothing, FavouriteListView>(
        {Method::get,
         "/v1/account/favourites",
         "list_favourites",
         "The services you keep at hand",
         Access::signed_in,
         identity::Scope::account_read},
        [](db::Tx& tx, const Call& call, const Nothing&) -> Result<FavouriteListView> {
            return shown(tx, call);
        }
    );
    routes.command<FavouriteRequest, FavouriteListView>(
        {.method = Method::put,
         .path = "/v1/account/favourites",
         .operation = "set_favourite",
         .summary = "Keep a service at hand, or no longer",
         .access = Access::signed_in,
         .programs = Programs::refused},
        set_favourite
    );
}

}  // namespace otpost::api
