// SPDX-License-Identifier: Apache-2.0
#include "bank.hpp"

#include "versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <queue>

namespace otpost::histories {

namespace {

/// A place in the order of one wallet: writing version v is at 2v, reading it at 2v + 1.
using Place = std::size_t;

constexpr Place writing(Version version) {
    return 2 * version;
}

constexpr Place reading(Version version) {
    return 2 * version + 1;
}

/// Where an operation may stand in the order of its wallet.
struct Places {
    std::vector<Place> some;  ///< in order
    Place first = 0;          ///< used when `some` is empty: any place of a range
    Place last = static_cast<Place>(-1);
};

/// Gives each operation the earliest place that what was over before it allows. Were there any
/// order, this would be one: an earlier place never forbids a later operation anything.
class Teller {
public:
    Teller(const Versions& versions, std::vector<Anomaly>& anomalies)
        : versions_(versions),
          anomalies_(anomalies) {}

    /// In the order of their calls.
    void serve(const Operation& operation) {
        const auto places = places_of(operation);
        if (!places) return;
        forget_returned_before(operation.invoked);
        const auto place = earliest(*places);
        if (!place) {
            note(operation, fmt::format("version {} was seen before", floor_ / 2));
            return;
        }
        if (operation.returned != never) running_.emplace(operation.returned, *place);
    }

private:
    void note(const Operation& operation, std::string_view why) {
        anomalies_.push_back({"bank", fmt::format("{}: {}", describe(operation), why)});
    }

    void forget_returned_before(Nanos instant) {
        while (!running_.empty() && running_.top().first < instant) {
            floor_ = std::max(floor_, running_.top().second);
            running_.pop();
        }
    }

    std::optional<Place> earliest(const Places& places) const {
        if (!places.some.empty()) {
            const auto found = std::ranges::lower_bound(places.some, floor_);
            if (found == places.some.end()) return std::nullopt;
            return *found;
        }
        const Place place = std::max(places.first, floor_);
        if (place > places.last) return std::nullopt;
        return place;
    }

    /// Nothing for what tells nothing of the wallet, or what can't be at all.
    std::optional<Places> places_of(const Operation& operation) {
        if (operation.wallet) return of_wallet(operation);
        if (!operation.lines.empty()) return of_statement(operation);
        if (!operation.has_succeeded()) return std::nullopt;
        if (operation.act == Act::recharge)
            return of_write(operation, versions_.recharge(operation.key));
        if (!operation.sight) return std::nullopt;
        const auto lease = operation.sight->id;
        if (operation.act == Act::open || operation.act == Act::switch_to)
            return of_write(operation, versions_.opening(lease));
        if (operation.act == Act::cancel && operation.sight->is_refunded)
            return of_write(operation, versions_.outcome(lease));
        return of_sight(*operation.sight);
    }

    std::optional<Places> of_wallet(const Operation& operation) {
        const auto& versions = versions_.with(*operation.wallet);
        Places places;
        for (const Version version : versions) places.some.push_back(reading(version));
        if (!versions.empty()) return places;
        note(operation, "the wallet never was like that");
        return std::nullopt;
    }

    std::optional<Places> of_write(const Operation& operation, std::optional<Version> version) {
        if (version) return Places{.some = {writing(*version)}};
        note(operation, "the ledger knows nothing of it");
        return std::nullopt;
    }

    std::optional<Places> of_statement(const Operation& operation) {
        std::optional<Version> newest;
        std::optional<Version> expected;
        for (const Line& line : operation.lines) {
            const auto version = versions_.of_transfer(line.transfer);
            if (!version || line.balance_after != versions_.state(*version).balance ||
                (expected && versions_.next_line(*version + 1) != expected)) {
                note(operation, fmt::format("transfer {} is not in its place", line.transfer));
                return std::nullopt;
            }
            if (!newest) newest = version;
            expected = version;
        }
        if (versions_.is_inner(*newest) && is_line(versions_.transfer(*newest + 1))) {
            note(operation, "ends in the middle of a switch");
            return std::nullopt;
        }
        Places places{.some = {}, .first = reading(*newest)};
        if (const auto next = versions_.next_line(*newest + 1)) places.last = writing(*next) - 1;
        return places;
    }

    std::optional<Places> of_sight(const LeaseSight& sight) {
        Places places;
        const auto opening = versions_.opening(sight.id);
        const auto outcome = versions_.outcome(sight.id);
        if (opening) places.first = reading(*opening);
        if (sight.status == "waiting") {
            if (outcome) places.last = writing(*outcome) - 1;
        } else if (outcome) {
            places.first = reading(*outcome);
        }
        return places;
    }

    const Versions& versions_;
    std::vector<Anomaly>& anomalies_;
    Place floor_ = 0;
    using Running = std::pair<Nanos, Place>;
    std::priority_queue<Running, std::vector<Running>, std::greater<>> running_;
};

}  // namespace

std::vector<Anomaly> check_bank(const History& history) {
    auto operations = fold_repeated(history.operations);
    std::ranges::sort(operations, {}, &Operation::invoked);
    const auto wallets = versions_of(history);
    std::vector<Anomaly> anomalies;
    for (std::size_t account = 0; account < wallets.size(); ++account) {
        const Versions& versions = wallets[account];
        std::ranges::copy(versions.anomalies(), std::back_inserter(anomalies));
        Teller teller(versions, anomalies);
        for (const Operation& operation : operations)
            if (operation.account == account && operation.act != Act::message)
                teller.serve(operation);
    }
    return anomalies;
}

}  // namespace otpost::histories
