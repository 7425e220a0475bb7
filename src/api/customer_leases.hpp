// SPDX-License-Identifier: Apache-2.0
// The customer's leases: open, read, wait for the code, another code, finish, cancel, switch.
#pragma once

#include "api/account_mail.hpp"
#include "api/lease_cache.hpp"
#include "api/lease_views.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "delivery/signals.hpp"
#include "net/timer.hpp"

#include <map>
#include <string>

namespace otpost::api {

/// What the house grants: times of a lease, limits by plan.
struct LeaseTerms {
    std::chrono::seconds window = std::chrono::minutes{20};
    std::chrono::seconds cancel_after{0};
    std::chrono::seconds quarantine = std::chrono::minutes{10};  ///< of a number without a code
    std::map<std::string, leases::Limits> limits;                ///< by plan; `free` must be there

    const leases::Limits& limits_of(const std::string& plan) const;
};

class CustomerLeases {
public:
    /// Outlive it.
    struct Parts {
        db::Database& database;
        const LeaseViews& views;
        delivery::Signals& signals;
        const net::Timer& clock;
        const AccountMail& mail;
    };

    CustomerLeases(Parts parts, LeaseTerms terms, LeaseCache& cache)
        : database_(parts.database),
          views_(parts.views),
          signals_(parts.signals),
          clock_(parts.clock),
          mail_(parts.mail),
          terms_(std::move(terms)),
          cache_(cache) {}

    void add_to(Routes& routes);

private:
    /// What to open, on the terms of the house and the caller's plan.
    template <class Request>
    Result<leases::OpenLease> order(const Call& call, const Request& request) const;

    Result<LeaseView> open(db::Tx& tx, const Call& call, const OpenLeaseRequest& request) const;
    Result<LeaseView> switch_to(db::Tx& tx, const Call& call, const SwitchLeaseRequest& request)
        const;
    awaitable<Result<LeaseView>> get(Call& call, ById request) const;
    awaitable<Result<LeaseView>> get_and_keep(Call& call, ById request);
    awaitable<Result<LeaseListView>> list(Call& call, ListLeasesRequest request) const;
    awaitable<Result<LeaseCodeView>> wait_for_code(Call& call, LeaseCodeRequest request);

    void add_reads(Routes& routes);

    using Act = Result<leases::Lease> (*)(db::Tx&, const leases::LeaseRef&, const Moment&);
    void add_act(Routes& routes, const RouteSpec& spec, Act act);

    db::Database& database_;
    const LeaseViews& views_;
    delivery::Signals& signals_;
    const net::Timer& clock_;
    const AccountMail& mail_;
    LeaseTerms terms_;
    LeaseCache& cache_;
};

}  // namespace otpost::api
