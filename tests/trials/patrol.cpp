// SPDX-License-Identifier: Apache-2.0
#include "patrol.hpp"

#include "crash/load.hpp"

#include <fmt/format.h>

#include <array>

namespace otpost::trials {

namespace {

using Clock = std::chrono::steady_clock;

/// With 150 numbers each, of which one is used up by each code.
constexpr std::array countries{"GB", "US", "DE"};
constexpr int turns_per_code = 2'000;

}  // namespace

Patrol::Patrol(const crash::House& house, std::string name, const Pace& pace)
    : name_(std::move(name)) {
    const std::chrono::duration<double> interval{pace.clients / pace.requests_per_second};
    for (int i = 0; i < pace.clients; ++i)
        threads_.emplace_back([this, client = house.client(), i, interval]() mutable {
            walk(client, i, interval);
        });
}

Patrol::~Patrol() {
    is_stopping_ = true;
}

std::vector<double> Patrol::take_latencies() {
    const std::lock_guard lock(mutex_);
    return std::exchange(latencies_, {});
}

bool Patrol::is_answered(const crash::Answer& answer, Clock::time_point begin) {
    const std::chrono::duration<double, std::milli> taken = Clock::now() - begin;
    const bool is_good = answer.status == 200 || answer.status == 201;
    if (!is_good) ++failures_;
    const std::lock_guard lock(mutex_);
    latencies_.push_back(taken.count());
    return is_good;
}

void Patrol::walk(crash::Client& client, int number, std::chrono::duration<double> interval) {
    auto next = Clock::now();
    const auto request = [&](auto ask) {
        next += std::chrono::duration_cast<Clock::duration>(interval);
        std::this_thread::sleep_until(next);
        const auto begin = Clock::now();
        auto answer = ask();
        return is_answered(answer, begin) ? answer : crash::Answer{};
    };
    for (int turn = 0; !is_stopping_; ++turn) {
        const auto key = fmt::format("{}-{}-{}", name_, number, turn);
        const auto* country = countries.at(static_cast<std::size_t>(turn) % countries.size());
        const auto opened = request([&] {
            return client.post(
                "/v1/leases",
                fmt::format(R"({{"country":"{}","service":"whatsapp"}})", country),
                key
            );
        });
        if (opened.status == 0) continue;
        const auto lease = opened.object();
        const auto path = "/v1/leases/" + std::string{lease.at("id").as_string()};
        request([&] { return client.get(path); });
        request([&] { return client.get("/v1/wallet"); });
        if (turn % turns_per_code == 0) {
            const std::string number_leased{lease.at("number").as_string()};
            request([&] {
                return client.deliver(crash::code_message(key, number_leased, "WhatsApp", "271828")
                );
            });
            request([&] { return client.get(path + "/code?wait=5"); });
            request([&] { return client.post(path + "/finish", {}, key + "-finish"); });
        } else {
            request([&] { return client.post(path + "/cancel", {}, key + "-cancel"); });
        }
    }
}

}  // namespace otpost::trials
