// SPDX-License-Identifier: Apache-2.0
#include "leases/lookup.hpp"

#include "base/id_time.hpp"
#include "leases/lookup_sql.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

namespace otpost::leases {

namespace {

/// By how much an id may be from another time than its lease: a clock that was set back.
constexpr auto id_slack = std::chrono::hours{1};

constexpr auto latest = std::numeric_limits<std::int64_t>::max();

struct StretchEnd {
    LeaseId lease;
    Time opened_at;
};

StretchEnd end_from_row(const db::Row& row) {
    return {row.id<LeaseId>(0), row.time(1)};
}

std::optional<std::string_view> word_of(StatusFilter filter) {
    switch (filter) {
        case StatusFilter::any:
            return std::nullopt;
        case StatusFilter::live:
            return "live";
        case StatusFilter::closed:
            return "closed";
        case StatusFilter::waiting:
            return to_string(Status::waiting);
        case StatusFilter::received:
            return to_string(Status::received);
        case StatusFilter::completed:
            return to_string(Status::completed);
        case StatusFilter::cancelled:
            return to_string(Status::cancelled);
        case StatusFilter::expired:
            return to_string(Status::expired);
        case StatusFilter::failed:
            return to_string(Status::failed);
    }
    std::unreachable();
}

/// The first id that can be of the wanted time, or 0.
std::int64_t lowest_id(const Lookup& query) {
    return query.from ? first_id_at(*query.from - id_slack) : 0;
}

/// No id of the wanted time is this one or above.
std::int64_t highest_id(const Lookup& query) {
    return query.until ? first_id_at(*query.until + id_slack) : latest;
}

struct Stretch {
    std::vector<Lease> leases;  ///< one more than the limit where there is one
    std::optional<StretchEnd> end;
};

Stretch stretch_of_all(db::Tx& tx, const Lookup& query) {
    const auto& [filter, account, supplier, service, country, from, until, before, limit, size] =
        query;
    const auto start = std::min(before ? before->value() : latest, highest_id(query));
    auto end = tx.one(sql::lookup::stretch_end, end_from_row, start, size - 1);
    const auto floor = std::max(end ? end->lease.value() : 0, lowest_id(query));
    auto leases = tx.all(
        sql::lookup::search_leases,
        lease_from_row,
        start,
        floor,
        word_of(filter),
        service,
        country,
        supplier,
        from ? to_micros(*from) : 0,
        until ? to_micros(*until) : latest,
        limit + 1
    );
    return {std::move(leases), end};
}

Stretch stretch_of_account(db::Tx& tx, const Lookup& query, AccountId of) {
    const auto& [filter, account, supplier, service, country, from, until, before, limit, size] =
        query;
    auto end = tx.one(sql::lookup::stretch_end_of_account, end_from_row, of, before, size - 1);
    auto leases = tx.all(
        sql::lookup::search_leases_of_account,
        lease_from_row,
        of,
        before,
        size,
        word_of(filter),
        service,
        country,
        supplier,
        from ? to_micros(*from) : 0,
        until ? to_micros(*until) : latest,
        limit + 1
    );
    return {std::move(leases), end};
}

}  // namespace

LookupPage look_up(db::Tx& tx, const Lookup& query) {
    auto [leases, end] =
        query.account ? stretch_of_account(tx, query, *query.account) : stretch_of_all(tx, query);
    LookupPage page;
    if (leases.size() > static_cast<std::size_t>(query.limit)) {
        leases.pop_back();
        page.next = leases.back().id;
    } else if (end && end->lease.value() > lowest_id(query)) {
        page.next = end->lease;
        page.looked_back_to = end->opened_at;
    }
    page.leases = std::move(leases);
    return page;
}

}  // namespace otpost::leases
