// SPDX-License-Identifier: Apache-2.0
#include "api/operator_reports.hpp"

#include "api/cursor.hpp"
#include "api/operator_rules.hpp"
#include "inventory/bringing.hpp"
#include "inventory/opening.hpp"
#include "inventory/supplier.hpp"
#include "leases/supply.hpp"
#include "ledger/earnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace otpost::api {

namespace {

using std::chrono::days;

constexpr std::int64_t days_default = 30;
constexpr std::int64_t days_max = 92;

/// Of a time in RFC 3339, its date.
constexpr std::size_t date_length = 10;

/// What all days together earned.
Money total_of(const std::vector<ledger::DayEarnings>& earned) {
    Money total;
    for (const auto& day : earned) {
        const auto sum = checked_add(total, day.earned);
        if (!sum) throw db::Corruption{"an operator earned more than there is money"};
        total = *sum;
    }
    return total;
}

class Reports {
public:
    Reports(const CatalogNames& names, std::string currency)
        : names_(names),
          currency_(std::move(currency)) {}

    Result<OperatorOverviewView> overview(db::Tx& tx, const Call& call, const Nothing&) const {
        const auto account = call.principal.account;
        const auto counts = leases::count_supplied(tx, account);
        OperatorOverviewView view{
            .numbers = {counts.active, counts.paused, counts.retired, counts.leased},
            .suppliers = {},
            .attestation =
                {std::string{inventory::consent_statement.version},
                 std::string{inventory::consent_statement.text}},
            .earned_today = money({}),
            .earned_30_days = money({}),
            .codes_30_days = 0
        };
        for (const auto& supplier : inventory::list_suppliers_of_operator(tx, account)) {
            view.suppliers.push_back(
                {to_string(supplier.id), supplier.name, supplier.enabled, supplier.operator_share_bp
                }
            );
        }
        const auto earned = days_of(tx, call, days_default);
        for (const auto& day : earned) view.codes_30_days += day.codes;
        view.earned_30_days = money(total_of(earned));
        view.earned_today = money(earned.back().earned);
        return view;
    }

    Result<OperatorServiceListView> services(db::Tx& tx, const Call& call, const Nothing&) const {
        const auto closed_list = inventory::closed_services(tx, call.principal.account);
        std::set<std::string> closed{closed_list.begin(), closed_list.end()};
        OperatorServiceListView view{
            .since = format_rfc3339(call.moment.now - leases::served_window),
            .leases_at_most = leases::served_at_most,
            .items = {}
        };
        if (const auto account = payable(tx, call)) {
            for (const auto& served : leases::served_services(tx, *account, call.moment.now)) {
                const bool is_open = closed.erase(served.service) == 0;
                view.items.push_back(service_view(served, is_open));
            }
        }
        for (const auto& slug : closed)
            view.items.push_back(service_view({.service = slug}, false));
        return view;
    }

    Result<ServedLeaseListView> leases_served(
        db::Tx& tx, const Call& call, const ListServedLeasesRequest& request
    ) const {
        TRY(const int limit, page_limit(request.limit));
        TRY(const auto before, position_of(request.cursor));
        leases::ServedPage page{.limit = limit};
        if (before) page.before = LeaseId{*before};
        ServedLeaseListView view;
        if (request.number_id) {
            page.number = parse<NumberTag>(*request.number_id);
            if (!page.number) return view;
        }
        const auto account = payable(tx, call);
        if (!account) return view;
        const auto found = leases::list_served(tx, *account, page);
        if (found.further) view.next_cursor = position_cursor(found.further->value());
        for (const auto& lease : found.leases) view.items.push_back(lease_view(lease));
        return view;
    }

    Result<OperatorEarningsView> earnings(
        db::Tx& tx, const Call& call, const OperatorEarningsRequest& request
    ) const {
        const auto asked = request.days.value_or(days_default);
        if (asked < 1 || asked > days_max) {
            return std::unexpected{
                schema::validation_error({{"days", fmt::format("must be 1 to {}", days_max)}})
            };
        }
        OperatorEarningsView view;
        const auto earned = days_of(tx, call, asked);
        for (const auto& day : earned) {
            view.codes += day.codes;
            view.days.push_back(
                {format_rfc3339(day.day).substr(0, date_length), day.codes, money(day.earned)}
            );
        }
        view.total = money(total_of(earned));
        return view;
    }

private:
    MoneyView money(Money amount) const { return money_view(amount, currency_); }

    /// The ledger account of what the caller earned; nothing: never had a connection.
    std::optional<ledger::PayableId> payable(db::Tx& tx, const Call& call) const {
        return ledger::find_payable(
            tx, ledger::PayableClass::operator_, call.principal.account.value(), currency_
        );
    }

    /// The last so many days, today the last of them.
    std::vector<ledger::DayEarnings> days_of(db::Tx& tx, const Call& call, std::int64_t count)
        const {
        const auto today = std::chrono::floor<days>(call.moment.now);
        const auto first = today - days{count - 1};
        // An account that there is not earned nothing.
        const auto account = payable(tx, call).value_or(ledger::PayableId{});
        return ledger::earnings_by_day(tx, account, first, today);
    }

    OperatorServiceView service_view(const leases::ServedService& served, bool is_open) const {
        OperatorServiceView view{
            .service = served.service,
            .service_name = names_.service(served.service),
            .open = is_open,
            .leases = served.leases,
            .counted = served.counted,
            .delivered = served.delivered,
            .delivery_rate = {},
            .earned = money(served.earned)
        };
        if (served.counted > 0) {
            view.delivery_rate =
                static_cast<double>(served.delivered) / static_cast<double>(served.counted);
        }
        return view;
    }

    ServedLeaseView lease_view(const leases::ServedLease& lease) const {
        ServedLeaseView view{
            .id = to_string(lease.id),
            .number_id = to_string(lease.number),
            .number = lease.e164,
            .country = lease.country,
            .country_name = names_.country(lease.country),
            .service = lease.service,
            .service_name = names_.service(lease.service),
            .status = std::string{leases::to_string(lease.status)},
            .opened_at = format_rfc3339(lease.opened_at),
            .code_received_at = optional_time(lease.code_received_at),
            .closed_at = optional_time(lease.closed_at),
            .earned = {}
        };
        if (lease.earned) view.earned = money_view(*lease.earned, lease.currency);
        return view;
    }

    const CatalogNames& names_;
    std::string currency_;
};

RouteSpec read_spec(std::string_view path, std::string_view operation, std::string_view summary) {
    return {
        .method = net::Method::get,
        .path = path,
        .operation = operation,
        .summary = summary,
        .access = Access::operators,
        .scope = identity::Scope::operator_read
    };
}

/// A member of Reports as a handler.
template <class In, class Out>
Query<In, Out> handler(
    std::shared_ptr<const Reports> reports,
    Result<Out> (Reports::*report)(db::Tx&, const Call&, const In&) const
) {
    return [reports = std::move(reports), report](db::Tx& tx, const Call& call, const In& request) {
        return (*reports.*report)(tx, call, request);
    };
}

}  // namespace

void add_operator_report_routes(
    Routes& routes, const CatalogNames& names, const std::string& currency
) {
    const auto reports = std::make_shared<const Reports>(names, currency);
    routes.query<Nothing, OperatorOverviewView>(
        read_spec(
            "/v1/operator/overview",
            "get_operator_overview",
            "Your numbers and earnings in a few figures, and what you attest to"
        ),
        handler(reports, &Reports::overview)
    );
    routes.query<Nothing, OperatorServiceListView>(
        read_spec(
            "/v1/operator/services",
            "list_operator_services",
            "Delivery rate and earnings of each service your numbers served lately"
        ),
        handler(reports, &Reports::services)
    );
    routes.query<ListServedLeasesRequest, ServedLeaseListView>(
        read_spec(
            "/v1/operator/leases", "list_served_leases", "Leases your numbers served, newest first"
        ),
        handler(reports, &Reports::leases_served)
    );
    routes.query<OperatorEarningsRequest, OperatorEarningsView>(
        read_spec(
            "/v1/operator/earnings", "get_operator_earnings", "What you earned, by day in UTC"
        ),
        handler(reports, &Reports::earnings)
    );
}

}  // namespace otpost::api
