// SPDX-License-Identifier: Apache-2.0
#include "leases/supply.hpp"

#include "inventory/states.hpp"
#include "inventory/supplier.hpp"
#include "leases/supply_sql.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

namespace otpost::leases {

namespace {

using inventory::NumberStatus;

/// As in the statistics of offers.
constexpr Duration fair_chance = std::chrono::seconds{60};

constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

std::int64_t allowed_services(db::Tx& tx) {
    const auto read = [](const db::Row& row) { return row.int64(0); };
    return tx.one(sql::supply::allowed_services, read).value_or(0);
}

SuppliedNumber supplied_from_row(const db::Row& row, std::int64_t allowed) {
    SuppliedNumber number;
    number.id = row.id<NumberId>(0);
    number.e164 = row.text(1);
    number.country = row.text(2);
    number.supplier = row.id<SupplierId>(3);
    number.status = inventory::parse_number_status(row.text(4));
    number.serves_all = row.boolean(5);
    number.leasable = row.boolean(6);
    number.attested_at = row.time(7);
    number.attestation_version = row.text(8);
    number.added_at = row.time(9);
    number.last_message_at = row.optional_time(10);
    number.open_leases = row.int64(11);
    const std::int64_t served = number.serves_all ? allowed : row.int64(12);
    number.services_used = row.int64(13);
    number.services_closed = row.int64(14);
    number.services_resting = row.int64(15);
    number.services_open = served - number.services_used - number.services_closed;
    return number;
}

std::optional<std::string> pattern_of(const std::optional<std::string>& digits) {
    if (!digits) return std::nullopt;
    std::string pattern = "%";
    std::ranges::copy_if(*digits, std::back_inserter(pattern), [](char c) {
        return c >= '0' && c <= '9';
    });
    return pattern + "%";
}

ServedLease served_from_row(const db::Row& row) {
    ServedLease lease;
    lease.id = row.id<LeaseId>(0);
    lease.number = row.id<NumberId>(1);
    lease.e164 = row.text(2);
    lease.country = row.text(3);
    lease.service = row.text(4);
    const auto status = parse_status(row.text(5));
    if (!status) throw db::Corruption{"unknown status of a lease"};
    lease.status = *status;
    lease.opened_at = row.time(6);
    lease.code_received_at = row.optional_time(7);
    lease.closed_at = row.optional_time(8);
    if (lease.code_received_at) lease.earned = Money{row.int64(9)};
    lease.currency = row.text(10);
    return lease;
}

std::optional<std::string_view> word_of(const std::optional<NumberStatus>& status) {
    if (!status) return std::nullopt;
    return inventory::to_string(*status);
}

}  // namespace

std::vector<SuppliedNumber> list_supplied(
    db::Tx& tx, AccountId operator_id, const NumberSearch& search
) {
    const auto allowed = allowed_services(tx);
    const auto read = [&](const db::Row& row) { return supplied_from_row(row, allowed); };
    std::vector<SuppliedNumber> found;
    // Along the index of each supplier's numbers: an operator has one or a few.
    for (const auto& supplier : inventory::list_suppliers_of_operator(tx, operator_id)) {
        auto some = tx.all(
            sql::supply::numbers_of_supplier,
            read,
            supplier.id,
            search.before.value_or(NumberId{newest}),
            search.limit,
            word_of(search.status),
            search.country,
            pattern_of(search.digits),
            search.leased
        );
        std::ranges::move(some, std::back_inserter(found));
    }
    std::ranges::sort(found, std::ranges::greater{}, &SuppliedNumber::id);
    if (std::ssize(found) > search.limit) {
        found.erase(found.begin() + search.limit, found.end());
    }
    return found;
}

std::optional<SuppliedNumber> find_supplied(db::Tx& tx, AccountId operator_id, NumberId number) {
    const auto allowed = allowed_services(tx);
    const auto read = [&](const db::Row& row) { return supplied_from_row(row, allowed); };
    return tx.one(sql::supply::number_of_operator, read, number, operator_id);
}

NumberCounts count_supplied(db::Tx& tx, AccountId operator_id) {
    const auto by_status = [](const db::Row& row) {
        return NumberCounts{row.int64(0), row.int64(1), row.int64(2)};
    };
    const auto leased = [](const db::Row& row) { return row.int64(0); };
    NumberCounts all;
    for (const auto& supplier : inventory::list_suppliers_of_operator(tx, operator_id)) {
        const auto some =
            tx.one(sql::supply::numbers_by_status, by_status, supplier.id).value_or(NumberCounts{});
        all.active += some.active;
        all.paused += some.paused;
        all.retired += some.retired;
        all.leased += tx.one(sql::supply::numbers_leased, leased, supplier.id).value_or(0);
    }
    return all;
}

ServedList list_served(db::Tx& tx, ledger::PayableId earnings, const ServedPage& page) {
    const LeaseId before = page.before.value_or(LeaseId{newest});
    ServedList list;
    if (page.number) {
        list.leases = tx.all(
            sql::supply::served_leases_of_number,
            served_from_row,
            earnings,
            before,
            page.limit + 1,
            *page.number,
            served_at_most
        );
        const auto id = [](const db::Row& row) { return row.id<LeaseId>(0); };
        list.further = tx.one(sql::supply::served_before, id, earnings, before, served_at_most);
    } else {
        list.leases =
            tx.all(sql::supply::served_leases, served_from_row, earnings, before, page.limit + 1);
    }
    if (std::ssize(list.leases) > page.limit) {
        list.leases.pop_back();
        list.further = list.leases.back().id;
    }
    return list;
}

std::vector<ServedService> served_services(db::Tx& tx, ledger::PayableId earnings, Time now) {
    const auto read = [](const db::Row& row) {
        return ServedService{
            .service = std::string{row.text(0)},
            .leases = row.int64(1),
            .counted = row.int64(2),
            .delivered = row.int64(3),
            .earned = Money{row.int64(4)}
        };
    };
    return tx.all(
        sql::supply::served_services,
        read,
        earnings,
        now - served_window,
        served_at_most,
        fair_chance.count()
    );
}

}  // namespace otpost::leases
