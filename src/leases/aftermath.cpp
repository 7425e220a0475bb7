// SPDX-License-Identifier: Apache-2.0
#include "leases/aftermath.hpp"

#include "base/assert.hpp"
#include "inventory/inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace otpost::leases {

namespace {

using outbox::EventKind;
using outbox::NewEvent;

NewEvent lease_event(EventKind kind, const Lease& lease) {
    return {kind, lease.id.value(), fmt::format(R"({{"status":"{}"}})", to_string(lease.status))};
}

NewEvent wallet_event(const ledger::Wallet& wallet) {
    return {
        EventKind::wallet_changed,
        wallet.id.value(),
        fmt::format(
            R"({{"balance":"{}","held":"{}","currency":"{}"}})",
            format_amount(wallet.balance),
            format_amount(wallet.held),
            wallet.currency
        )
    };
}

EventKind closing_event(Status status) {
    switch (status) {
        case Status::completed:
            return EventKind::lease_completed;
        case Status::cancelled:
            return EventKind::lease_cancelled;
        case Status::expired:
            return EventKind::lease_expired;
        case Status::failed:
            return EventKind::lease_failed;
        case Status::waiting:
        case Status::received:
            break;
    }
    std::unreachable();
}

/// The wallet, if the close moved the fee.
std::optional<ledger::Wallet> move_fee(db::Tx& tx, const Lease& lease, const Moment& moment) {
    const ledger::Fee fee{lease.wallet, lease.id, lease.price};
    switch (fee_place(lease)) {
        case FeePlace::settled:
            return std::nullopt;
        case FeePlace::refunded:
            return ledger::refund_fee(tx, fee, moment);
        case FeePlace::kept: {
            const ledger::Earnings nobody{lease.supplier_payable, Money{}, std::nullopt, Money{}};
            return ledger::settle_fee(tx, fee, nobody, moment);
        }
        case FeePlace::escrow:
            break;
    }
    std::unreachable();
}

void release_number(db::Tx& tx, const Lease& lease, const Moment& moment) {
    const auto release =
        lease.code_received_at ? inventory::Release::code_received : inventory::Release::unused;
    inventory::release_number(
        tx, lease.number, lease.service_id, release, moment.now, lease.quarantine
    );
}

}  // namespace

void announce(db::Tx& tx, EventKind kind, const Lease& lease, const Moment& moment) {
    const std::array events{lease_event(kind, lease)};
    outbox::append_events(tx, lease.account, events, moment);
}

void announce(
    db::Tx& tx,
    EventKind kind,
    const Lease& lease,
    const ledger::Wallet& wallet,
    const Moment& moment
) {
    const std::array events{lease_event(kind, lease), wallet_event(wallet)};
    outbox::append_events(tx, lease.account, events, moment);
}

void conclude(db::Tx& tx, std::span<const Lease> closed, const Moment& moment) {
    std::vector<const Lease*> leases;
    for (const auto& lease : closed) {
        ASSERT(!is_live(lease.status));
        leases.push_back(&lease);
    }
    std::ranges::sort(leases, {}, [](const Lease* lease) {
        return std::pair{lease->wallet, lease->id};
    });
    std::map<AccountId, std::vector<NewEvent>> events;
    for (const auto* lease : leases) {
        auto& of_account = events[lease->account];
        const auto wallet = move_fee(tx, *lease, moment);
        of_account.push_back(lease_event(closing_event(lease->status), *lease));
        if (wallet) of_account.push_back(wallet_event(*wallet));
    }
    std::ranges::sort(leases, {}, [](const Lease* lease) {
        return std::pair{lease->number, lease->service_id};
    });
    for (const auto* lease : leases) release_number(tx, *lease, moment);
    for (const auto& [account, of_account] : events) {
        outbox::append_events(tx, account, of_account, moment);
    }
}

ledger::Wallet settle(db::Tx& tx, const Lease& lease, const Moment& moment) {
    const ledger::Fee fee{lease.wallet, lease.id, lease.price};
    const ledger::Earnings earnings{
        .supplier = lease.supplier_payable,
        .supplier_cost = lease.supplier_cost,
        .operator_ = lease.operator_payable,
        .operator_share = lease.operator_share
    };
    return ledger::settle_fee(tx, fee, earnings, moment);
}

}  // namespace otpost::leases
