// SPDX-License-Identifier: Apache-2.0
#include "api/events.hpp"

#include "api/cursor.hpp"
#include "api/customer_wallet.hpp"
#include "api/standing.hpp"

#include <map>

namespace otpost::api {

namespace {

using net::Method;

bool is_about_lease(const outbox::Event& event) {
    return event.kind != outbox::EventKind::wallet_changed;
}

/// Reads each resource once, however many events are about it.
awaitable<std::vector<std::string>> render(
    const LeaseViews& views,
    Moment moment,
    AccountId account,
    const std::vector<outbox::Event>& events
) {
    std::vector<LeaseId> lease_ids;
    std::optional<WalletId> wallet_id;
    std::string wallet = "null";
    for (const auto& event : events) {
        const LeaseId id{event.subject};
        if (!is_about_lease(event)) {
            wallet_id = WalletId{event.subject};
        } else if (std::ranges::find(lease_ids, id) == lease_ids.end()) {
            lease_ids.push_back(id);
        }
    }
    auto find = [&](db::Tx& tx) {
        std::vector<leases::Lease> found;
        for (const LeaseId id : lease_ids)
            if (auto lease = leases::find(tx, {account, id})) found.push_back(*std::move(lease));
        if (wallet_id) {
            const auto state = ledger::find_wallet(tx, *wallet_id);
            if (state) wallet = schema::to_json(wallet_view(*state));
        }
        return found;
    };
    const auto leases = co_await views.read(find, moment, LeaseViews::Record::beside);
    std::map<std::string, std::string> by_id;
    for (const auto& lease : leases) by_id[lease.id] = schema::to_json(lease);
    std::vector<std::string> bodies;
    bodies.reserve(events.size());
    for (const auto& event : events)
        bodies.push_back(is_about_lease(event) ? by_id[to_string(LeaseId{event.subject})] : wallet);
    co_return bodies;
}

/// Last-Event-ID, or `last_event_id` in the query for clients that can't set headers.
Result<std::optional<std::int64_t>> start_position(const net::Request& request) {
    const std::string_view header = request.header("last-event-id");
    if (header.empty() && request.query().starts_with("last_event_id="))
        return event_position(request.query().substr(14));
    return event_position(header);
}

awaitable<net::Response> open_stream(
    delivery::EventStreams& streams,
    std::shared_ptr<Standing> standing,
    net::Request& request,
    Call& call
) {
    const auto after = start_position(request);
    if (!after) co_return problem(after.error(), call.moment.now);
    const delivery::StreamStart start{call.principal.account, *after, [standing] {
                                          return standing->holds();
                                      }};
    net::Response response{.status = 200, .content_type = "text/event-stream"};
    response.headers.emplace_back("Cache-Control", "no-store");
    response.stream = [&streams, start](net::EventSink& sink) { return streams.run(start, sink); };
    co_return response;
}

}  // namespace

delivery::RenderEvents render_events(
    const LeaseViews& views, const Clock& clock, IdGenerator& ids, Random& random
) {
    return [&](AccountId account, const std::vector<outbox::Event>& events) {
        return render(views, Moment{clock.now(), ids, random}, account, events);
    };
}

void add_event_routes(
    Routes& routes, delivery::EventStreams& streams, db::Database& database, const Clock& clock
) {
    routes.raw(
        {.method = Method::get,
         .path = "/v1/events",
         .operation = "stream_events",
         .summary = "Server-sent events of your leases and wallet; resumes after Last-Event-ID",
         .access = Access::signed_in,
         .scope = identity::Scope::leases_read,
         .content_type = "text/event-stream",
         .limit = LimitClass::streams},
        [&streams, &database, &clock](net::Request& request, Call& call) {
            auto standing = std::make_shared<Standing>(database, clock, call.principal);
            return open_stream(streams, std::move(standing), request, call);
        }
    );
}

}  // namespace otpost::api
