// SPDX-License-Identifier: Apache-2.0
#include "leases/open.hpp"

#include "base/assert.hpp"
#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "leases/aftermath.hpp"
#include "leases/leases_sql.hpp"

#include <fmt/format.h>

#include <chrono>

namespace otpost::leases {

namespace {

constexpr std::chrono::hours limit_window{1};

struct Usage {
    std::int64_t newest = 0;             ///< how many leases the account ever opened
    std::int64_t live = 0;               ///< counted up to the limit
    std::optional<Time> oldest_counted;  ///< when the one opened that fills the hour, if there is
};

Result<> check_price(const OpenLease& order, const catalog::Offer& offer) {
    if (!order.max_price || offer.price <= *order.max_price) return {};
    return refuse(
        ErrorCode::price_above_cap,
        fmt::format(
            "The price is {} {}, above the cap of {}. Raise the cap to lease at this price.",
            format_amount(offer.price),
            offer.currency,
            format_amount(*order.max_price)
        )
    );
}

/// Returns the lease's number among the account's. The wallet's lock, taken before, keeps another
/// lease of the account from being opened meanwhile.
Result<std::int64_t> check_limits(db::Tx& tx, const OpenLease& order, Time now) {
    const auto& limits = order.limits;
    ASSERT(limits.open_at_once > 0 && limits.per_hour > 0);
    const auto read = [](const db::Row& row) {
        return Usage{row.int64(0), row.int64(1), row.optional_time(2)};
    };
    const auto usage = tx.one(
        sql::leases::account_usage, read, order.account, limits.open_at_once, limits.per_hour
    );
    ASSERT(usage.has_value());  // counts always come, be they 0
    if (usage->live >= limits.open_at_once) {
        return refuse(
            ErrorCode::too_many_open_leases,
            fmt::format(
                "Your plan allows {} open leases at once. Finish or cancel one first.",
                limits.open_at_once
            )
        );
    }
    if (usage->oldest_counted && *usage->oldest_counted > now - limit_window) {
        return refuse_until(
            ErrorCode::too_many_leases_per_hour,
            fmt::format("Your plan allows {} leases an hour. Wait for room.", limits.per_hour),
            *usage->oldest_counted + limit_window
        );
    }
    return usage->newest + 1;
}

Lease make_lease(
    const OpenLease& order,
    const catalog::Offer& offer,
    const inventory::TakenNumber& number,
    LeaseId id,
    Time now
) {
    Lease lease;
    lease.id = id;
    lease.account = order.account;
    lease.wallet = order.wallet;
    lease.number = number.id;
    lease.e164 = number.e164;
    lease.supplier = number.supplier;
    lease.country = offer.country;
    lease.service_id = offer.service_id;
    lease.service = offer.service;
    lease.price = offer.price;
    lease.currency = offer.currency;
    lease.supplier_cost = number.supplier_cost;
    lease.supplier_payable = ledger::PayableId{number.supplier_account};
    if (number.operator_account) {
        lease.operator_payable = ledger::PayableId{*number.operator_account};
        lease.operator_share = share_of(offer.price, number.operator_share_bp);
    }
    lease.quarantine = order.quarantine;
    lease.opened_at = now;
    lease.expires_at = now + order.window;
    lease.cancel_allowed_at = now + order.cancel_after;
    return lease;
}

void insert(db::Tx& tx, const Lease& lease, std::int64_t account_seq) {
    tx.send(
        sql::leases::insert_lease,
        lease.id,
        lease.account,
        account_seq,
        lease.wallet,
        lease.number,
        lease.e164,
        lease.supplier,
        lease.country,
        lease.service_id,
        lease.service,
        lease.price,
        lease.currency,
        lease.supplier_cost,
        lease.operator_share,
        lease.supplier_payable,
        lease.operator_payable,
        lease.quarantine.count(),
        lease.opened_at,
        lease.expires_at,
        lease.cancel_allowed_at,
        lease.switched_from
    );
}

}  // namespace

Result<Lease> open_instead_of(
    db::Tx& tx, const OpenLease& order, std::optional<LeaseId> old, const Moment& moment
) {
    TRY(const auto offer, catalog::find_offer(tx, order.country, order.service));
    CHECK(check_price(order, offer));
    const auto id = moment.ids.make<LeaseId>();
    TRY(const auto wallet, ledger::hold_fee(tx, {order.wallet, id, offer.price}, moment));
    if (wallet.currency != offer.currency) {
        return refuse(
            ErrorCode::offer_unavailable,
            fmt::format("This offer is in {}, your wallet in {}.", offer.currency, wallet.currency)
        );
    }
    TRY(const auto account_seq, check_limits(tx, order, moment.now));
    TRY(const auto number,
        inventory::take_number(tx, offer.country, offer.service_id, moment.random, moment.now));
    auto lease = make_lease(order, offer, number, id, moment.now);
    lease.switched_from = old;
    insert(tx, lease, account_seq);
    announce(tx, outbox::EventKind::lease_opened, lease, wallet, moment);
    tx.announce({db::Announcement::Topic::lease_deadlines, 0});
    return lease;
}

Result<Lease> open(db::Tx& tx, const OpenLease& order, const Moment& moment) {
    return open_instead_of(tx, order, std::nullopt, moment);
}

}  // namespace otpost::leases
