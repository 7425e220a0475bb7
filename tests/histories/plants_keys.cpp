// SPDX-License-Identifier: Apache-2.0
#include "picking.hpp"
#include "plants.hpp"

#include <map>

namespace otpost::histories {

namespace {

using Chance = std::mt19937_64;

/// One of those that were asked more than once with the same key and body.
Operation* pick_repeated(History& history, Chance& chance, bool (*fits)(const Operation&)) {
    std::map<std::pair<std::string, std::uint64_t>, int> times;
    for (const Operation& operation : history.operations)
        if (operation.is_answered()) ++times[{operation.key, operation.request}];
    return pick(history, chance, [&](const Operation& operation) {
        return fits(operation) && times[{operation.key, operation.request}] > 1;
    });
}

bool is_kept(const Operation& operation) {
    return is_change(operation.act) && operation.act != Act::message &&
           operation.refusal != "idempotency_key_reused" && operation.refusal != "conflict";
}

bool another_answer(History& history, Chance& chance) {
    auto* repeated = pick_repeated(history, chance, is_kept);
    if (repeated == nullptr) return false;
    ++repeated->answer;
    return true;
}

bool another_status(History& history, Chance& chance) {
    auto* repeated = pick_repeated(history, chance, is_kept);
    if (repeated == nullptr) return false;
    repeated->status = repeated->status == 409 ? 402 : 409;
    return true;
}

bool used_key_does_another_thing(History& history, Chance& chance) {
    auto* refused = pick(history, chance, [](const Operation& operation) {
        return operation.refusal == "idempotency_key_reused";
    });
    if (refused == nullptr) return false;
    refused->status = 201;
    refused->refusal.clear();
    return true;
}

bool message_accepted_twice(History& history, Chance& chance) {
    auto* copy = pick(history, chance, [](const Operation& operation) {
        return operation.act == Act::message && operation.was_known;
    });
    if (copy == nullptr) return false;
    copy->was_known = false;
    return true;
}

}  // namespace

std::vector<Plant> plants_of_keys() {
    return {
        {"another answer", "keys", another_answer},
        {"another status", "keys", another_status},
        {"used key does another thing", "keys", used_key_does_another_thing},
        {"message accepted twice", "keys", message_accepted_twice}
    };
}

}  // namespace otpost::histories
