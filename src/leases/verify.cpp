// SPDX-License-Identifier: Apache-2.0
#include "leases/verify.hpp"

#include "leases/lease.hpp"
#include "leases/leases_sql.hpp"
#include "ledger/pages.hpp"
#include "ledger/transfer.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace otpost::leases {

namespace {

using ledger::Difference;
using ledger::Slot;
using ledger::Transfer;
using ledger::TransferKind;

using Found = std::optional<Difference>;

constexpr int page_size = 1000;
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

std::vector<Lease> leases_after(db::Tx& tx, const std::optional<Lease>& last) {
    const auto id = last ? last->id.value() : lowest;
    return tx.all(sql::leases::leases_after, lease_from_row, id, page_size);
}

std::vector<Transfer> transfers_after(db::Tx& tx, const std::optional<Transfer>& last) {
    return ledger::lease_transfers_after(
        tx,
        last ? last->lease.value_or(lowest) : lowest,
        last ? last->slot.value_or(lowest) : lowest,
        page_size
    );
}

struct Booking {
    TransferKind kind;
    Money amount;
    std::optional<ledger::PayableId> payee;
};

/// What the ledger must have of a lease, by slot (I5).
std::vector<Booking> bookings_of(const Lease& lease) {
    std::vector<Booking> bookings{{TransferKind::lease, lease.price, {}}};
    switch (fee_place(lease)) {
        case FeePlace::escrow:
            break;
        case FeePlace::refunded:
            bookings.push_back({TransferKind::refund, lease.price, {}});
            break;
        case FeePlace::kept:
            bookings.push_back({TransferKind::settle, lease.price, {}});
            break;
        case FeePlace::settled:
            bookings.push_back({TransferKind::settle, lease.price, {}});
            if (lease.supplier_cost.is_positive()) {
                bookings.push_back(
                    {TransferKind::supplier_cost, lease.supplier_cost, lease.supplier_payable}
                );
            }
            if (lease.operator_payable && lease.operator_share.is_positive()) {
                bookings.push_back(
                    {TransferKind::operator_share, lease.operator_share, lease.operator_payable}
                );
            }
            break;
    }
    return bookings;
}

std::string text_of(
    WalletId wallet, std::string_view kind, Money amount, std::optional<ledger::PayableId> payee
) {
    return fmt::format(
        "{} of {} in the chain of {}{}",
        kind,
        format_amount(amount),
        to_string(wallet),
        payee ? " to " + to_string(*payee) : std::string{}
    );
}

std::string text_of(const Transfer& transfer) {
    const bool has_payee = transfer.slot == std::to_underlying(Slot::supplier_cost) ||
                           transfer.slot == std::to_underlying(Slot::operator_share);
    const std::optional<ledger::PayableId> payee =
        has_payee ? std::optional{ledger::PayableId{transfer.credit}} : std::nullopt;
    return text_of(transfer.wallet, transfer.kind, transfer.amount, payee);
}

/// Walks leases and the transfers of leases side by side, both ordered by lease.
class Verifier {
public:
    Verifier(db::Tx& tx, const ledger::TimeIsOver& is_over)
        : is_over_(is_over),
          leases_([&tx](const auto& last) { return leases_after(tx, last); }),
          transfers_([&tx](const auto& last) { return transfers_after(tx, last); }) {}

    void run(ledger::VerifyReport& report) {
        report.difference = walk(report);
        if (report.finished && !report.difference) report.difference = check_escrow(report);
    }

private:
    Found walk(ledger::VerifyReport& report) {
        while (leases_.peek() != nullptr) {
            if (auto found = check(leases_.pop())) return found;
            ++report.leases;
            if (report.leases % page_size == 0 && is_over_ && is_over_()) {
                report.finished = false;
                return std::nullopt;
            }
        }
        const auto* orphan = transfers_.peek();
        if (orphan == nullptr) return std::nullopt;
        return Difference{place(*orphan), "a lease of this id", "none"};
    }

    Found check(const Lease& lease) {
        if (const auto* next = transfers_.peek();
            next != nullptr && next->lease < lease.id.value()) {
            return Difference{place(*next), "a lease of this id", "none"};
        }
        const auto where =
            fmt::format("lease {} ({})", to_string(lease.id), to_string(lease.status));
        for (const auto& [kind, amount, payee] : bookings_of(lease)) {
            const auto expected = text_of(lease.wallet, ledger::to_string(kind), amount, payee);
            const auto* next = transfers_.peek();
            if (next == nullptr || next->lease != lease.id.value()) {
                return Difference{where + ": transfers", expected, "nothing"};
            }
            const auto found = text_of(transfers_.pop());
            if (found != expected) return Difference{where + ": transfers", expected, found};
        }
        if (const auto* next = transfers_.peek();
            next != nullptr && next->lease == lease.id.value()) {
            return Difference{where + ": transfers", "nothing more", text_of(*next)};
        }
        if (lease.status == Status::waiting) waiting_[lease.currency] += lease.price.micros();
        return std::nullopt;
    }

    static std::string place(const Transfer& transfer) {
        return fmt::format(
            "transfer {} of lease {}", to_string(transfer.id), transfer.lease.value_or(0)
        );
    }

    /// Each fee was compared above; this says it once more for the sum (I3).
    Found check_escrow(const ledger::VerifyReport& report) {
        for (const auto& [currency, escrow] : report.escrow) {
            const auto expected = Money{waiting_[currency]};
            if (escrow == expected) continue;
            return Difference{
                "escrow in " + currency + " against the prices of waiting leases",
                format_amount(expected),
                format_amount(escrow)
            };
        }
        return std::nullopt;
    }

    const ledger::TimeIsOver& is_over_;
    ledger::Pages<Lease> leases_;
    ledger::Pages<Transfer> transfers_;
    std::map<std::string, std::int64_t> waiting_;
};

}  // namespace

ledger::VerifyReport verify(db::Tx& tx, const ledger::TimeIsOver& is_over) {
    auto report = ledger::verify(tx, is_over);
    if (report.finished && report.ok()) Verifier{tx, is_over}.run(report);
    return report;
}

ledger::VerifyReport verify(db::Database& database) {
    return db::read(database, [](db::Tx& tx) { return verify(tx, {}); });
}

}  // namespace otpost::leases
