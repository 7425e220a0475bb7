// SPDX-License-Identifier: Apache-2.0
// A wallet as its chain of transfers says it was: version by version, what was in it, which
// versions nobody may ever see because their transaction went on, and where each lease's fee
// moved. Version 0 is the empty wallet.
#pragma once

#include "history.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace otpost::histories {

using Version = std::size_t;

class Versions {
public:
    /// `successors`: the lease that was switched to, by the one that was left.
    Versions(const Chain& chain, const std::map<std::int64_t, std::int64_t>& successors);

    Version last() const { return states_.size() - 1; }

    const WalletSight& state(Version version) const { return states_.at(version); }

    /// Whether the same transaction wrote the next version too.
    bool is_inner(Version version) const { return inner_.contains(version); }

    /// The version that its transaction left behind.
    Version end_of_transaction(Version version) const;

    /// Those a client may see that hold exactly this, in order.
    const std::vector<Version>& with(const WalletSight& state) const;

    std::optional<Version> opening(std::int64_t lease) const { return find(openings_, lease); }

    /// Settled or refunded.
    std::optional<Version> outcome(std::int64_t lease) const { return find(outcomes_, lease); }

    std::optional<Version> recharge(const std::string& reason) const;

    std::optional<Version> of_transfer(std::int64_t id) const { return find(transfers_, id); }

    /// The next version at or after this one that the customer's statement shows.
    std::optional<Version> next_line(Version version) const;

    const Transfer& transfer(Version version) const { return chain_.at(version - 1); }

    /// What contradicts itself in the chain alone.
    const std::vector<Anomaly>& anomalies() const { return anomalies_; }

private:
    static std::optional<Version> find(
        const std::map<std::int64_t, Version>& versions, std::int64_t key
    );
    void append(const Transfer& transfer);

    const Chain& chain_;
    std::vector<WalletSight> states_{WalletSight{}};
    std::set<Version> inner_;
    std::map<WalletSight, std::vector<Version>> by_state_;
    std::map<std::int64_t, Version> openings_;
    std::map<std::int64_t, Version> outcomes_;
    std::map<std::int64_t, Version> transfers_;
    std::map<std::string, Version> recharges_;
    std::vector<Anomaly> anomalies_;
};

/// The versions of every account of a history.
std::vector<Versions> versions_of(const History& history);

/// Whether the customer's statement shows it.
bool is_line(const Transfer& transfer);

}  // namespace otpost::histories
