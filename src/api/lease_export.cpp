// SPDX-License-Identifier: Apache-2.0
#include "api/lease_export.hpp"

#include "api/csv.hpp"
#include "api/csv_download.hpp"
#include "api/customer_wallet.hpp"
#include "api/lease_search.hpp"
#include "base/time.hpp"
#include "ledger/lease_lines.hpp"

#include <fmt/format.h>

#include <utility>

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

constexpr int page_size = 500;

std::string_view fee_word(leases::FeePlace place) {
    switch (place) {
        case leases::FeePlace::escrow:
            return "held";
        case leases::FeePlace::settled:
        case leases::FeePlace::kept:
            return "charged";
        case leases::FeePlace::refunded:
            return "refunded";
    }
    std::unreachable();
}

void append_header(std::string& out) {
    append_csv_row(
        out,
        {"lease",
         "opened_at",
         "service",
         "country",
         "number",
         "status",
         "close_reason",
         "price",
         "currency",
         "fee",
         "code_received_at",
         "closed_at"}
    );
}

std::string time_text(const std::optional<Time>& time) {
    return time ? format_rfc3339(*time) : std::string{};
}

void append_lease(std::string& out, const leases::Lease& lease, const CatalogNames& names) {
    const auto price = money_view(lease.price, lease.currency);
    append_csv_row(
        out,
        {to_string(lease.id),
         format_rfc3339(lease.opened_at),
         names.service(lease.service),
         names.country(lease.country),
         lease.e164,
         leases::to_string(lease.status),
         lease.close_reason ? leases::to_string(*lease.close_reason) : std::string_view{},
         price.amount,
         price.currency,
         fee_word(leases::fee_place(lease)),
         time_text(lease.code_received_at),
         time_text(lease.closed_at)}
    );
}

/// The transfer is chunked, so that a client knows a whole export from one that broke off.
awaitable<bool> send_chunk(net::EventSink& sink, const std::string& text) {
    const std::string chunk = fmt::format("{:x}\r\n{}\r\n", text.size(), text);
    const bool sent = co_await sink.send(chunk);
    co_return sent;
}

/// Page after page, so that neither a reader nor memory is held for long; what is opened meanwhile
/// is not in it.
awaitable<void> send_leases(
    db::Database& database, const CatalogNames& names, leases::Search query, net::EventSink& sink
) {
    std::string text;
    append_header(text);
    for (;;) {
        auto look = [&query](db::Tx& tx) { return leases::search(tx, query); };
        const auto page = co_await db::async_read(database, std::move(look));
        for (const auto& lease : page) append_lease(text, lease, names);
        const bool sent = text.empty() || co_await send_chunk(sink, text);
        if (!sent) co_return;
        if (page.size() < static_cast<std::size_t>(query.list.limit)) break;
        query.list.before = page.back().id;
        text.clear();
    }
    co_await sink.send("0\r\n\r\n");
}

Result<leases::Search> wanted(
    const net::Request& request, const RouteSpec& spec, AccountId account
) {
    TRY(const auto filter, read_input<LeaseFilter>(request, spec));
    TRY(auto query, search_of(account, filter));
    query.list.limit = page_size;
    return query;
}

net::Response export_response(
    db::Database& database, const CatalogNames& names, leases::Search query, Time now
) {
    auto response = csv_download("leases", now);
    response.headers.emplace_back("Transfer-Encoding", "chunked");
    response.stream = [&database, &names, query = std::move(query)](net::EventSink& sink) {
        return send_leases(database, names, query, sink);
    };
    return response;
}

awaitable<net::Response> export_leases(
    db::Database& database,
    const CatalogNames& names,
    RouteSpec spec,
    net::Request& request,
    Call& call
) {
    auto query = wanted(request, spec, call.principal.account);
    if (!query) co_return problem(query.error(), call.moment.now);
    co_return export_response(database, names, *std::move(query), call.moment.now);
}

Result<TransferListView> transfers_of(db::Tx& tx, const Call& call, const ById& request) {
    const auto id = parse<LeaseTag>(request.id);
    const leases::LeaseRef ref{call.principal.account, id.value_or(LeaseId{})};
    TRY(const auto lease, leases::find(tx, ref));
    TransferListView view;
    for (const auto& line : ledger::lines_of_lease(tx, lease.wallet, lease.id))
        view.items.push_back(transfer_view(line, lease.currency));
    return view;
}

}  // namespace

void add_lease_export_routes(Routes& routes, db::Database& database, const CatalogNames& names) {
    const RouteSpec exported{
        .method = Method::get,
        .path = "/v1/leases/export",
        .operation = "export_leases",
        .summary = "All leases that fit, newest first, as a table for spreadsheets",
        .access = Access::signed_in,
        .scope = Scope::leases_read,
        .content_type = "text/csv",
        .limit = LimitClass::streams
    };
    routes.raw<LeaseFilter, std::string>(
        exported,
        [&database, &names, exported](net::Request& request, Call& call) {
            return export_leases(database, names, exported, request, call);
        }
    );
    routes.query<ById, TransferListView>(
        {Method::get,
         "/v1/leases/{id}/transfers",
         "list_lease_transfers",
         "What the lease did to the wallet: its fee, and the refund if there was one",
         Access::signed_in,
         Scope::wallet_read},
        transfers_of
    );
}

}  // namespace otpost::api
