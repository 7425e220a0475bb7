// SPDX-License-Identifier: Apache-2.0
#include "picking.hpp"
#include "plants.hpp"
#include "versions.hpp"

#include <algorithm>

namespace otpost::histories {

namespace {

using Chance = std::mt19937_64;

bool wallet_off_by_a_millionth(History& history, Chance& chance) {
    const auto versions = versions_of(history);
    auto* read = pick(history, chance, [&](const Operation& operation) {
        if (!operation.wallet) return false;
        auto off = *operation.wallet;
        ++off.balance;
        return versions[operation.account].with(off).empty();
    });
    if (read == nullptr) return false;
    ++read->wallet->balance;
    return true;
}

/// The newest version that whoever asked before `instant` had been told of.
Version version_known_at(
    const History& history, const Versions& versions, std::size_t account, Nanos instant
) {
    Version known = 0;
    for (const Operation& operation : history.operations) {
        if (operation.act != Act::open || operation.account != account || !operation.sight)
            continue;
        if (operation.returned >= instant) continue;
        if (const auto opening = versions.opening(operation.sight->id))
            known = std::max(known, *opening);
    }
    return known;
}

/// The wallet as it was long ago, where it never was so again.
bool stale_wallet(History& history, Chance& chance) {
    const auto wallets = versions_of(history);
    for (int tries = 0; tries < 50; ++tries) {
        auto* read = pick(history, chance, [](const Operation& operation) {
            return operation.wallet.has_value();
        });
        if (read == nullptr) return false;
        const Versions& versions = wallets[read->account];
        const Version known = version_known_at(history, versions, read->account, read->invoked);
        if (known < 2) continue;
        const auto& old = versions.state(chance() % known);
        const auto& with = versions.with(old);
        if (with.empty() || with.back() >= known) continue;
        read->wallet = old;
        return true;
    }
    return false;
}

/// Between the refund of the lease that was left and the fee of the next one.
bool wallet_in_the_middle_of_a_switch(History& history, Chance& chance) {
    const auto wallets = versions_of(history);
    for (int tries = 0; tries < 50; ++tries) {
        auto* read = pick(history, chance, [](const Operation& operation) {
            return operation.wallet.has_value();
        });
        if (read == nullptr) return false;
        const Versions& versions = wallets[read->account];
        for (Version version = 1; version < versions.last(); ++version) {
            if (!versions.is_inner(version) || versions.transfer(version).kind != "refund")
                continue;
            if (!versions.with(versions.state(version)).empty()) continue;
            read->wallet = versions.state(version);
            return true;
        }
    }
    return false;
}

void book_balances(Chain& chain) {
    std::int64_t balance = 0;
    for (Transfer& transfer : chain) {
        if (transfer.kind == "lease") balance -= transfer.amount;
        if (transfer.kind == "top_up" || transfer.kind == "refund") balance += transfer.amount;
        transfer.balance_after = balance;
    }
}

template <class Fits>
std::size_t pick_transfer(const Chain& chain, Chance& chance, Fits fits) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i)
        if (fits(i)) found.push_back(i);
    return found.empty() ? chain.size() : found[chance() % found.size()];
}

/// A cancel that was acknowledged and never booked; every later balance agrees with that.
bool refund_never_booked(History& history, Chance& chance) {
    auto* cancel = pick(history, chance, [](const Operation& operation) {
        return operation.act == Act::cancel && operation.has_succeeded() &&
               operation.sight->is_refunded;
    });
    if (cancel == nullptr) return false;
    Chain& chain = history.chains[cancel->account];
    const auto erased = std::erase_if(chain, [&](const Transfer& transfer) {
        return transfer.kind == "refund" && transfer.lease == cancel->lease;
    });
    book_balances(chain);
    return erased == 1;
}

bool fee_taken_twice(History& history, Chance& chance) {
    Chain& chain = history.chains.front();
    const auto at = pick_transfer(chain, chance, [&](std::size_t i) {
        return chain[i].kind == "lease" && i < chain.size() / 2;
    });
    if (at == chain.size()) return false;
    Transfer copy = chain[at];
    copy.id = -copy.id;
    chain.insert(chain.begin() + static_cast<std::ptrdiff_t>(at), copy);
    book_balances(chain);
    return true;
}

bool balance_booked_wrong(History& history, Chance& chance) {
    Chain& chain = history.chains.front();
    const auto at = pick_transfer(chain, chance, [](std::size_t) { return true; });
    if (at == chain.size()) return false;
    chain[at].balance_after += 10;
    return true;
}

/// Two opened one after the other stand in the ledger the other way round.
bool booked_in_the_wrong_order(History& history, Chance& chance) {
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    const auto folded = fold_repeated(history.operations);
    std::vector<const Operation*> opened;
    for (const Operation& operation : folded)
        if (operation.act == Act::open && operation.account == 0 && operation.sight)
            opened.push_back(&operation);
    std::ranges::sort(opened, {}, &Operation::invoked);
    for (std::size_t i = 1; i < opened.size(); ++i)
        if (opened[i - 1]->returned < opened[i]->invoked)
            pairs.emplace_back(opened[i - 1]->sight->id, opened[i]->sight->id);
    if (pairs.empty()) return false;
    const auto [first, second] = pairs[chance() % pairs.size()];
    Transfer* places[2] = {};
    for (Transfer& transfer : history.chains.front()) {
        if (transfer.kind == "lease" && transfer.lease == first) places[0] = &transfer;
        if (transfer.kind == "lease" && transfer.lease == second) places[1] = &transfer;
    }
    if (places[0] == nullptr || places[1] == nullptr) return false;
    std::swap(*places[0], *places[1]);
    book_balances(history.chains.front());
    return true;
}

/// The statement that somebody else read before this one's caller had opened another lease.
bool stale_statement(History& history, Chance& chance) {
    const auto wallets = versions_of(history);
    for (int tries = 0; tries < 50; ++tries) {
        auto* read = pick(history, chance, [](const Operation& operation) {
            return !operation.lines.empty() && operation.account == 0;
        });
        if (read == nullptr) return false;
        const Version known = version_known_at(history, wallets[0], 0, read->invoked);
        auto* old = pick(history, chance, [&](const Operation& operation) {
            if (operation.lines.empty() || operation.account != 0) return false;
            const auto newest = wallets[0].of_transfer(operation.lines.front().transfer);
            return newest && *newest < known;
        });
        if (old == nullptr) continue;
        read->lines = old->lines;
        return true;
    }
    return false;
}

bool statement_without_a_line(History& history, Chance& chance) {
    auto* read = pick(history, chance, [](const Operation& operation) {
        return operation.lines.size() >= 3;
    });
    if (read == nullptr) return false;
    read->lines.erase(read->lines.begin() + 1);
    return true;
}

}  // namespace

std::vector<Plant> plants_in_money() {
    return {
        {"wallet off by a millionth", "bank", wallet_off_by_a_millionth},
        {"stale wallet", "bank", stale_wallet},
        {"wallet in the middle of a switch", "bank", wallet_in_the_middle_of_a_switch},
        {"refund never booked", "bank", refund_never_booked},
        {"fee taken twice", "bank", fee_taken_twice},
        {"balance booked wrong", "bank", balance_booked_wrong},
        {"statement without a line", "bank", statement_without_a_line},
        {"booked in the wrong order", "cycles", booked_in_the_wrong_order},
        {"stale statement", "cycles", stale_statement}
    };
}

}  // namespace otpost::histories
