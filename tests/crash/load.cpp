// SPDX-License-Identifier: Apache-2.0
#include "load.hpp"

#include "demo_services.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace otpost::crash {

using namespace std::chrono_literals;

namespace {

constexpr std::array countries{"GB", "US", "DE", "FR"};

std::vector<Client> clients_of(const House& house, int count) {
    std::vector<Client> clients;
    while (static_cast<int>(clients.size()) < count) clients.push_back(house.client());
    return clients;
}

}  // namespace

Sms code_message(
    std::string id, std::string to, const std::string& service_name, const std::string& code
) {
    return {
        std::move(id),
        std::move(to),
        service_name,
        fmt::format("Your {} verification code is {}", service_name, code)
    };
}

Load::Load(const House& house, Book& book, std::string name, WhenGone when_gone, int clients)
    : Load(clients_of(house, clients), book, std::move(name), when_gone) {}

Load::Load(std::vector<Client> clients, Book& book, std::string name, WhenGone when_gone)
    : book_(book),
      name_(std::move(name)),
      when_gone_(when_gone) {
    int number = 0;
    for (Client& client : clients)
        threads_.emplace_back([this, client = std::move(client), i = number++]() mutable {
            be_client(client, i);
        });
}

Load::~Load() {
    stop();
}

void Load::stop() {
    is_stopping_ = true;
    threads_.clear();
}

void Load::wait_for_successes(std::int64_t count) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (successes_ < count) {
        if (std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("the load does not get on");
        std::this_thread::sleep_for(2ms);
    }
}

void Load::count(const Answer& answer) {
    if (answer.status >= 200 && answer.status < 300) ++successes_;
    if (answer.status == 503) ++unavailable_;
}

bool Load::is_over(const Answer& answer) const {
    return is_stopping_ || (answer.status == 0 && when_gone_ == WhenGone::give_up);
}

void Load::be_client(Client& client, int number) {
    Answer last{.status = 200, .text = {}, .raw = {}};
    for (int turn = number; !is_over(last); ++turn) {
        const auto& service = services[static_cast<std::size_t>(turn) % services.size()];
        const auto* country = countries[static_cast<std::size_t>(turn / 3) % countries.size()];
        Story story;
        story.open.key = fmt::format("{}-{}-{}", name_, number, turn);
        story.open.path = "/v1/leases";
        story.open.body =
            fmt::format(R"({{"country":"{}","service":"{}"}})", country, service.slug);
        last = send(client, story.open);
        count(last);
        if (story.open.status == 201) {
            const auto lease = last.object();
            story.learn(lease);
            if (turn % 4 == 1) {
                story.cancel = Attempt{
                    .key = story.open.key + "-cancel",
                    .path = "/v1/leases/" + story.lease + "/cancel",
                    .body = {},
                    .answer = {}
                };
            } else if (turn % 4 >= 2) {
                story.code = fmt::format("{:06}", 100'000 + (turn * 7919 + number) % 900'000);
                story.sms = code_message(
                    story.open.key,
                    std::string{lease.at("number").as_string()},
                    service.name,
                    story.code
                );
            }
            act(client, story, turn);
        }
        if (last.status == 503) std::this_thread::sleep_for(100ms);
        if (last.status == 0) std::this_thread::sleep_for(5ms);
        book_.add(std::move(story));
    }
}

void Load::act(Client& client, Story& story, int turn) {
    if (story.cancel) count(send(client, *story.cancel));
    if (!story.sms) return;
    const auto answer = client.deliver(*story.sms);
    count(answer);
    if (answer.status == 200) story.message = answer.object().at("id").as_string();
    // Half of the codes are read at once, the others lie undelivered when the house dies.
    if (turn % 4 == 2) count(client.get("/v1/leases/" + story.lease + "/code"));
}

}  // namespace otpost::crash
