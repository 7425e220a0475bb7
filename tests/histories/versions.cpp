// SPDX-License-Identifier: Apache-2.0
#include "versions.hpp"

#include <fmt/format.h>

namespace otpost::histories {

bool is_line(const Transfer& transfer) {
    return transfer.kind == "top_up" || transfer.kind == "lease" || transfer.kind == "refund";
}

Versions::Versions(const Chain& chain, const std::map<std::int64_t, std::int64_t>& successors)
    : chain_(chain) {
    for (const Transfer& transfer : chain) append(transfer);
    for (Version version = 1; version < states_.size(); ++version) {
        if (version == last()) break;
        const Transfer& one = transfer(version);
        const Transfer& next = transfer(version + 1);
        const auto successor = successors.find(one.lease);
        const bool is_switch = one.kind == "refund" && next.kind == "lease" &&
                               successor != successors.end() && successor->second == next.lease;
        const bool is_settling = next.kind == "supplier_cost" || next.kind == "operator_share";
        if (is_switch || is_settling) inner_.insert(version);
    }
    for (Version version = 0; version < states_.size(); ++version)
        if (!is_inner(version)) by_state_[states_[version]].push_back(version);
}

void Versions::append(const Transfer& transfer) {
    WalletSight state = states_.back();
    const Version version = states_.size();
    if (transfer.kind == "top_up") {
        state.balance += transfer.amount;
        recharges_[transfer.reason] = version;
    } else if (transfer.kind == "lease") {
        state.balance -= transfer.amount;
        state.held += transfer.amount;
        openings_[transfer.lease] = version;
    } else if (transfer.kind == "refund") {
        state.balance += transfer.amount;
        state.held -= transfer.amount;
        outcomes_[transfer.lease] = version;
    } else if (transfer.kind == "settle") {
        state.held -= transfer.amount;
        outcomes_[transfer.lease] = version;
    }
    transfers_[transfer.id] = version;
    if (state.balance != transfer.balance_after || state.balance < 0 || state.held < 0) {
        anomalies_.push_back(
            {"bank",
             fmt::format(
                 "version {}, {} of lease {}: balance {} held {}, booked {}",
                 version,
                 transfer.kind,
                 transfer.lease,
                 state.balance,
                 state.held,
                 transfer.balance_after
             )}
        );
    }
    states_.push_back(state);
}

Version Versions::end_of_transaction(Version version) const {
    while (is_inner(version)) ++version;
    return version;
}

const std::vector<Version>& Versions::with(const WalletSight& state) const {
    static const std::vector<Version> nothing;
    const auto found = by_state_.find(state);
    return found == by_state_.end() ? nothing : found->second;
}

std::optional<Version> Versions::recharge(const std::string& reason) const {
    const auto found = recharges_.find(reason);
    if (found == recharges_.end()) return std::nullopt;
    return found->second;
}

std::optional<Version> Versions::next_line(Version version) const {
    for (; version <= last(); ++version)
        if (version > 0 && is_line(transfer(version))) return version;
    return std::nullopt;
}

std::optional<Version> Versions::find(
    const std::map<std::int64_t, Version>& versions, std::int64_t key
) {
    const auto found = versions.find(key);
    if (found == versions.end()) return std::nullopt;
    return found->second;
}

std::vector<Versions> versions_of(const History& history) {
    std::map<std::int64_t, std::int64_t> successors;
    for (const Operation& operation : history.operations)
        if (operation.sight && operation.sight->switched_from != 0)
            successors[operation.sight->switched_from] = operation.sight->id;
    std::vector<Versions> versions;
    for (const Chain& chain : history.chains) versions.emplace_back(chain, successors);
    return versions;
}

}  // namespace otpost::histories
