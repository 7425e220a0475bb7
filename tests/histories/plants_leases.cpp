// SPDX-License-Identifier: Apache-2.0
#include "lease_register.hpp"
#include "picking.hpp"
#include "plants.hpp"
#include "search.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace otpost::histories {

namespace {

using Chance = std::mt19937_64;

bool is_read_of(const Operation& operation, std::string_view status) {
    return operation.act == Act::read_lease && operation.sight && operation.sight->status == status;
}

/// When it was opened, by any of the copies of that request.
Interval opening_of(const History& history, std::int64_t lease) {
    Interval when{never, never};
    for (const Operation& operation : history.operations) {
        const bool opens = operation.act == Act::open || operation.act == Act::switch_to;
        if (!opens || !operation.sight || operation.sight->id != lease) continue;
        when.called = std::min(when.called, operation.invoked);
        when.returned = std::min(when.returned, operation.returned);
    }
    return when;
}

/// As if this lease had been given that number for that service.
void give_it(History& history, std::int64_t lease, const LeaseSight& as) {
    const std::string number = as.number;
    const std::string service = as.service;
    for (Operation& operation : history.operations) {
        if (!operation.sight || operation.sight->id != lease) continue;
        operation.sight->number = number;
        operation.sight->service = service;
    }
}

/// A lease that was opened while the other was surely live, or after it had surely had its code.
bool give_to_another(History& history, Chance& chance, std::string_view status) {
    const auto* read = pick(history, chance, [&](const Operation& operation) {
        return is_read_of(operation, status);
    });
    if (read == nullptr) return false;
    const LeaseSight first = *read->sight;
    const Nanos opened = opening_of(history, first.id).returned;
    const auto* other = pick(history, chance, [&](const Operation& operation) {
        if (operation.act != Act::open || !operation.sight || operation.sight->id == first.id)
            return false;
        const auto [called, returned] = opening_of(history, operation.sight->id);
        if (status == "waiting") return called > opened && returned < read->invoked;
        return called > read->returned;
    });
    if (other == nullptr) return false;
    give_it(history, other->sight->id, first);
    return true;
}

bool number_leased_twice(History& history, Chance& chance) {
    return give_to_another(history, chance, "waiting");
}

bool leased_again_after_a_code(History& history, Chance& chance) {
    return give_to_another(history, chance, "received");
}

bool cancel_undone(History& history, Chance& chance) {
    auto* read = pick(history, chance, [](const Operation& operation) {
        return is_read_of(operation, "cancelled");
    });
    if (read == nullptr) return false;
    Operation later = *read;
    later.invoked = read->returned + 1;
    later.returned = read->returned + 2;
    later.sight->status = "waiting";
    history.operations.push_back(later);
    return true;
}

bool message_counted_twice(History& history, Chance& chance) {
    std::map<std::pair<std::string, std::string>, int> sent;
    for (const Operation& operation : fold_repeated(history.operations))
        if (operation.act == Act::message) ++sent[{operation.number, operation.service}];
    auto* read = pick(history, chance, [&](const Operation& operation) {
        if (operation.act != Act::read_lease || !operation.sight) return false;
        const auto& sight = *operation.sight;
        return sight.messages > 0 && sight.messages == sent[{sight.number, sight.service}];
    });
    if (read == nullptr) return false;
    ++read->sight->messages;
    return true;
}

bool code_forgotten(History& history, Chance& chance) {
    auto* read = pick(history, chance, [](const Operation& operation) {
        return is_read_of(operation, "received");
    });
    if (read == nullptr) return false;
    Operation later = *read;
    later.invoked = read->returned + 1;
    later.returned = read->returned + 2;
    later.sight->status = "waiting";
    later.sight->messages = 0;
    later.sight->awaits_code = false;
    history.operations.push_back(later);
    return true;
}

bool code_after_cancel(History& history, Chance& chance) {
    std::set<std::int64_t> cancelled;
    for (const Operation& operation : history.operations)
        if (operation.act == Act::cancel && operation.has_succeeded())
            cancelled.insert(operation.lease);
    auto* read = pick(history, chance, [&](const Operation& operation) {
        return is_read_of(operation, "cancelled") && cancelled.contains(operation.lease);
    });
    if (read == nullptr) return false;
    read->sight->status = "received";
    read->sight->messages = 1;
    return true;
}

bool open_long_after_its_deadline(History& history, Chance& chance) {
    const auto* read = pick(history, chance, [](const Operation& operation) {
        return is_read_of(operation, "waiting");
    });
    if (read == nullptr) return false;
    const auto lease = read->sight->id;
    const Nanos earlier = read->invoked - closing_patience - 2 * clock_slack;
    for (Operation& operation : history.operations)
        if (operation.sight && operation.sight->id == lease) operation.sight->expires_at = earlier;
    return true;
}

bool cancelled_and_received(History& history, Chance& chance) {
    std::map<std::int64_t, LeaseSight> received;
    for (const Operation& operation : history.operations)
        if (is_read_of(operation, "received")) received[operation.lease] = *operation.sight;
    const auto* cancel = pick(history, chance, [&](const Operation& operation) {
        return operation.refusal == "cancel_after_code" && received.contains(operation.lease);
    });
    if (cancel == nullptr) return false;
    const auto key = cancel->key;
    LeaseSight sight = received.at(cancel->lease);
    sight.status = "cancelled";
    for (Operation& operation : history.operations) {
        if (operation.key != key || operation.lease != sight.id) continue;
        operation.status = 200;
        operation.refusal.clear();
        operation.sight = sight;
    }
    return true;
}

}  // namespace

std::vector<Plant> plants_in_leases() {
    return {
        {"number leased twice", "leases", number_leased_twice},
        {"leased again after a code", "leases", leased_again_after_a_code},
        {"cancel undone", "leases", cancel_undone},
        {"message counted twice", "leases", message_counted_twice},
        {"code forgotten", "leases", code_forgotten},
        {"code after cancel", "leases", code_after_cancel},
        {"cancelled and received", "leases", cancelled_and_received},
        {"open long after its deadline", "leases", open_long_after_its_deadline}
    };
}

}  // namespace otpost::histories
