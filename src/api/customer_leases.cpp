// SPDX-License-Identifier: Apache-2.0
#include "api/customer_leases.hpp"

#include "api/cursor.hpp"
#include "api/lease_search.hpp"
#include "api/standing.hpp"
#include "base/assert.hpp"

namespace otpost::api {

namespace {

using identity::Scope;
using net::Method;

constexpr std::int64_t wait_seconds_max = 60;

Result<leases::LeaseRef> lease_ref(const Call& call, std::string_view id) {
    const auto lease = parse<LeaseTag>(id);
    if (!lease) {
        return refuse(ErrorCode::lease_not_found, "There is no such lease of yours. Check its id.");
    }
    return leases::LeaseRef{call.principal.account, *lease};
}

Result<std::optional<Money>> price_cap(const std::optional<std::string>& text) {
    if (!text) return std::optional<Money>{};
    const auto cap = parse_amount(*text);
    if (!cap || cap->is_negative()) {
        return std::unexpected{schema::validation_error(
            {{"max_price", "must be a decimal of at least 0 with at most 6 decimals, such as 0.50"}}
        )};
    }
    return cap;
}

/// A subscription that was revoked says that some sign-in of the account was.
awaitable<bool> may_go_on(const delivery::Subscription& subscription, Standing& standing) {
    const bool may = co_await (subscription.revoked() ? standing.holds_now() : standing.holds());
    co_return may;
}

}  // namespace

const leases::Limits& LeaseTerms::limits_of(const std::string& plan) const {
    const auto found = limits.find(plan);
    if (found != limits.end()) return found->second;
    const auto basic = limits.find("free");
    ASSERT(basic != limits.end());
    return basic->second;
}

template <class Request>
Result<leases::OpenLease> CustomerLeases::order(const Call& call, const Request& request) const {
    // Such an account does not sign in, but may have done so while the house sent no emails.
    if (mail_.is_on() && !call.principal.email_verified)
        return refuse(
            ErrorCode::email_unverified,
            "Confirm your email first: enter the code that was sent to it, or ask for a new one."
        );
    TRY(const auto cap, price_cap(request.max_price));
    return leases::OpenLease{
        .account = call.principal.account,
        .wallet = call.principal.wallet,
        .limits = terms_.limits_of(call.principal.plan),
        .country = request.country,
        .service = request.service,
        .max_price = cap,
        .window = terms_.window,
        .cancel_after = terms_.cancel_after,
        .quarantine = terms_.quarantine
    };
}

Result<LeaseView> CustomerLeases::open(
    db::Tx& tx, const Call& call, const OpenLeaseRequest& request
) const {
    TRY(const auto wanted, order(call, request));
    TRY(const auto lease, leases::open(tx, wanted, call.moment));
    return views_.plain(lease);
}

Result<LeaseView> CustomerLeases::switch_to(
    db::Tx& tx, const Call& call, const SwitchLeaseRequest& request
) const {
    TRY(const auto ref, lease_ref(call, request.id));
    TRY(const auto next, order(call, request));
    TRY(const auto switched, leases::switch_to(tx, ref.lease, next, call.moment));
    return views_.plain(switched.opened);
}

awaitable<Result<LeaseView>> CustomerLeases::get(Call& call, ById request) const {
    const auto ref = lease_ref(call, request.id);
    if (!ref) co_return std::unexpected{ref.error()};
    Error missing;
    auto find = [&](db::Tx& tx) {
        std::vector<leases::Lease> one;
        auto lease = leases::find(tx, *ref);
        if (lease) {
            one.push_back(*std::move(lease));
        } else {
            missing = lease.error();
        }
        return one;
    };
    auto views = co_await views_.read(find, call.moment);
    if (views.empty()) co_return std::unexpected{missing};
    co_return std::move(views.front());
}

awaitable<Result<LeaseView>> CustomerLeases::get_and_keep(Call& call, ById request) {
    const auto account = call.principal.account;
    const auto lookup = cache_.begin_lookup(account, call.moment.now);
    auto view = co_await get(call, std::move(request));
    if (view && view->messages_count == 0)
        cache_.put(account, view->id, lookup, schema::to_json(*view));
    co_return view;
}

awaitable<Result<LeaseListView>> CustomerLeases::list(Call& call, ListLeasesRequest request) const {
    const auto limit = page_limit(request.limit);
    if (!limit) co_return std::unexpected{limit.error()};
    const auto before = position_of(request.cursor);
    if (!before) co_return std::unexpected{before.error()};
    auto query = search_of(
        call.principal.account,
        {request.status,
         request.search,
         request.service,
         request.country,
         request.opened_from,
         request.opened_before}
    );
    if (!query) co_return std::unexpected{query.error()};
    query->list.limit = *limit + 1;
    if (const auto& position = *before) query->list.before = LeaseId{*position};
    std::optional<std::int64_t> last;
    auto find = [&](db::Tx& tx) {
        auto found = leases::search(tx, *query);
        last.reset();
        if (found.size() > static_cast<std::size_t>(*limit)) {
            found.pop_back();
            last = found.back().id.value();
        }
        return found;
    };
    LeaseListView view;
    view.items = co_await views_.read(find, call.moment, LeaseViews::Record::if_possible);
    if (last) view.next_cursor = position_cursor(*last);
    co_return view;
}

awaitable<Result<LeaseCodeView>> CustomerLeases::wait_for_code(
    Call& call, LeaseCodeRequest request
) {
    const std::int64_t seconds = request.wait.value_or(0);
    if (seconds < 0 || seconds > wait_seconds_max) {
        co_return std::unexpected{schema::validation_error({{"wait", "must be from 0 to 60 seconds"}
        })};
    }
    const Time until = call.moment.now + std::chrono::seconds{seconds};
    delivery::Subscription subscription(signals_, call.principal.account);
    Standing standing(database_, clock_, call.principal);
    for (;;) {
        // Asked before the sign-in is: what is revoked later is looked at in a turn of its own.
        const bool is_over = subscription.revoked();
        const bool may_wait = seconds == 0 || co_await may_go_on(subscription, standing);
        if (!may_wait) co_return refuse(ErrorCode::unauthenticated, "Sign in again.");
        subscription.clear();
        call.moment.now = clock_.now();
        ById by_id{request.id};
        auto lease = co_await get(call, std::move(by_id));
        if (!lease) co_return std::unexpected{lease.error()};
        // A received lease without a code to show had one: it is gone, none else is on its way.
        const bool expected =
            lease->status == "waiting" || (lease->status == "received" && lease->awaiting_code);
        const Time now = clock_.now();
        if (lease->code || !expected || now >= until || is_over) {
            LeaseCodeView view{
                .lease_id = lease->id, .status = lease->status, .code = lease->code, .message = {}
            };
            for (auto& message : lease->messages)
                if (message.code && message.code == view.code) view.message = std::move(message);
            co_return view;
        }
        co_await subscription.wait(std::min<Duration>(until - now, Standing::interval));
    }
}

void CustomerLeases::add_act(Routes& routes, const RouteSpec& spec, Act act) {
    Command<ById, LeaseView> command =
        [this, act](db::Tx& tx, const Call& call, const ById& request) -> Result<LeaseView> {
        TRY(const auto ref, lease_ref(call, request.id));
        TRY(const auto lease, act(tx, ref, call.moment));
        return views_.plain(lease);
    };
    routes.command<ById, LeaseView>(
        spec,
        std::move(command),
        [this](const Call& call, LeaseView& view) {
            return views_.add_content(view, call.principal.account, call.moment);
        }
    );
}

void CustomerLeases::add_reads(Routes& routes) {
    constexpr auto read = Scope::leases_read;
    constexpr auto who = Access::signed_in;
    routes.action<ListLeasesRequest, LeaseListView>(
        {Method::get, "/v1/leases", "list_leases", "Your leases, newest first", who, read},
        [this](Call& call, ListLeasesRequest request) { return list(call, std::move(request)); }
    );
    routes.action<ById, LeaseView>(
        {Method::get, "/v1/leases/{id}", "get_lease", "One lease with its messages", who, read},
        [this](Call& call, ById request) { return get_and_keep(call, std::move(request)); },
        [this](const Call& call, const ById& request) {
            return cache_.find(call.principal.account, request.id, call.moment.now);
        }
    );
    routes.action<LeaseCodeRequest, LeaseCodeView>(
        {Method::get,
         "/v1/leases/{id}/code",
         "get_lease_code",
         "The code, waiting for it up to `wait` seconds",
         who,
         read},
        [this](Call& call, LeaseCodeRequest request) {
            return wait_for_code(call, std::move(request));
        }
    );
}

void CustomerLeases::add_to(Routes& routes) {
    add_reads(routes);
    constexpr auto write = Scope::leases_write;
    constexpr auto who = Access::signed_in;
    routes.command<OpenLeaseRequest, LeaseView>(
        {.method = Method::post,
         .path = "/v1/leases",
         .operation = "open_lease",
         .summary = "Lease a number for a service",
         .access = who,
         .scope = write,
         .status = 201,
         .limit = LimitClass::leasing},
        [this](db::Tx& tx, const Call& call, const auto& request) {
            return open(tx, call, request);
        }
    );
    add_act(
        routes,
        {Method::post,
         "/v1/leases/{id}/cancel",
         "cancel_lease",
         "Cancel before a code came; the fee returns",
         who,
         write},
        leases::cancel
    );
    add_act(
        routes,
        {Method::post,
         "/v1/leases/{id}/finish",
         "finish_lease",
         "Done: close the lease after its code",
         who,
         write},
        leases::finish
    );
    add_act(
        routes,
        {.method = Method::post,
         .path = "/v1/leases/{id}/another-code",
         .operation = "another_code",
         .summary = "Wait for a further code on the same lease",
         .access = who,
         .scope = write,
         .limit = LimitClass::leasing},
        leases::another_code
    );
    routes.command<SwitchLeaseRequest, LeaseView>(
        {.method = Method::post,
         .path = "/v1/leases/{id}/switch",
         .operation = "switch_lease",
         .summary = "Close the lease and open one for another service or country",
         .access = who,
         .scope = write,
         .status = 201,
         .limit = LimitClass::leasing},
        [this](db::Tx& tx, const Call& call, const auto& request) {
            return switch_to(tx, call, request);
        }
    );
}

}  // namespace otpost::api
