// SPDX-License-Identifier: Apache-2.0
#include "inventory/opening.hpp"

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/opening_sql.hpp"

#include <utility>

namespace otpost::inventory {

namespace {

Result<catalog::Service> service_to(db::Tx& tx, std::string_view slug, Opening opening) {
    auto service = catalog::service_by_slug(tx, slug);
    if (!service) {
        return refuse(
            ErrorCode::service_unknown, "The service is not in the catalogue. Choose from its list."
        );
    }
    if (opening == Opening::open && service->policy != catalog::Policy::allowed) {
        return refuse(
            ErrorCode::service_not_allowed, "The house does not offer this service. Choose another."
        );
    }
    return *std::move(service);
}

}  // namespace

Result<> set_opening(
    db::Tx& tx, NumberId number, std::string_view service, Opening opening, Time now
) {
    TRY(const auto wanted, service_to(tx, service, opening));
    switch (opening) {
        case Opening::open:
            tx.send(sql::opening::open_service_of_number, number, wanted.id, now);
            if (const auto found = find_number(tx, number))
                tx.send(sql::inventory::stock_one_service, wanted.id, found->country);
            return {};
        case Opening::closed:
            tx.send(sql::opening::close_service_of_number, number, wanted.id, now);
            return {};
    }
    std::unreachable();
}

Result<> set_opening_of_operator(
    db::Tx& tx, AccountId operator_id, std::string_view service, Opening opening, Time now
) {
    TRY(const auto wanted, service_to(tx, service, opening));
    switch (opening) {
        case Opening::open:
            tx.send(sql::opening::forget_closed, operator_id, wanted.id);
            tx.send(sql::opening::open_service_of_operator, operator_id, wanted.id, now);
            tx.send(sql::opening::stock_service_of_operator, operator_id, wanted.id);
            return {};
        case Opening::closed:
            tx.send(sql::opening::keep_closed, operator_id, wanted.id, now);
            tx.send(sql::opening::close_service_of_operator, operator_id, wanted.id, now);
            return {};
    }
    std::unreachable();
}

std::vector<std::string> closed_services(db::Tx& tx, AccountId operator_id) {
    const auto read = [](const db::Row& row) { return std::string{row.text(0)}; };
    return tx.all(sql::opening::closed_services, read, operator_id);
}

std::set<SupplierId> suppliers_with_closed(db::Tx& tx) {
    const auto read = [](const db::Row& row) { return row.id<SupplierId>(0); };
    const auto found = tx.all(sql::opening::suppliers_with_closed, read);
    return {found.begin(), found.end()};
}

void close_on_new_number(db::Tx& tx, NumberId number) {
    tx.send(sql::opening::close_on_new_number, number);
}

}  // namespace otpost::inventory
