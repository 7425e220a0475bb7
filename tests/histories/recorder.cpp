// SPDX-License-Identifier: Apache-2.0
#include "recorder.hpp"

#include "base/id.hpp"
#include "chains.hpp"
#include "crash/demo_services.hpp"
#include "crash/load.hpp"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

namespace otpost::histories {

namespace {

using crash::services;
using Chance = std::mt19937_64;

/// With 20 or 30 numbers each, so that clients get into each other's way.
constexpr std::array countries{
    "SE", "BR", "IN", "ID", "CA", "MX", "TR", "UA", "PH", "VN", "JP", "AU", "NL", "ES", "IT", "PL"
};
constexpr std::size_t operations_per_country = 700;
constexpr int asked_again = 200;

const char* service_name(const std::string& slug) {
    for (const crash::Service& service : services)
        if (slug == service.slug) return service.name;
    return "";
}

struct KnownLease {
    std::int64_t id = 0;
    std::size_t account = 0;
    std::string number;
    std::string service;
};

/// What the clients tell each other: leases to act upon and requests to repeat.
class Board {
public:
    void add(KnownLease lease) {
        const std::lock_guard lock(mutex_);
        leases_.push_back(std::move(lease));
    }

    void add(const Change& change) {
        const std::lock_guard lock(mutex_);
        changes_.push_back(change);
    }

    /// Mostly one of the newest, else any.
    std::optional<KnownLease> some_lease(Chance& chance) {
        const std::lock_guard lock(mutex_);
        return some_of(leases_, chance);
    }

    std::optional<Change> some_change(Chance& chance) {
        const std::lock_guard lock(mutex_);
        return some_of(changes_, chance);
    }

private:
    template <class T>
    static std::optional<T> some_of(const std::vector<T>& all, Chance& chance) {
        if (all.empty()) return std::nullopt;
        const std::size_t recent = chance() % 10 < 7 ? 12 : 1500;
        return all[all.size() - 1 - chance() % std::min(recent, all.size())];
    }

    std::mutex mutex_;
    std::vector<KnownLease> leases_;
    std::vector<Change> changes_;
};

struct Shared {
    const Recording& recording;
    std::vector<std::string> account_ids;
    Board board;
    std::atomic<std::size_t> begun = 0;
};

class Customer {
public:
    Customer(Shared& shared, Witness& witness, int number)
        : shared_(shared),
          witness_(witness),
          number_(number),
          chance_(shared.recording.seed * 1'000 + static_cast<unsigned>(number)) {}

    void run() {
        while ((turn_ = shared_.begun++) < shared_.recording.operations) do_something();
    }

private:
    void do_something() {
        const auto dice = chance_() % 100;
        if (dice < 22) return open();
        if (dice < 26) return recharge();
        if (dice < 34) return repeat();
        if (dice < 44) {
            witness_.read_wallet(some_account());
            return;
        }
        if (dice < 52) {
            witness_.read_statement(some_account(), 2 + static_cast<int>(chance_() % 12));
            return;
        }
        const auto lease = shared_.board.some_lease(chance_);
        if (!lease) return open();
        if (dice < 64) {
            witness_.read_lease(lease->account, lease->id);
        } else if (dice < 76) {
            send_message(*lease);
        } else if (dice < 87) {
            act(*lease, Act::cancel, "cancel");
        } else if (dice < 93) {
            act(*lease, Act::finish, "finish");
        } else if (dice < 95) {
            act(*lease, Act::another_code, "another-code");
        } else {
            switch_from(*lease);
        }
    }

    std::size_t some_account() { return std::array{0U, 0U, 0U, 1U, 1U, 2U}.at(chance_() % 6); }

    std::string order() {
        const std::size_t first = turn_ / operations_per_country;
        const char* country = countries.at((first + chance_() % 2) % countries.size());
        const char* service = services.at(chance_() % services.size()).slug;
        return fmt::format(R"({{"country":"{}","service":"{}"}})", country, service);
    }

    Change make_change(Act act, std::size_t account) {
        Change change;
        change.operation.act = act;
        change.operation.account = account;
        change.operation.key = fmt::format("{}-{}", number_, turn_);
        return change;
    }

    void send(const Change& change) {
        shared_.board.add(change);
        const Operation& told = witness_.change(change);
        if (told.act != Act::open && told.act != Act::switch_to) return;
        if (told.status == 201)
            shared_.board.add(
                KnownLease{told.sight->id, told.account, told.sight->number, told.sight->service}
            );
    }

    void open() {
        auto change = make_change(Act::open, some_account());
        change.path = "/v1/leases";
        change.body = order();
        send(change);
    }

    void recharge() {
        auto change = make_change(Act::recharge, 1 + chance_() % 2);
        change.path = fmt::format(
            "/v1/admin/accounts/{}/recharge", shared_.account_ids.at(change.operation.account)
        );
        change.body = fmt::format(
            R"({{"amount":"{}.{:06}","reason":"{}"}})",
            chance_() % 2,
            1 + chance_() % 999'999,
            change.operation.key
        );
        send(change);
    }

    void act(const KnownLease& lease, Act act, std::string_view word) {
        auto change = make_change(act, lease.account);
        change.operation.lease = lease.id;
        change.path = fmt::format("/v1/leases/{}/{}", to_string(LeaseId{lease.id}), word);
        send(change);
    }

    void switch_from(const KnownLease& lease) {
        auto change = make_change(Act::switch_to, lease.account);
        change.operation.lease = lease.id;
        change.path = fmt::format("/v1/leases/{}/switch", to_string(LeaseId{lease.id}));
        change.body = order();
        send(change);
    }

    void send_message(const KnownLease& lease) {
        auto change = make_change(Act::message, 0);
        change.operation.number = lease.number;
        change.operation.service = lease.service;
        const auto code = fmt::format("{:06}", 100'000 + chance_() % 900'000);
        change.sms = crash::code_message(
            change.operation.key, lease.number, service_name(lease.service), code
        );
        send(change);
    }

    /// Somebody's request again, now and then with another body under the same key.
    void repeat() {
        auto change = shared_.board.some_change(chance_);
        if (!change) return open();
        if (change->operation.act == Act::open && chance_() % 4 == 0) change->body = order();
        witness_.change(*change);
    }

    Shared& shared_;
    Witness& witness_;
    int number_;
    Chance chance_;
    std::size_t turn_ = 0;
};

std::vector<crash::Client> clients_of(const crash::House& house) {
    std::vector<crash::Client> clients;
    for (const std::string& key : house.api_keys())
        clients.emplace_back(house.port(), key, house.ingest_secret());
    return clients;
}

void ask_again(crash::House& house, Shared& shared, const Stopwatch& clock, History& history) {
    history.complaints = house.process().errors();
    house.terminate();
    house.start();
    Witness witness(clients_of(house), clock, Lie::none);
    Chance chance(shared.recording.seed);
    for (int i = 0; i < asked_again; ++i)
        if (const auto change = shared.board.some_change(chance)) witness.change(*change);
    for (std::size_t account = 0; account < shared.account_ids.size(); ++account)
        witness.read_wallet(account);
    for (Operation& operation : witness.take_operations())
        history.operations.push_back(std::move(operation));
}

}  // namespace

History record(db::Engine engine, const Recording& recording) {
    crash::House house(engine);
    house.configure(
        "[leases]\nwindow_seconds = 3\nquarantine_seconds = 1\n[log]\nlevel = \"error\"\n"
        "[accounts]\ncredit_approval_above = \"1000000000\"\n"
    );
    house.start();
    const Stopwatch clock;
    Shared shared{.recording = recording, .account_ids = {}, .board = {}};
    for (crash::Client& client : clients_of(house))
        shared.account_ids.emplace_back(client.get("/v1/account").object().at("id").as_string());
    std::vector<Witness> witnesses;
    for (int i = 0; i < recording.clients; ++i)
        witnesses.emplace_back(clients_of(house), clock, recording.lie);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < recording.clients; ++i)
            threads.emplace_back([&, i] {
                Customer(shared, witnesses[static_cast<std::size_t>(i)], i).run();
            });
    }
    History history;
    for (Witness& witness : witnesses)
        for (Operation& operation : witness.take_operations())
            history.operations.push_back(std::move(operation));
    ask_again(house, shared, clock, history);
    house.terminate();
    history.chains = read_chains(house, shared.account_ids);
    return history;
}

}  // namespace otpost::histories
