// SPDX-License-Identifier: Apache-2.0
#include "inventory/opening.hpp"

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/opening_sql.hpp"

#include <limits>
#include <optional>
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

std::string_view to_string(Opening opening) {
    switch (opening) {
        case Opening::open:
            return "open";
        case Opening::closed:
            return "closed";
    }
    std::unreachable();
}

/// Of one service on all numbers of a supplier.
struct Change {
    SupplierId supplier;
    std::int64_t service = 0;
    Opening opening = Opening::closed;
    NumberId done_to;
};

Change change_from_row(const db::Row& row) {
    return {
        row.id<SupplierId>(0),
        row.int64(1),
        row.text(2) == to_string(Opening::open) ? Opening::open : Opening::closed,
        row.id<NumberId>(3)
    };
}

void change_batch(db::Tx& tx, const Change& change, Time now) {
    const auto read = [](const db::Row& row) { return row.id<NumberId>(0); };
    const auto& [supplier, service, opening, done_to] = change;
    const auto found = tx.one(sql::opening::last_of_batch, read, supplier, done_to, opening_batch);
    const NumberId last = found.value_or(NumberId{std::numeric_limits<std::int64_t>::max()});
    switch (opening) {
        case Opening::open:
            tx.send(sql::opening::open_service_of_batch, supplier, service, now, done_to, last);
            tx.send(sql::opening::stock_service_of_batch, supplier, service, done_to, last);
            break;
        case Opening::closed:
            tx.send(sql::opening::close_service_of_batch, supplier, service, now, done_to, last);
            break;
    }
    if (found)
        tx.send(sql::opening::advance_change, supplier, service, last);
    else
        tx.send(sql::opening::end_change, supplier, service);
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
    tx.exec(sql::opening::hold_suppliers, operator_id);
    switch (opening) {
        case Opening::open:
            tx.send(sql::opening::forget_closed, operator_id, wanted.id);
            break;
        case Opening::closed:
            tx.send(sql::opening::keep_closed, operator_id, wanted.id, now);
            break;
    }
    tx.send(sql::opening::begin_change, operator_id, wanted.id, to_string(opening));
    return {};
}

bool carry_on_opening(db::Tx& tx, AccountId operator_id, Time now) {
    const auto change = tx.one(sql::opening::change_of_operator, change_from_row, operator_id);
    if (change) change_batch(tx, *change, now);
    const auto read = [](const db::Row& row) { return row.int64(0); };
    return tx.one(sql::opening::is_changing, read, operator_id).has_value();
}

std::int64_t carry_on_openings(db::Tx& tx, Time now, std::int64_t limit) {
    for (std::int64_t done = 0; done < limit; ++done) {
        const auto change = tx.one(sql::opening::any_change, change_from_row);
        if (!change) return done;
        change_batch(tx, *change, now);
    }
    return limit;
}

std::vector<std::string> closed_services(db::Tx& tx, AccountId operator_id) {
    const auto read = [](const db::Row& row) { return std::string{row.text(0)}; };
    return tx.all(sql::opening::closed_services, read, operator_id);
}

void close_on_new_number(db::Tx& tx, NumberId number, SupplierId supplier) {
    tx.send(sql::opening::close_on_new_number, number, supplier);
}

}  // namespace otpost::inventory
