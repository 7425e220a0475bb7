// SPDX-License-Identifier: Apache-2.0
#include "witness.hpp"

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace otpost::histories {

namespace json = boost::json;

namespace {

constexpr unsigned temptations_per_lie = 5;

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string{value.get_string()} : std::string{};
}

std::int64_t micros_of(const json::value& money) {
    const auto amount = parse_amount(text_of(money.at("amount")));
    return amount ? amount->micros() : -1;
}

std::int64_t lease_id_of(const json::value& value) {
    const auto id = parse<LeaseTag>(text_of(value));
    return id ? id->value() : 0;
}

LeaseSight read_lease_view(const json::object& view, const Stopwatch& clock) {
    return {
        .id = lease_id_of(view.at("id")),
        .number = text_of(view.at("number")),
        .service = text_of(view.at("service")),
        .status = text_of(view.at("status")),
        .messages = view.at("messages_count").as_int64(),
        .awaits_code = view.at("awaiting_code").as_bool(),
        .is_refunded = view.at("refunded").as_bool(),
        .expires_at = clock.at(text_of(view.at("expires_at"))),
        .switched_from = lease_id_of(view.at("switched_from"))
    };
}

std::vector<Line> read_lines(const json::object& page) {
    std::vector<Line> lines;
    for (const json::value& item : page.at("items").as_array()) {
        const auto id = parse<TransferTag>(text_of(item.at("id")));
        lines.push_back(
            {id ? id->value() : 0, micros_of(item.at("amount")), micros_of(item.at("balance_after"))
            }
        );
    }
    return lines;
}

std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

/// Content is shown as long as there is some, so it may come into an answer and leave it again.
std::string lasting_part(const crash::Answer& answer) {
    auto body = answer.object();
    for (const char* name : {"code", "messages"})
        if (answer.status < 300) body.erase(name);
    return json::serialize(body);
}

}  // namespace

Nanos Stopwatch::now() const {
    return std::chrono::nanoseconds{std::chrono::steady_clock::now() - begin_}.count();
}

Nanos Stopwatch::at(std::string_view rfc3339) const {
    const auto time = parse_rfc3339(rfc3339);
    if (!time) return never;
    const std::chrono::system_clock::time_point wall{std::chrono::microseconds{to_micros(*time)}};
    return std::chrono::nanoseconds{wall - wall_begin_}.count();
}

bool Witness::lies(Lie lie) {
    return lie == lie_ && ++temptations_ % temptations_per_lie == 0;
}

Operation Witness::begin(Act act, std::size_t account) const {
    Operation operation;
    operation.act = act;
    operation.account = account;
    operation.invoked = clock_.now();
    return operation;
}

const Operation& Witness::change(const Change& change) {
    Operation operation = change.operation;
    auto& client =
        operation.act == Act::recharge ? clients_.back() : clients_.at(operation.account);
    operation.request = hash_of(change.path + "\n" + change.body);
    operation.invoked = clock_.now();
    if (operation.act == Act::message) {
        record(std::move(operation), client.deliver(change.sms));
        Operation& told = operations_.back();
        if (told.was_known && lies(Lie::repeated_message)) told.was_known = false;
        return told;
    }
    if (operation.act == Act::cancel && lies(Lie::lost_cancel)) {
        record(
            std::move(operation),
            client.get("/v1/leases/" + to_string(LeaseId{change.operation.lease}))
        );
        auto& sight = operations_.back().sight;
        if (sight && sight->status == "waiting") sight->status = "cancelled";
        return operations_.back();
    }
    const auto key = lies(Lie::forgotten_key) ? fmt::format("{}-{}", operation.key, temptations_)
                                              : operation.key;
    return record(std::move(operation), client.post(change.path, change.body, key));
}

const Operation& Witness::read_lease(std::size_t account, std::int64_t lease) {
    auto operation = begin(Act::read_lease, account);
    operation.lease = lease;
    record(
        std::move(operation), clients_.at(account).get("/v1/leases/" + to_string(LeaseId{lease}))
    );
    lie_about_lease(operations_.back());
    return operations_.back();
}

void Witness::lie_about_lease(Operation& operation) {
    if (lie_ != Lie::stale_lease || !operation.sight) return;
    const auto [old, is_new] = old_leases_.try_emplace(operation.lease, *operation.sight);
    if (!is_new) operation.sight = std::exchange(old->second, *operation.sight);
}

const Operation& Witness::read_wallet(std::size_t account) {
    auto operation = begin(Act::read_wallet, account);
    record(std::move(operation), clients_.at(account).get("/v1/wallet"));
    Operation& told = operations_.back();
    if (lie_ == Lie::stale_wallet && told.wallet) {
        const auto [old, is_new] = old_wallets_.try_emplace(account, *told.wallet);
        if (!is_new) told.wallet = std::exchange(old->second, *told.wallet);
    }
    return told;
}

const Operation& Witness::read_statement(std::size_t account, int limit) {
    auto operation = begin(Act::read_statement, account);
    const auto path = fmt::format("/v1/wallet/transfers?limit={}", limit);
    record(std::move(operation), clients_.at(account).get(path));
    Operation& told = operations_.back();
    if (told.lines.size() > 2 && lies(Lie::short_statement))
        told.lines.erase(told.lines.begin() + 1);
    return told;
}

const Operation& Witness::record(Operation operation, const crash::Answer& answer) {
    operation.returned = clock_.now();
    if (answer.status == 0 || answer.status == 503) {
        operation.returned = never;
    } else {
        operation.status = answer.status;
        operation.answer = hash_of(lasting_part(answer));
        read_answer(operation, answer);
    }
    operations_.push_back(std::move(operation));
    return operations_.back();
}

void Witness::read_answer(Operation& operation, const crash::Answer& answer) const {
    const auto body = answer.object();
    if (!operation.has_succeeded()) {
        operation.refusal = text_of(body.at("code"));
        return;
    }
    switch (operation.act) {
        case Act::message:
            operation.was_known = text_of(body.at("status")) == "duplicate";
            operation.answer = hash_of(text_of(body.at("id")));
            return;
        case Act::recharge:
            return;
        case Act::read_wallet:
            operation.wallet = {micros_of(body.at("balance")), micros_of(body.at("held"))};
            return;
        case Act::read_statement:
            operation.lines = read_lines(body);
            return;
        case Act::open:
        case Act::cancel:
        case Act::finish:
        case Act::another_code:
        case Act::switch_to:
        case Act::read_lease:
            operation.sight = read_lease_view(body, clock_);
            return;
    }
}

}  // namespace otpost::histories
