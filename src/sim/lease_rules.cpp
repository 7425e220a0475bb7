// SPDX-License-Identifier: Apache-2.0
// What the auditor demands of one lease, from what it was to what it is.
#include "sim/auditor.hpp"
#include "sim/demand.hpp"

#include <string_view>

namespace otpost::sim {

namespace {

bool is_live(std::string_view status) {
    return status == "waiting" || status == "received";
}

bool is_refunded(const Auditor::LeaseRow& lease) {
    return lease.status == "cancelled" || lease.status == "failed" ||
           (lease.status == "expired" && lease.close_reason != "wrong_service");
}

/// The columns that are fixed when a lease opens.
bool is_same_lease(const Auditor::LeaseRow& a, const Auditor::LeaseRow& b) {
    return a.account == b.account && a.wallet == b.wallet && a.number == b.number &&
           a.service == b.service && a.price == b.price && a.opened_at == b.opened_at &&
           a.supplier_cost == b.supplier_cost && a.operator_share == b.operator_share &&
           a.expires_at == b.expires_at && a.cancel_allowed_at == b.cancel_allowed_at;
}

}  // namespace

bool Auditor::may_follow(std::string_view before, std::string_view now) {
    return before == now || before == "waiting" || (before == "received" && now == "completed");
}

void Auditor::check_change(const LeaseRow* before, const LeaseRow& now) const {
    if (before == nullptr) return;
    demand(is_same_lease(*before, now), "L4: lease {} is not what it was opened as", now.id);
    demand(
        may_follow(before->status, now.status),
        "L4: lease {} goes from {} to {}",
        now.id,
        before->status,
        now.status
    );
    demand(
        before->closed_at == 0 || before->closed_at == now.closed_at,
        "L4: lease {} is closed twice",
        now.id
    );
    demand(before->message_count <= now.message_count, "I8: lease {} loses messages", now.id);
}

void Auditor::check_number(const LeaseRow* before, const LeaseRow& now) {
    const Pair pair{now.number, now.service};
    const bool was_live = before != nullptr && is_live(before->status);
    if (before == nullptr) {
        demand(!used_.contains(pair), "L2: lease {} has a number that got a code before", now.id);
    }
    if (is_live(now.status)) {
        const auto [place, is_new] = live_.try_emplace(pair, now.id);
        demand(
            place->second == now.id,
            "I4: leases {} and {} are live on one number for one service",
            place->second,
            now.id
        );
        if (is_new) deadlines_.emplace(now.expires_at, now.id);
    } else if (was_live) {
        live_.erase(pair);
        deadlines_.erase({now.expires_at, now.id});
    }
    if (now.code_received_at != 0) used_.insert(pair);
}

void Auditor::check_money(const LeaseRow& lease) const {
    const auto found = money_.find(lease.id);
    demand(found != money_.end(), "I5: lease {} has no transfer", lease.id);
    const Money& money = found->second;
    demand(
        money.amount[0] == lease.price,
        "I5: lease {} costs {} and holds {}",
        lease.id,
        lease.price,
        money.amount[0]
    );
    const bool refunded = is_refunded(lease);
    const bool got_code = lease.code_received_at != 0;
    const std::string_view expected =
        lease.status == "waiting" ? "" : (refunded ? "refund" : "settle");
    demand(
        money.outcome == expected,
        "I5: lease {} is {} and its fee is '{}'",
        lease.id,
        lease.status,
        money.outcome
    );
    demand(
        expected.empty() || money.amount[1] == lease.price,
        "I3: lease {} costs {} and gives back or earns {}",
        lease.id,
        lease.price,
        money.amount[1]
    );
    const std::int64_t cost = got_code ? lease.supplier_cost : 0;
    const std::int64_t share = got_code && lease.operator_payable != 0 ? lease.operator_share : 0;
    demand(
        money.amount[2] == cost && money.amount[3] == share,
        "I5: lease {} pays {} and {}, expected {} and {}",
        lease.id,
        money.amount[2],
        money.amount[3],
        cost,
        share
    );
    const auto codes = codes_.find(lease.id);
    const std::int64_t delivered = codes == codes_.end() ? 0 : codes->second;
    demand(!refunded || delivered == 0, "I12: lease {} is refunded and has a code", lease.id);
    demand(
        got_code == (delivered > 0),
        "I12: lease {} has {} messages with a code and {} one",
        lease.id,
        delivered,
        got_code ? "had" : "never had"
    );
}

void Auditor::check_times(const LeaseRow& lease) const {
    const bool by_clock = lease.close_reason == "deadline" || lease.close_reason == "wrong_service";
    if (by_clock)
        demand(lease.closed_at >= lease.expires_at, "T8: lease {} ends before its time", lease.id);
    if (lease.status == "cancelled")
        demand(
            lease.closed_at < lease.expires_at && lease.closed_at >= lease.cancel_allowed_at,
            "L5: lease {} is cancelled outside of its time",
            lease.id
        );
    demand(
        lease.code_received_at == 0 || lease.code_received_at < lease.expires_at,
        "L11: lease {} gets its code after its deadline",
        lease.id
    );
}

}  // namespace otpost::sim
