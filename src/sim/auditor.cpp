// SPDX-License-Identifier: Apache-2.0
#include "sim/auditor.hpp"

#include "sim/audit_sql.hpp"
#include "sim/demand.hpp"

#include <string_view>

namespace otpost::sim {

namespace {

namespace audit = otpost::sql::audit;

// The house's own accounts, as docs say them.
constexpr std::int64_t escrow = 1;

Auditor::LeaseRow lease_row(const db::Row& row) {
    const auto text = [&](int column) {
        return row.is_null(column) ? std::string{} : std::string{row.text(column)};
    };
    const auto number = [&](int column) { return row.optional_int64(column).value_or(0); };
    return {
        row.int64(0),
        row.int64(1),
        row.int64(2),
        row.int64(3),
        row.int64(4),
        row.int64(5),
        row.int64(6),
        row.int64(7),
        row.int64(8),
        number(9),
        text(10),
        row.int64(11),
        row.int64(12),
        row.int64(13),
        number(14),
        number(15),
        text(16),
        row.int64(17)
    };
}

}  // namespace

void Auditor::step(db::Tx& tx) {
    ++steps_;
    tx.run(audit::transfers_after, std::array{db::Tx::to_param(last_transfer_)}, [&](auto& row) {
        read_transfer(row);
    });
    tx.run(audit::messages_after, std::array{db::Tx::to_param(last_message_)}, [&](auto& row) {
        read_message(row);
    });
    tx.run(audit::events_after, std::array{db::Tx::to_param(last_event_)}, [&](auto& row) {
        read_event(row);
    });
    check_wallets(tx);
    check_leases(tx);
}

void Auditor::read_transfer(const db::Row& row) {
    const std::int64_t id = row.int64(0);
    const std::int64_t wallet = row.int64(1);
    const std::int64_t debit = row.int64(3);
    const std::int64_t credit = row.int64(4);
    const std::int64_t amount = row.int64(5);
    const std::string_view kind = row.text(6);
    last_transfer_ = id;
    transfers_.insert(id);
    touched_wallets_.insert(wallet);
    demand(amount > 0, "I1: transfer {} moves {}", id, amount);
    accounts_[debit] -= amount;
    accounts_[credit] += amount;
    WalletBook& book = wallets_[wallet];
    ++book.transfers;
    demand(
        row.int64(2) == book.transfers,
        "I10: transfer {} has place {} in its chain, expected {}",
        id,
        row.int64(2),
        book.transfers
    );
    if (credit == wallet) book.balance += amount;
    if (debit == wallet) book.balance -= amount;
    if (credit == escrow) book.held += amount;
    if (debit == escrow) book.held -= amount;
    demand(book.balance >= 0, "I2: wallet {} falls to {}", wallet, book.balance);
    demand(book.held >= 0, "I3: more leaves escrow for wallet {} than went in", wallet);
    demand(
        row.int64(9) == book.balance,
        "I10: transfer {} says balance {}, the sum is {}",
        id,
        row.int64(9),
        book.balance
    );
    if (row.is_null(7)) return;
    const std::int64_t lease = row.int64(7);
    const auto slot = static_cast<std::size_t>(row.int64(8));
    touched_leases_.insert(lease);
    Money& money = money_[lease];
    demand(
        slot < 4 && money.amount.at(slot) == 0, "I3: lease {} has two transfers {}", lease, kind
    );
    money.amount[slot] = amount;
    if (slot == 1) money.outcome = kind;
    if (slot == 1)
        demand(
            amount <= money.amount[0], "I9: lease {} gives {} of {}", lease, amount, money.amount[0]
        );
}

void Auditor::read_message(const db::Row& row) {
    last_message_ = row.int64(0);
    if (row.is_null(1)) return;
    touched_leases_.insert(row.int64(1));
    if (row.int64(4) == 1) ++codes_[row.int64(1)];
}

void Auditor::read_event(const db::Row& row) {
    last_event_ = row.int64(0);
    std::int64_t& seq = event_seq_[row.int64(1)];
    demand(
        row.int64(2) == seq + 1,
        "M5: event {} of account {} follows {}",
        row.int64(2),
        row.int64(1),
        seq
    );
    seq = row.int64(2);
    if (row.text(3) != "wallet.changed") touched_leases_.insert(row.int64(4));
}

void Auditor::check_wallets(db::Tx& tx) {
    for (const std::int64_t id : touched_wallets_) {
        const WalletBook& book = wallets_[id];
        const auto rows =
            tx.run(audit::wallet, std::array{db::Tx::to_param(id)}, [&](const db::Row& row) {
                demand(
                    row.int64(0) == book.balance && row.int64(1) == book.held &&
                        row.int64(2) == book.transfers,
                    "I10: wallet {} is stored as {} and {} held after {}, its transfers make it {} "
                    "and {} after {}",
                    id,
                    row.int64(0),
                    row.int64(1),
                    row.int64(2),
                    book.balance,
                    book.held,
                    book.transfers
                );
            });
        demand(rows == 1, "I6: wallet {} is gone", id);
    }
    touched_wallets_.clear();
}

void Auditor::check_leases(db::Tx& tx) {
    for (const std::int64_t id : touched_leases_) {
        const auto row = tx.one(audit::lease, lease_row, id);
        demand(row.has_value(), "I5: lease {} has money or messages but no row", id);
        if (row) take_lease(*row);
    }
    touched_leases_.clear();
}

void Auditor::take_lease(const LeaseRow& now) {
    const auto known = leases_.find(now.id);
    const LeaseRow* const before = known == leases_.end() ? nullptr : &known->second;
    check_change(before, now);
    check_number(before, now);
    check_money(now);
    check_times(now);
    leases_[now.id] = now;
}

const Auditor::LeaseRow* Auditor::lease(std::int64_t id) const {
    const auto found = leases_.find(id);
    return found == leases_.end() ? nullptr : &found->second;
}

std::optional<std::int64_t> Auditor::overdue(Time now, Duration grace) const {
    if (deadlines_.empty()) return std::nullopt;
    const auto& [deadline, lease] = *deadlines_.begin();
    if (from_micros(deadline) + grace >= now) return std::nullopt;
    return lease;
}

void Auditor::check_survival(db::Tx& tx) {
    std::map<std::int64_t, std::int64_t> versions;
    tx.run(audit::wallets, {}, [&](const db::Row& row) { versions[row.int64(0)] = row.int64(3); });
    for (const auto& [id, book] : wallets_)
        demand(
            versions[id] >= book.transfers,
            "I6: wallet {} had {} transfers and has {} after the crash",
            id,
            book.transfers,
            versions[id]
        );
    std::size_t found = 0;
    tx.run(audit::leases, {}, [&](const db::Row& row) {
        const LeaseRow now = lease_row(row);
        const auto known = leases_.find(now.id);
        if (known == leases_.end()) return;
        ++found;
        demand(
            may_follow(known->second.status, now.status),
            "I6: lease {} was {} and is {} after the crash",
            now.id,
            known->second.status,
            now.status
        );
    });
    demand(
        found == leases_.size(),
        "I6: of {} leases {} are there after the crash",
        leases_.size(),
        found
    );
    step(tx);
}

void Auditor::recompute(db::Tx& tx) {
    step(tx);
    Auditor anew;
    anew.event_seq_ = event_seq_;  // old events are deleted in time
    anew.last_event_ = last_event_;
    tx.run(audit::leases, {}, [&](const db::Row& row) {
        anew.touched_leases_.insert(row.int64(0));
    });
    anew.step(tx);
    demand(
        anew.leases_ == leases_, "I5: the leases are not those that were seen to open and close"
    );
    demand(anew.transfers_ == transfers_, "I6: the transfers are not those that were seen");
    demand(anew.accounts_ == accounts_, "I10: the accounts are not what was seen to flow");
    demand(anew.live_ == live_, "I4: the live leases are not those that were seen");
    check_totals();
    std::set<Pair> leased;
    tx.run(audit::leased_rows, {}, [&](const db::Row& row) {
        leased.emplace(row.int64(0), row.int64(1));
    });
    for (const auto& [pair, lease] : live_)
        demand(leased.contains(pair), "L2: the number of live lease {} is not leased", lease);
    demand(
        leased.size() == live_.size(),
        "L2: {} numbers are leased for {} live leases",
        leased.size(),
        live_.size()
    );
}

void Auditor::check_totals() const {
    std::int64_t sum = 0;
    std::int64_t held = 0;
    for (const auto& [id, balance] : accounts_) sum += balance;
    demand(sum == 0, "I1: all accounts sum to {}", sum);
    for (const auto& [id, book] : wallets_) held += book.held;
    std::int64_t prices = 0;
    for (const auto& [id, lease] : leases_)
        if (lease.status == "waiting") prices += lease.price;
    const auto kept = accounts_.find(escrow);
    const std::int64_t in_escrow = kept == accounts_.end() ? 0 : kept->second;
    demand(
        in_escrow == held && held == prices,
        "I3: escrow holds {}, wallets say {}, waiting leases cost {}",
        in_escrow,
        held,
        prices
    );
}

}  // namespace otpost::sim
