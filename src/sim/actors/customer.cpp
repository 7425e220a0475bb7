// SPDX-License-Identifier: Apache-2.0
#include "sim/actors/customer.hpp"

#include "sim/seen.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace otpost::sim {

using namespace std::chrono_literals;
using net::Method;

namespace {

constexpr std::size_t remembered_leases = 8;
constexpr std::size_t everybodys_max = 200;

std::string order_of(std::string_view country, std::string_view service) {
    return fmt::format(R"({{"country":"{}","service":"{}"}})", country, service);
}

/// Of a hundred acts; the others mostly look.
struct Habits {
    std::uint64_t opens;
    std::uint64_t changes;
};

Habits habits_of(CustomerKind kind) {
    switch (kind) {
        case CustomerKind::bot:
            return {3, 3};
        case CustomerKind::canceller:
            return {15, 40};
        case CustomerKind::person:
        case CustomerKind::double_clicker:
        case CustomerKind::abuser:
            return {8, 12};
    }
    return {};
}

const Sold* sold_as(std::string_view slug) {
    const auto* const found = std::ranges::find(services, slug, &Sold::slug);
    return found == std::end(services) ? nullptr : found;
}

}  // namespace

void Customer::think() {
    stage_.later(10ms + stage_.draw(setup_.think_max), [this] { act(); });
}

void Customer::act() {
    if (setup_.kind == CustomerKind::abuser && stage_.one_in(2)) {
        act_badly();
        return;
    }
    std::erase_if(leases_, [&](const Known& lease) { return lease.rank == 2 && stage_.one_in(2); });
    const auto choice = stage_.below(100);
    const bool has_some = !leases_.empty();
    const Known some = has_some ? leases_[stage_.below(leases_.size())] : Known{};
    const Habits habits = habits_of(setup_.kind);
    const std::uint64_t opens = has_some ? habits.opens : 70;
    const bool has_nothing_to_do = !has_some || choice >= 92;
    if (choice < opens)
        open();
    else if (has_nothing_to_do)
        look_around();
    else if (choice < habits.opens + habits.changes)
        change(some);
    else if (choice < 88)
        look(some);
    else
        repeat();
}

void Customer::open() {
    const std::string_view country = countries[stage_.below(std::size(countries))];
    std::string_view service = services[stage_.below(std::size(services))].slug;
    if (stage_.one_in(60)) service = "paypal";  // never sold
    std::string body = order_of(country, service);
    if (stage_.one_in(15)) body.insert(body.size() - 1, R"(,"max_price":"0.01")");
    command("/v1/leases", std::move(body));
}

void Customer::change(const Known& lease) {
    const std::string path = fmt::format("/v1/leases/ls_{}", lease.id);
    const auto choice = stage_.below(10);
    const bool cancels = setup_.kind == CustomerKind::canceller || choice < 4;
    if (lease.rank == 1 && !stage_.one_in(8)) {
        command(path + (choice < 6 ? "/finish" : "/another-code"), "");
    } else if (cancels) {
        command(path + "/cancel", "");
    } else if (choice < 6) {
        const std::string_view country = countries[stage_.below(std::size(countries))];
        const Sold& service = services[stage_.below(std::size(services))];
        command(path + "/switch", order_of(country, service.slug));
    } else {
        look(lease);
    }
}

void Customer::look(const Known& lease) {
    const auto choice = stage_.below(10);
    if (choice < 6 || setup_.kind == CustomerKind::bot)
        ask(fmt::format("/v1/leases/ls_{}", lease.id));
    else
        ask(fmt::format("/v1/leases/ls_{}/code?wait={}", lease.id, stage_.below(25)));
}

void Customer::look_around() {
    switch (stage_.below(6)) {
        case 0:
            return ask("/v1/leases?limit=5");
        case 1:
            return ask("/v1/leases?status=open&limit=10");
        case 2:
            return ask("/v1/wallet/transfers?limit=5");
        case 3:
            return ask(fmt::format("/v1/offers?country={}&limit=5", countries[stage_.below(3)]));
        case 4:
            return ask("/v1/account");
        default:
            return ask("/v1/wallet");
    }
}

void Customer::act_badly() {
    const auto& others = *setup_.everybodys_leases;
    const std::int64_t other = others.empty() ? 1 : others[stage_.below(others.size())];
    const std::string path = fmt::format("/v1/leases/ls_{}", other);
    switch (stage_.below(8)) {
        case 0:
            return ask(path);
        case 1:
            return command(path + "/cancel", "");
        case 2:
            return command(path + "/finish", "");
        case 3:
            return command("/v1/leases", R"({"country":"GB","service":)");
        case 4:
            return command("/v1/admin/accounts/ac_1/recharge", R"({"amount":"9","reason":"x"})");
        case 5: {
            CallSpec spec = last_command_;  // another request under the last key
            if (spec.idempotency_key.empty()) break;
            spec.target = "/v1/leases";
            spec.body = order_of("DE", services[stage_.below(std::size(services))].slug);
            return send(spec);
        }
        case 6: {
            CallSpec spec{.method = Method::get, .target = "/v1/wallet", .actor = setup_.actor};
            spec.authorization = "Bearer otp_live_nonsense";
            return send(spec);
        }
        default:
            break;
    }
    command("/v1/leases", R"({"country":"GB","service":"whatsapp","max_price":"-5"})");
}

void Customer::command(std::string target, std::string body) {
    CallSpec spec{
        .method = Method::post,
        .target = std::move(target),
        .body = std::move(body),
        .authorization = setup_.authorization,
        .idempotency_key = fmt::format("{}-{}", setup_.actor, ++keys_),
        .actor = setup_.actor
    };
    last_command_ = spec;
    if (setup_.kind == CustomerKind::double_clicker)
        stage_.network.call(spec, [](const Answer*) {});
    send(spec);
}

void Customer::repeat() {
    if (last_command_.idempotency_key.empty())
        look_around();
    else
        send(last_command_);
}

void Customer::ask(std::string target) {
    send(
        {.method = Method::get,
         .target = std::move(target),
         .authorization = setup_.authorization,
         .actor = setup_.actor}
    );
}

void Customer::send(const CallSpec& spec) {
    stage_.network.call(spec, [this, spec](const Answer* answer) { answered(spec, answer); });
}

void Customer::answered(const CallSpec& spec, const Answer* answer) {
    const bool is_command = spec.method != Method::get;
    const bool is_unknown = answer == nullptr || answer->status == 503;
    // Who does not know asks again with the same key.
    if (is_unknown && is_command && !stage_.one_in(4)) {
        stage_.later(200ms + stage_.draw(3s), [this, spec] { send(spec); });
        return;
    }
    if (answer != nullptr) {
        if (answer->status < 300) learn(*answer);
        const bool is_opened = answer->status == 201 && spec.target != "/v1/wallet";
        if (is_opened && setup_.signs_up) {
            const Sold* const service = sold_as(text_after(answer->body, "service"));
            const auto number = text_after(answer->body, "number");
            const bool is_first = text_after(answer->body, "status") == "waiting";
            if (service != nullptr && is_first) setup_.signs_up(std::string{number}, *service);
        }
    }
    think();
}

void Customer::learn(const Answer& answer) {
    for (const SeenLease& seen : leases_in(answer.body)) {
        const int rank = rank_of(seen.status);
        const auto known = std::ranges::find(leases_, seen.id, &Known::id);
        if (known != leases_.end()) {
            known->rank = std::max(known->rank, rank);
            continue;
        }
        if (rank == 2) continue;
        leases_.push_back({seen.id, rank});
        if (leases_.size() > remembered_leases) leases_.erase(leases_.begin());
        auto& everybodys = *setup_.everybodys_leases;
        if (everybodys.size() < everybodys_max)
            everybodys.push_back(seen.id);
        else
            everybodys[stage_.below(everybodys_max)] = seen.id;
    }
}

}  // namespace otpost::sim
