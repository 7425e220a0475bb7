// SPDX-License-Identifier: Apache-2.0
#include "history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace otpost::histories {

std::string_view to_string(Act act) {
    switch (act) {
        case Act::open:
            return "open";
        case Act::cancel:
            return "cancel";
        case Act::finish:
            return "finish";
        case Act::another_code:
            return "another code";
        case Act::switch_to:
            return "switch";
        case Act::message:
            return "message";
        case Act::recharge:
            return "recharge";
        case Act::read_lease:
            return "read lease";
        case Act::read_wallet:
            return "read wallet";
        case Act::read_statement:
            return "read statement";
    }
    std::unreachable();
}

bool is_change(Act act) {
    return act != Act::read_lease && act != Act::read_wallet && act != Act::read_statement;
}

std::string describe(const Operation& operation) {
    constexpr double nanos_per_ms = 1e6;
    const auto end =
        operation.returned == never
            ? std::string{"never"}
            : fmt::format("{:.3f} ms", static_cast<double>(operation.returned) / nanos_per_ms);
    auto text = fmt::format(
        "{} [{:.3f} ms - {}]",
        to_string(operation.act),
        static_cast<double>(operation.invoked) / nanos_per_ms,
        end
    );
    if (operation.lease != 0) text += fmt::format(" lease {}", operation.lease);
    if (!operation.number.empty())
        text += fmt::format(" {} {}", operation.number, operation.service);
    text += fmt::format(" -> {}", operation.status);
    if (!operation.refusal.empty()) text += " " + operation.refusal;
    if (const auto& sight = operation.sight)
        text += fmt::format(
            " (lease {} {} messages {}{})",
            sight->id,
            sight->status,
            sight->messages,
            sight->awaits_code ? " awaits code" : ""
        );
    if (const auto& wallet = operation.wallet)
        text += fmt::format(" (balance {} held {})", wallet->balance, wallet->held);
    return text;
}

std::vector<Operation> fold_repeated(const std::vector<Operation>& operations) {
    using Name = std::tuple<std::size_t, std::string_view, std::uint64_t>;
    std::vector<Operation> folded;
    std::map<Name, std::size_t> places;
    for (const Operation& operation : operations) {
        if (operation.refusal == "idempotency_key_reused" || operation.refusal == "conflict")
            continue;
        if (!is_change(operation.act)) {
            folded.push_back(operation);
            continue;
        }
        const auto request = operation.act == Act::message ? 0 : operation.request;
        const auto [place, is_new] =
            places.try_emplace(Name{operation.account, operation.key, request}, folded.size());
        if (is_new) {
            folded.push_back(operation);
            continue;
        }
        Operation& one = folded[place->second];
        const Nanos invoked = std::min(one.invoked, operation.invoked);
        if (operation.returned < one.returned) one = operation;
        one.invoked = invoked;
    }
    return folded;
}

}  // namespace otpost::histories
