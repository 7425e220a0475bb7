// SPDX-License-Identifier: Apache-2.0
#include "kills.hpp"

#include "load.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>

#include <random>
#include <thread>
#include <utility>

namespace otpost::crash {

using otpost::testing::PostgresServer;

using namespace std::chrono_literals;

namespace {

constexpr long kills_per_house = 12;
constexpr auto recovery_patience = 30s;

class Killer {
public:
    Killer(const KillPlan& plan, KillReport& report, std::mt19937_64& chance)
        : plan_(plan),
          report_(report),
          chance_(chance),
          house_(plan.engine) {
        house_.configure("[leases]\nwindow_seconds = 86400\n[log]\nlevel = \"error\"\n");
        house_.start();
    }

    void kill_up_to(long count) {
        for (long round = 0; round < count && !::testing::Test::HasFailure(); ++round) {
            SCOPED_TRACE(fmt::format("seed {}, kill {}", plan_.seed, report_.kills));
            const std::string name = fmt::format("round-{}", round);
            if (plan_.victim == Victim::database)
                kill_database(name);
            else
                kill_server(name);
            book_.check(house_);
        }
        report_.stories += book_.size();
        report_.acknowledged += book_.acknowledged();
    }

private:
    using Instant = std::chrono::steady_clock::time_point;

    std::chrono::milliseconds up_to(long milliseconds) {
        return std::chrono::milliseconds{
            std::uniform_int_distribution<long>{0, milliseconds}(chance_)
        };
    }

    void note_recovery(Instant begin) {
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - begin;
        report_.recovery_ms.push_back(taken.count());
    }

    void kill_server(const std::string& name) {
        {
            Load load(house_, book_, name, WhenGone::give_up);
            load.wait_for_successes(1);
            std::this_thread::sleep_for(up_to(500));
            if (plan_.victim == Victim::idle_server) {
                load.stop();
                std::this_thread::sleep_for(up_to(100));
            }
            house_.kill();
            ++report_.kills;
        }
        // The store is whole as the dead process left it, before any other opens it for writing.
        house_.verified_leases();
        if (plan_.victim == Victim::starting_server) {
            house_.launch();
            std::this_thread::sleep_for(up_to(60));
            house_.kill();
            ++report_.kills;
        }
        const auto begin = std::chrono::steady_clock::now();
        house_.start();
        note_recovery(begin);
    }

    void kill_database(const std::string& name) {
        Load load(house_, book_, name, WhenGone::go_on);
        load.wait_for_successes(1);
        std::this_thread::sleep_for(up_to(300));
        PostgresServer::shared().crash();
        ++report_.kills;
        std::this_thread::sleep_for(up_to(100));
        const auto begin = std::chrono::steady_clock::now();
        PostgresServer::shared().start();
        auto client = house_.client();
        while (client.get("/readyz").status != 200) {
            if (std::chrono::steady_clock::now() > begin + recovery_patience) {
                ADD_FAILURE() << "the house does not find its database again";
                return;
            }
            std::this_thread::sleep_for(5ms);
        }
        note_recovery(begin);
    }

    const KillPlan& plan_;
    KillReport& report_;
    std::mt19937_64& chance_;
    House house_;
    Book book_;
};

}  // namespace

KillReport kill_repeatedly(const KillPlan& plan) {
    KillReport report;
    std::mt19937_64 chance(plan.seed);
    while (report.kills < plan.count && !::testing::Test::HasFailure()) {
        Killer killer(plan, report, chance);
        killer.kill_up_to(std::min(kills_per_house, plan.count - report.kills));
    }
    return report;
}

}  // namespace otpost::crash
