// SPDX-License-Identifier: Apache-2.0
// A second, naive book of the house, kept beside it from what the tables say after every commit:
// sums in maps, states in maps, nothing shared with the code it checks. A rule that is broken is a
// Violation at once. The rules are I1 to I12 of docs/reliability.md.
#pragma once

#include "base/time.hpp"
#include "db/database.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace otpost::sim {

class Auditor {
public:
    struct LeaseRow {
        std::int64_t id = 0;
        std::int64_t account = 0;
        std::int64_t wallet = 0;
        std::int64_t number = 0;
        std::int64_t service = 0;
        std::int64_t price = 0;
        std::int64_t supplier_cost = 0;
        std::int64_t operator_share = 0;
        std::int64_t supplier_payable = 0;
        std::int64_t operator_payable = 0;
        std::string status;
        std::int64_t opened_at = 0;
        std::int64_t expires_at = 0;
        std::int64_t cancel_allowed_at = 0;
        std::int64_t code_received_at = 0;  ///< 0: none
        std::int64_t closed_at = 0;         ///< 0: it is live
        std::string close_reason;
        std::int64_t message_count = 0;

        friend bool operator==(const LeaseRow&, const LeaseRow&) = default;
    };

    /// Takes in what was committed since the last step and checks it.
    void step(db::Tx& tx);

    /// After a restart: nothing that was ever seen may be missing or changed (I6).
    void check_survival(db::Tx& tx);

    /// Everything anew from the first row (I1, I10), and what only shows in the whole.
    void recompute(db::Tx& tx);

    /// The lease as last committed; null if there is none.
    const LeaseRow* lease(std::int64_t id) const;

    bool has_transfer(std::int64_t id) const { return transfers_.contains(id); }

    /// A live lease whose deadline was more than `grace` before `now` (L6).
    std::optional<std::int64_t> overdue(Time now, Duration grace) const;

    std::uint64_t steps() const { return steps_; }

    std::size_t leases() const { return leases_.size(); }

private:
    /// The transfers of one lease by what they are: hold, outcome, cost, share.
    struct Money {
        std::array<std::int64_t, 4> amount{};
        std::string outcome;  ///< `settle` or `refund`
    };

    struct WalletBook {
        std::int64_t balance = 0;
        std::int64_t held = 0;
        std::int64_t transfers = 0;
    };

    using Pair = std::pair<std::int64_t, std::int64_t>;  ///< number and service

    void read_transfer(const db::Row& row);
    void read_event(const db::Row& row);
    void read_message(const db::Row& row);
    void check_wallets(db::Tx& tx);
    void check_leases(db::Tx& tx);
    void take_lease(const LeaseRow& now);
    /// L4, from one commit to the next: several things may happen to a lease within one.
    static bool may_follow(std::string_view before, std::string_view now);
    void check_change(const LeaseRow* before, const LeaseRow& now) const;
    void check_number(const LeaseRow* before, const LeaseRow& now);
    void check_money(const LeaseRow& lease) const;
    void check_times(const LeaseRow& lease) const;
    void check_totals() const;

    std::int64_t last_transfer_ = 0;
    std::int64_t last_event_ = 0;
    std::int64_t last_message_ = 0;
    std::uint64_t steps_ = 0;

    std::set<std::int64_t> transfers_;
    std::map<std::int64_t, std::int64_t> accounts_;  ///< of the ledger: credits less debits
    std::map<std::int64_t, WalletBook> wallets_;
    std::map<std::int64_t, Money> money_;
    std::map<std::int64_t, LeaseRow> leases_;
    std::map<std::int64_t, std::int64_t> codes_;  ///< messages with a code, by lease
    std::map<std::int64_t, std::int64_t> event_seq_;
    std::map<Pair, std::int64_t> live_;                          ///< lease by number and service
    std::set<std::pair<std::int64_t, std::int64_t>> deadlines_;  ///< of live leases
    std::set<Pair> used_;                                        ///< got a code: never again (L2)
    std::set<std::int64_t> touched_wallets_;
    std::set<std::int64_t> touched_leases_;
};

}  // namespace otpost::sim
