// SPDX-License-Identifier: Apache-2.0
#include "catalog/favourites.hpp"

#include "catalog/catalog.hpp"
#include "catalog/favourites_sql.hpp"

#include <algorithm>

namespace otpost::catalog {

namespace sql = otpost::sql::favourites;

namespace {

Result<std::int64_t> id_of(db::Tx& tx, std::string_view service) {
    const auto found = service_by_slug(tx, service);
    if (!found) return refuse(ErrorCode::service_unknown, "There is no such service.");
    return found->id;
}

std::unexpected<Error> refuse_more() {
    return std::unexpected{Error{
        ErrorCode::validation_failed,
        "An account keeps at most 100 favourites. Remove one first.",
        std::nullopt,
        {{"service", "would be one favourite too many"}}
    }};
}

}  // namespace

std::vector<std::string> list_favourites(db::Tx& tx, AccountId account) {
    return tx.all(
        sql::list_favourites, [](const db::Row& row) { return std::string{row.text(0)}; }, account
    );
}

Result<> keep_favourite(db::Tx& tx, AccountId account, std::string_view service, Time now) {
    TRY(const auto id, id_of(tx, service));
    const auto kept = list_favourites(tx, account);
    if (std::ranges::find(kept, service) != kept.end()) return {};
    if (kept.size() >= favourites_max) return refuse_more();
    tx.send(sql::keep_favourite, account, id, now);
    return {};
}

Result<> drop_favourite(db::Tx& tx, AccountId account, std::string_view service) {
    TRY(const auto id, id_of(tx, service));
    tx.send(sql::drop_favourite, account, id);
    return {};
}

}  // namespace otpost::catalog
