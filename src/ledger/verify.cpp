// SPDX-License-Identifier: Apache-2.0
#include "ledger/verify.hpp"

#include "crypto/encoding.hpp"
#include "ledger/ledger_sql.hpp"
#include "ledger/pages.hpp"
#include "ledger/transfer.hpp"

#include <fmt/format.h>

#include <limits>
#include <unordered_map>
#include <utility>

namespace otpost::ledger {

namespace {

constexpr int page_size = 1000;
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

// Wider than any sum of int64 amounts can get.
__extension__ using Wide = __int128;

using Found = std::optional<Difference>;

struct StoredWallet {
    WalletId id;
    std::string currency;
    std::int64_t balance = 0;
    std::int64_t held = 0;
    std::int64_t version = 0;
    std::string head;
};

struct Payable {
    std::string kind;
    std::string currency;
};

/// Of one currency.
struct Totals {
    Wide wallets = 0;  ///< stored balances
    Wide held = 0;     ///< as stored
    Wide escrow = 0;   ///< from transfers
    Wide house = 0;    ///< from transfers: escrow and all other accounts that are no wallets
};

std::string in_words(Wide value) {
    return fmt::format("{}", value);
}

std::string place(const Transfer& transfer) {
    return fmt::format(
        "transfer {} (wallet {}, position {})",
        to_string(transfer.id),
        to_string(transfer.wallet),
        transfer.chain_seq
    );
}

Found differ(std::string where, std::string expected, std::string found) {
    return Difference{std::move(where), std::move(expected), std::move(found)};
}

template <class T>
Found compare(const std::string& where, std::string_view what, const T& expected, const T& found) {
    if (expected == found) return std::nullopt;
    return differ(
        fmt::format("{}: {}", where, what), fmt::format("{}", expected), fmt::format("{}", found)
    );
}

std::vector<StoredWallet> wallets_after(db::Tx& tx, const std::optional<StoredWallet>& last) {
    const auto read = [](const db::Row& row) {
        return StoredWallet{
            .id = row.id<WalletId>(0),
            .currency = std::string{row.text(1)},
            .balance = row.int64(2),
            .held = row.int64(3),
            .version = row.int64(4),
            .head = std::string{crypto::as_text(row.bytes(5))}
        };
    };
    return tx.all(sql::ledger::wallets_after, read, last ? last->id.value() : lowest, page_size);
}

std::vector<Transfer> transfers_after(db::Tx& tx, const std::optional<Transfer>& last) {
    return tx.all(
        sql::ledger::transfers_after,
        transfer_from_row,
        last ? last->wallet.value() : lowest,
        last ? last->chain_seq : lowest,
        page_size
    );
}

/// The hash chain, the running balance and the accounts of one wallet's transfers.
class Chain {
public:
    Chain(const StoredWallet& wallet, const std::unordered_map<std::int64_t, Payable>& payables)
        : payables_(payables),
          wallet_(wallet.id),
          currency_(wallet.currency),
          head_(crypto::as_text(genesis_hash(wallet.id, wallet.currency))) {}

    Found append(const Transfer& transfer);

    /// The stored row against what the transfers make it.
    Found compare_with(const StoredWallet& stored) const;

private:
    Found check_kind(const Transfer& transfer, TransferKind kind);
    Found check_accounts(const Transfer& transfer, std::int64_t debit, std::int64_t credit) const;
    Found check_payee(const Transfer& transfer, HouseAccount debit, std::string_view kind) const;

    const std::unordered_map<std::int64_t, Payable>& payables_;
    WalletId wallet_;
    std::string_view currency_;

    // After the transfers so far.
    Wide balance_ = 0;
    Wide held_ = 0;
    std::int64_t version_ = 0;
    std::string head_;
};

Found Chain::append(const Transfer& transfer) {
    const auto where = place(transfer);
    if (auto found = compare(where, "position", version_ + 1, transfer.chain_seq)) return found;
    const auto kind = parse_kind(transfer.kind);
    if (!kind) return differ(where + ": kind", "a known kind", transfer.kind);
    if (!transfer.amount.is_positive()) {
        return differ(where + ": amount", "above zero", in_words(transfer.amount.micros()));
    }
    if (auto found = check_kind(transfer, *kind)) return found;
    if (auto found =
            compare(where, "balance after", balance_, Wide{transfer.balance_after.micros()})) {
        return found;
    }
    if (balance_ < 0) return differ(where + ": balance", "not negative", in_words(balance_));
    if (held_ < 0) return differ(where + ": held", "not negative", in_words(held_));
    const auto hash = chain_hash(head_, transfer);
    if (auto found = compare(where, "hash", crypto::hex(hash), crypto::hex(transfer.hash))) {
        return found;
    }
    version_ = transfer.chain_seq;
    head_ = transfer.hash;
    return std::nullopt;
}

/// What a kind moves, and between which accounts.
Found Chain::check_kind(const Transfer& transfer, TransferKind kind) {
    const auto slot = slot_of(kind);
    const auto slot_number = slot ? std::to_underlying(*slot) : -1;
    if (auto found = compare(place(transfer), "slot", slot_number, transfer.slot.value_or(-1))) {
        return found;
    }
    const auto wallet = wallet_.value();
    const auto escrow = std::to_underlying(HouseAccount::escrow);
    const auto amount = transfer.amount.micros();
    switch (kind) {
        case TransferKind::top_up:
            balance_ += amount;
            return check_accounts(
                transfer, std::to_underlying(HouseAccount::clearing_manual), wallet
            );
        case TransferKind::lease:
            balance_ -= amount;
            held_ += amount;
            return check_accounts(transfer, wallet, escrow);
        case TransferKind::refund:
            balance_ += amount;
            held_ -= amount;
            return check_accounts(transfer, escrow, wallet);
        case TransferKind::settle:
            held_ -= amount;
            return check_accounts(transfer, escrow, std::to_underlying(HouseAccount::revenue));
        case TransferKind::supplier_cost:
            return check_payee(transfer, HouseAccount::supplier_cost, "supplier_payable");
        case TransferKind::operator_share:
            return check_payee(transfer, HouseAccount::operator_share_cost, "operator_payable");
    }
    std::unreachable();
}

Found Chain::check_accounts(const Transfer& transfer, std::int64_t debit, std::int64_t credit)
    const {
    if (auto found = compare(place(transfer), "debit account", debit, transfer.debit)) return found;
    return compare(place(transfer), "credit account", credit, transfer.credit);
}

Found Chain::check_payee(const Transfer& transfer, HouseAccount debit, std::string_view kind)
    const {
    if (auto found = check_accounts(transfer, std::to_underlying(debit), transfer.credit)) {
        return found;
    }
    const auto payee = payables_.find(transfer.credit);
    const auto expected = fmt::format("a {} in {}", kind, currency_);
    if (payee == payables_.end()) {
        return differ(
            place(transfer) + ": credit account",
            expected,
            fmt::format("{}, which is no account", transfer.credit)
        );
    }
    return compare(
        place(transfer) + ": credit account",
        to_string(PayableId{transfer.credit}),
        expected,
        fmt::format("a {} in {}", payee->second.kind, payee->second.currency)
    );
}

Found Chain::compare_with(const StoredWallet& stored) const {
    const auto where = "wallet " + to_string(stored.id);
    if (auto found = compare(where, "version", version_, stored.version)) return found;
    if (auto found = compare(where, "balance", balance_, Wide{stored.balance})) return found;
    if (auto found = compare(where, "held", held_, Wide{stored.held})) return found;
    return compare(where, "head", crypto::hex(head_), crypto::hex(stored.head));
}

bool is(HouseAccount account, std::int64_t id) {
    return std::to_underlying(account) == id;
}

/// Walks wallets and transfers side by side, both ordered by wallet.
class Verifier {
public:
    Verifier(db::Tx& tx, const TimeIsOver& is_over)
        : is_over_(is_over),
          wallets_(while_there_is_time(tx, wallets_after)),
          transfers_(while_there_is_time(tx, transfers_after)) {
        const auto read = [this](const db::Row& row) {
            payables_[row.int64(0)] = {std::string{row.text(1)}, std::string{row.text(2)}};
            return 0;
        };
        tx.all(sql::ledger::all_payables, read);
    }

    VerifyReport run() {
        report_.difference = walk();
        if (!report_.difference) report_.difference = check_totals();
        // Without the pages that did not come any more, what was compared means nothing.
        if (!report_.finished) report_.difference.reset();
        return std::move(report_);
    }

private:
    /// The pages of a table; none any more when the time is over.
    template <class T>
    typename Pages<T>::Fetch while_there_is_time(
        db::Tx& tx, std::vector<T> (*after)(db::Tx&, const std::optional<T>&)
    ) {
        return [this, &tx, after](const std::optional<T>& last) {
            if (is_over_ && is_over_()) report_.finished = false;
            return report_.finished ? after(tx, last) : std::vector<T>{};
        };
    }

    Found walk() {
        while (wallets_.peek() != nullptr) {
            if (auto found = check_wallet(wallets_.pop())) return found;
        }
        return check_orphan(std::numeric_limits<std::int64_t>::max());
    }

    /// A transfer before the wallet to come belongs to none.
    Found check_orphan(std::int64_t next_wallet) {
        const auto* transfer = transfers_.peek();
        if (transfer == nullptr || transfer->wallet.value() >= next_wallet) return std::nullopt;
        return differ(place(*transfer), "a wallet of this id", "none");
    }

    Found check_wallet(const StoredWallet& wallet) {
        if (auto found = check_orphan(wallet.id.value())) return found;
        auto& totals = totals_[wallet.currency];
        Chain chain{wallet, payables_};
        while (transfers_.peek() != nullptr && transfers_.peek()->wallet == wallet.id) {
            const auto transfer = transfers_.pop();
            if (auto found = chain.append(transfer)) return found;
            add(totals, transfer, wallet.currency);
        }
        totals.wallets += wallet.balance;
        totals.held += wallet.held;
        ++report_.wallets;
        return chain.compare_with(wallet);
    }

    void add(Totals& totals, const Transfer& transfer, const std::string& currency) {
        const auto amount = transfer.amount.micros();
        const auto wallet = transfer.wallet.value();
        if (transfer.credit != wallet) {
            totals.house += amount;
            sums_[{transfer.credit, currency}].credited += amount;
        }
        if (transfer.debit != wallet) {
            totals.house -= amount;
            sums_[{transfer.debit, currency}].debited += amount;
        }
        if (is(HouseAccount::escrow, transfer.credit)) totals.escrow += amount;
        if (is(HouseAccount::escrow, transfer.debit)) totals.escrow -= amount;
        ++report_.transfers;
    }

    Found check_totals() {
        for (const auto& [currency, totals] : totals_) {
            const auto sum = totals.wallets + totals.house;
            if (sum != 0) return differ("sum of all accounts in " + currency, "0", in_words(sum));
            if (totals.escrow != totals.held) {
                return differ(
                    "escrow in " + currency, in_words(totals.held), in_words(totals.escrow)
                );
            }
            report_.escrow[currency] = Money{static_cast<std::int64_t>(totals.escrow)};
            add_tally(wallets_balance, currency, {.debited = 0, .credited = totals.wallets});
            add_tally(wallets_held, currency, {.debited = 0, .credited = totals.held});
        }
        for (const auto& [of, sums] : sums_) add_tally(of.first, of.second, sums);
        return std::nullopt;
    }

    /// Of one account.
    struct Sums {
        Wide debited = 0;
        Wide credited = 0;
    };

    void add_tally(std::int64_t account, const std::string& currency, const Sums& sums) {
        report_.tallies.push_back(
            {.account = account,
             .currency = currency,
             .debited = Money{static_cast<std::int64_t>(sums.debited)},
             .credited = Money{static_cast<std::int64_t>(sums.credited)}}
        );
    }

    const TimeIsOver& is_over_;
    VerifyReport report_;
    Pages<StoredWallet> wallets_;
    Pages<Transfer> transfers_;
    std::unordered_map<std::int64_t, Payable> payables_;
    std::map<std::string, Totals> totals_;
    std::map<std::pair<std::int64_t, std::string>, Sums> sums_;
};

}  // namespace

VerifyReport verify(db::Tx& tx, const TimeIsOver& is_over) {
    return Verifier{tx, is_over}.run();
}

VerifyReport verify(db::Database& database) {
    return db::read(database, [](db::Tx& tx) { return verify(tx); });
}

std::string format(const VerifyReport& report) {
    if (!report.difference) {
        return fmt::format(
            "The ledger is whole: {} wallets, {} transfers and {} leases agree.\n",
            report.wallets,
            report.transfers,
            report.leases
        );
    }
    const auto& [where, expected, found] = *report.difference;
    return fmt::format(
        "The ledger differs at {}\n  expected: {}\n  found:    {}\n", where, expected, found
    );
}

}  // namespace otpost::ledger
