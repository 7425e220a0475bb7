// SPDX-License-Identifier: Apache-2.0
#include "api/admin_leases.hpp"

#include "api/admin_lease_views.hpp"
#include "api/admin_names.hpp"
#include "api/admin_routes.hpp"
#include "api/cursor.hpp"
#include "api/lease_filter.hpp"
#include "leases/lookup.hpp"
#include "messages/facts.hpp"

#include <algorithm>

namespace otpost::api {

namespace {

using leases::FeePlace;
using leases::Lease;
using net::Method;

std::string_view word_of(FeePlace place) {
    switch (place) {
        case FeePlace::escrow:
            return "escrow";
        case FeePlace::settled:
            return "settled";
        case FeePlace::kept:
            return "kept";
        case FeePlace::refunded:
            return "refunded";
    }
    std::unreachable();
}

HouseLeaseView view_of(const Lease& lease, AdminNames& people, const CatalogNames& names) {
    HouseLeaseView view{
        .id = to_string(lease.id),
        .status = std::string{leases::to_string(lease.status)},
        .account = people.person(lease.account),
        .number = lease.e164,
        .country = lease.country,
        .country_name = names.country(lease.country),
        .service = lease.service,
        .service_name = names.service(lease.service),
        .supplier = {},
        .supplier_name = {},
        .price = money_view(lease.price, lease.currency),
        .fee = std::string{word_of(leases::fee_place(lease))},
        .opened_at = format_rfc3339(lease.opened_at),
        .expires_at = format_rfc3339(lease.expires_at),
        .code_received_at = optional_time(lease.code_received_at),
        .closed_at = optional_time(lease.closed_at),
        .close_reason = {},
        .other_service = lease.other_service,
        .messages_count = lease.message_count,
        .awaiting_code = lease.awaiting_code,
        .switched_from = {}
    };
    if (const auto* supplier = people.supplier(lease.supplier)) {
        view.supplier = supplier->slug;
        view.supplier_name = supplier->name;
    }
    if (lease.close_reason) view.close_reason = leases::to_string(*lease.close_reason);
    if (lease.switched_from) view.switched_from = to_string(*lease.switched_from);
    return view;
}

Result<leases::Lookup> lookup_of(db::Tx& tx, const SearchLeasesRequest& request) {
    leases::Lookup query;
    query.filter = status_filter(request.status);
    query.service = request.service;
    query.country = request.country;
    TRY(query.from, time_asked(request.from, "from"));
    TRY(query.until, time_asked(request.until, "until"));
    if (request.account) {
        TRY(const auto account, account_named(tx, *request.account));
        query.account = account.id;
    }
    if (request.supplier) {
        const auto supplier = inventory::supplier_by_slug(tx, *request.supplier);
        if (!supplier) return refuse(ErrorCode::supplier_unknown, "There is no such supplier.");
        query.supplier = supplier->id;
    }
    TRY(const auto position, position_of(request.cursor));
    if (position) query.before = LeaseId{*position};
    TRY(query.limit, page_limit(request.limit));
    return query;
}

Result<HouseLeaseListView> search_leases(
    db::Tx& tx, const SearchLeasesRequest& request, const CatalogNames& names
) {
    TRY(const auto query, lookup_of(tx, request));
    const auto page = leases::look_up(tx, query);
    AdminNames people{tx};
    HouseLeaseListView view;
    for (const auto& lease : page.leases) view.items.push_back(view_of(lease, people, names));
    if (page.next) view.next_cursor = position_cursor(page.next->value());
    view.looked_back_to = optional_time(page.looked_back_to);
    return view;
}

/// What happened to it, and its deadline while that is to come.
std::vector<LeaseEventView> timeline_of(db::Tx& tx, const Lease& lease) {
    struct Event {
        Time at;
        std::string_view what;
        std::optional<MessageId> message;
        std::size_t place = 0;
    };

    std::vector<Event> events{{lease.opened_at, "opened", {}}};
    for (const auto& fact : messages::facts_of(tx, lease.id)) {
        events.push_back({fact.stored_at, fact.has_code ? "code" : "message", fact.id});
        if (fact.delivered_at) events.push_back({*fact.delivered_at, "shown", fact.id});
    }
    if (lease.closed_at)
        events.push_back({*lease.closed_at, leases::to_string(lease.status), {}});
    else
        events.push_back({lease.expires_at, "deadline", {}});
    // Of one instant: in the order in which they were found.
    for (std::size_t i = 0; i < events.size(); ++i) events[i].place = i;
    std::ranges::sort(events, {}, [](const Event& event) {
        return std::pair{event.at, event.place};
    });
    std::vector<LeaseEventView> views;
    for (const auto& [at, what, message, place] : events) {
        views.push_back({.at = format_rfc3339(at), .what = std::string{what}, .message_id = {}});
        if (message) views.back().message_id = to_string(*message);
    }
    return views;
}

Result<HouseLeaseDetailView> get_lease(db::Tx& tx, const ById& request, const CatalogNames& names) {
    const auto id = parse<LeaseTag>(request.id);
    const auto lease = id ? leases::find_any(tx, *id) : std::nullopt;
    if (!lease) return refuse(ErrorCode::lease_not_found, "There is no such lease. Check its id.");
    AdminNames people{tx};
    HouseLeaseDetailView view{
        .lease = view_of(*lease, people, names),
        .supplier_cost = money_view(lease->supplier_cost, lease->currency),
        .operator_share = money_view(lease->operator_share, lease->currency),
        .timeline = timeline_of(tx, *lease),
        .transfers = {}
    };
    for (const auto& booked : ledger::transfers_of_lease(tx, lease->id))
        view.transfers.push_back(people.transfer(booked));
    return view;
}

}  // namespace

void add_admin_lease_routes(Routes& routes, const CatalogNames& names) {
    routes.query<SearchLeasesRequest, HouseLeaseListView>(
        {Method::get,
         "/v1/admin/leases",
         "search_leases",
         "Leases of all accounts, newest first, without what their messages say",
         Access::admins,
         identity::Scope::admin_read},
        [&names](db::Tx& tx, const Call&, const SearchLeasesRequest& request) {
            return search_leases(tx, request, names);
        }
    );
    routes.query<ById, HouseLeaseDetailView>(
        {Method::get,
         "/v1/admin/leases/{id}",
         "get_lease_detail",
         "One lease with its timeline and its transfers, without what its messages say",
         Access::admins,
         identity::Scope::admin_read},
        [&names](db::Tx& tx, const Call&, const ById& request) {
            return get_lease(tx, request, names);
        }
    );
}

}  // namespace otpost::api
