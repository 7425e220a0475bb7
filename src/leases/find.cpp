// SPDX-License-Identifier: Apache-2.0
#include "leases/leases.hpp"
#include "leases/leases_sql.hpp"
#include "leases/refusals.hpp"

#include <utility>

namespace otpost::leases {

namespace {

const db::Statement& statement_for(StatusFilter filter) {
    switch (filter) {
        case StatusFilter::any:
            return sql::leases::list_leases;
        case StatusFilter::live:
        case StatusFilter::waiting:
        case StatusFilter::received:
            return sql::leases::list_live_leases;
        case StatusFilter::closed:
        case StatusFilter::completed:
        case StatusFilter::cancelled:
        case StatusFilter::expired:
        case StatusFilter::failed:
            return sql::leases::list_closed_leases;
    }
    std::unreachable();
}

std::optional<Status> status_of(StatusFilter filter) {
    switch (filter) {
        case StatusFilter::any:
        case StatusFilter::live:
        case StatusFilter::closed:
            return std::nullopt;
        case StatusFilter::waiting:
            return Status::waiting;
        case StatusFilter::received:
            return Status::received;
        case StatusFilter::completed:
            return Status::completed;
        case StatusFilter::cancelled:
            return Status::cancelled;
        case StatusFilter::expired:
            return Status::expired;
        case StatusFilter::failed:
            return Status::failed;
    }
    std::unreachable();
}

}  // namespace

StatusFilter filter_of(Status status) {
    switch (status) {
        case Status::waiting:
            return StatusFilter::waiting;
        case Status::received:
            return StatusFilter::received;
        case Status::completed:
            return StatusFilter::completed;
        case Status::cancelled:
            return StatusFilter::cancelled;
        case Status::expired:
            return StatusFilter::expired;
        case Status::failed:
            return StatusFilter::failed;
    }
    std::unreachable();
}

std::optional<Lease> find_any(db::Tx& tx, LeaseId lease) {
    return tx.one(sql::leases::find_lease, lease_from_row, lease);
}

Result<Lease> find(db::Tx& tx, const LeaseRef& ref) {
    auto lease = find_any(tx, ref.lease);
    if (!lease || lease->account != ref.account) return refuse_unknown_lease();
    return *std::move(lease);
}

std::vector<Lease> list(db::Tx& tx, const ListLeases& query) {
    const auto& statement = statement_for(query.filter);
    const auto& [account, filter, before, limit] = query;
    if (filter == StatusFilter::any) {
        return tx.all(statement, lease_from_row, account, before, limit);
    }
    std::optional<std::string_view> word;
    if (const auto status = status_of(filter)) word = to_string(*status);
    return tx.all(statement, lease_from_row, account, before, limit, word);
}

std::vector<Lease> find_live_on_number(db::Tx& tx, NumberId number) {
    return tx.all(sql::leases::live_on_number, lease_from_row, number);
}

}  // namespace otpost::leases
