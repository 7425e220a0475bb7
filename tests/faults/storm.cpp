// SPDX-License-Identifier: Apache-2.0
#include "storm.hpp"

#include "crash/load.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <random>
#include <thread>
#include <utility>

namespace otpost::faults {

using crash::Book;
using crash::House;
using crash::Load;
using otpost::testing::PostgresServer;
using otpost::testing::TempFolder;

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

/// A client that hears nothing goes on to the next connection.
constexpr auto client_patience = 700ms;
constexpr auto storm_patience = 5min;
constexpr std::size_t connections_per_house = 4'000;
/// The readers and writers of a store that came back, and what else may open and close meanwhile.
constexpr std::size_t descriptor_slack = 8;

std::size_t descriptors_of(pid_t process) {
    const fs::directory_iterator entries(fmt::format("/proc/{}/fd", process));
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

class StormyHouse {
public:
    StormyHouse(const Storm& storm, std::uint64_t seed) : storm_(storm), house_(storm.engine) {
        house_.configure("[leases]\nwindow_seconds = 86400\n[log]\nlevel = \"error\"\n");
        if (storm.place == Place::database) {
            const auto server = database_folder();
            proxy_ = std::make_unique<FaultProxy>(
                local_path(folder_.path() / socket_name),
                local_path(server / socket_name),
                [this, draw = draw_plans(storm, seed)] {
                    const Plan plan = draw();
                    return is_calm_ ? Plan{.after = calm_bytes_} : plan;
                }
            );
            auto store = house_.store();
            store.replace(
                store.find(server.string()), server.string().size(), folder_.path().string()
            );
            house_.serve_from(store);
        }
        house_.start();
        if (storm.place == Place::clients)
            proxy_ = std::make_unique<FaultProxy>(
                local_port(0), local_port(house_.port()), draw_plans(storm, seed)
            );
    }

    void weather(std::size_t connections, Wreckage& wreckage) {
        warm_up();
        const auto before = descriptors_of(house_.process().id());
        {
            is_calm_ = false;
            Load load(clients(), book_, "storm", crash::WhenGone::go_on);
            const auto deadline = std::chrono::steady_clock::now() + storm_patience;
            while (proxy_->connections() < connections &&
                   std::chrono::steady_clock::now() < deadline)
                std::this_thread::sleep_for(10ms);
            EXPECT_GE(proxy_->connections(), connections);
        }
        calm_bytes_ = 0;
        is_calm_ = true;
        for (std::size_t i = 0; i < fault_count; ++i)
            wreckage.connections[i] += proxy_->connections(static_cast<Fault>(i));
        if (storm_.place == Place::clients) proxy_.reset();
        await_readiness();
        book_.check(house_);
        const auto after = await_descriptors(before);
        EXPECT_LE(after, before + descriptor_slack);
        wreckage.descriptors_before = std::max(wreckage.descriptors_before, before);
        wreckage.descriptors_after = std::max(wreckage.descriptors_after, after);
        wreckage.stories += book_.size();
        wreckage.acknowledged += book_.acknowledged();
        EXPECT_EQ(house_.terminate(), 0) << house_.process().errors();
    }

private:
    static constexpr const char* socket_name = ".s.PGSQL.5432";

    std::vector<crash::Client> clients() {
        std::vector<crash::Client> clients;
        clients.reserve(static_cast<std::size_t>(storm_.clients));
        for (int i = 0; i < storm_.clients; ++i)
            clients.push_back(
                storm_.place == Place::clients ? house_.client_at(proxy_->port(), client_patience)
                                               : house_.client()
            );
        return clients;
    }

    /// Until every connection to the store is open that the house will hold.
    void warm_up() {
        Load load(house_, book_, "calm", crash::WhenGone::go_on, 4 * storm_.clients);
        load.wait_for_successes(300);
    }

    void await_readiness() {
        auto client = house_.client();
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (client.get("/readyz").status != 200 && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(20ms);
    }

    /// A connection that only its own end knows to be dead is closed at its deadline.
    std::size_t await_descriptors(std::size_t expected) {
        const auto deadline = std::chrono::steady_clock::now() + 40s;
        auto count = descriptors_of(house_.process().id());
        while (count > expected + descriptor_slack && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(50ms);
            count = descriptors_of(house_.process().id());
        }
        return count;
    }

    const Storm& storm_;
    TempFolder folder_;
    std::atomic<bool> is_calm_ = true;
    /// What was connected before the storm must end in it; what is connected after it lasts.
    std::atomic<std::size_t> calm_bytes_ = 20'000;
    House house_;
    Book book_;
    std::unique_ptr<FaultProxy> proxy_;
};

}  // namespace

fs::path database_folder() {
    constexpr std::string_view before = "host=";
    const auto url = PostgresServer::shared().url("postgres");
    return url.substr(url.find(before) + before.size());
}

std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::none:
            return "none";
        case Fault::delay:
            return "delay";
        case Fault::split:
            return "split";
        case Fault::stall:
            return "stall";
        case Fault::swallow:
            return "swallow";
        case Fault::half_close:
            return "half_close";
        case Fault::cut:
            return "cut";
        case Fault::reset:
            return "reset";
    }
    std::unreachable();
}

FaultProxy::Draw draw_plans(const Storm& storm, std::uint64_t seed) {
    const auto chance = std::make_shared<std::mt19937_64>(seed);
    return [chance, faults = storm.faults, place = storm.place] {
        auto& next = *chance;
        Plan plan;
        if (next() % 5 != 0) plan.fault = faults.at(next() % faults.size());
        plan.direction = next() % 2 == 0 ? Direction::to_server : Direction::to_client;
        // Up to some requests: a connection to the database lives longer than a client's.
        plan.after = next() % (place == Place::clients ? 2'500 : 30'000);
        plan.pause = std::chrono::milliseconds{1 + next() % 60};
        return plan;
    };
}

Wreckage weather(const Storm& storm) {
    Wreckage wreckage;
    std::size_t connections = 0;
    for (std::uint64_t seed = storm.seed;
         connections < storm.connections && !::testing::Test::HasFailure();
         ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        const auto wanted = std::min(connections_per_house, storm.connections - connections);
        StormyHouse{storm, seed}.weather(wanted, wreckage);
        connections += wanted;
    }
    return wreckage;
}

}  // namespace otpost::faults
