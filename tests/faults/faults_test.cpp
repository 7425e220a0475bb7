// SPDX-License-Identifier: Apache-2.0
// A bounded share of ./dev faults, and each byte at which a connection can break.
#include "crash/load.hpp"
#include "db/open.hpp"
#include "storm.hpp"
#include "testing/postgres_server.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>

#include <mutex>
#include <random>
#include <utility>

namespace otpost::faults {
namespace {

using namespace std::chrono_literals;
using otpost::testing::PostgresServer;

constexpr std::string_view some_lease = R"({"country":"GB","service":"whatsapp"})";

using FaultTest = crash::HouseTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, FaultTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(FaultTest, O2_AStormAmongTheClientsLosesNothing) {
    weather({.engine = GetParam(), .connections = 250, .seed = std::random_device{}()});
}

/// Without silence, which costs the store's patience each time: see O2_ASilentDatabaseIsGivenUp.
TEST(DatabaseFaultTest, O2_AStormBeforeTheDatabaseLosesNothing) {
    weather(
        {.engine = db::Engine::postgres,
         .place = Place::database,
         .connections = 60,
         .seed = std::random_device{}(),
         .faults = {Fault::delay, Fault::split, Fault::half_close, Fault::cut, Fault::reset}}
    );
}

/// The plan for the next connection, set from the test.
class NextPlan {
public:
    void set(Plan plan) {
        const std::lock_guard lock(mutex_);
        plan_ = plan;
    }

    void set_once(Plan plan) {
        set(plan);
        is_once_ = true;
    }

    FaultProxy::Draw draw() {
        return [this] {
            const std::lock_guard lock(mutex_);
            return is_once_ ? std::exchange(plan_, {}) : plan_;
        };
    }

private:
    std::mutex mutex_;
    Plan plan_;
    bool is_once_ = false;
};

/// Wherever the connection breaks, the lease is opened once, and a retry tells of it.
TEST(BrokenConnectionTest, W6_ResetAtEveryByteARetryOpensOneLease) {
    crash::House house(db::Engine::sqlite);
    house.configure("[log]\nlevel = \"error\"\n");
    house.start();
    NextPlan next;
    FaultProxy proxy(local_port(0), local_port(house.port()), next.draw());
    auto good = house.client();
    std::int64_t leases = 0;
    for (const auto direction : {Direction::to_server, Direction::to_client}) {
        const std::size_t bytes = direction == Direction::to_server ? 260 : 1'000;
        for (std::size_t byte = 0; byte < bytes;
             byte += direction == Direction::to_server ? 1 : 7) {
            const auto key = fmt::format("{}-{}", static_cast<int>(direction), byte);
            next.set({.fault = Fault::reset, .direction = direction, .after = byte});
            const auto first = house.client_at(proxy.port()).post("/v1/leases", some_lease, key);
            const auto again = good.post("/v1/leases", some_lease, key);
            ASSERT_TRUE(again.status == 201 || again.status == 409) << again.text;
            if (first.status != 0) EXPECT_EQ(first.text, again.text);
            leases += again.status == 201 ? 1 : 0;
        }
    }
    EXPECT_EQ(house.verified_leases(), leases);
}

/// A lease whose customer's connection is dead is closed in time all the same.
TEST_P(FaultTest, L6_NoLeaseIsStuckPastItsDeadline) {
    house().configure("[leases]\nwindow_seconds = 1\n[log]\nlevel = \"error\"\n");
    house().start();
    const auto filled = house().client().get("/v1/wallet").text;
    {
        FaultProxy proxy(local_port(0), local_port(house().port()), draw_plans(Storm{}, 7));
        for (int i = 0; i < 40; ++i) {
            auto client = house().client_at(proxy.port(), 100ms);
            client.post("/v1/leases", some_lease, fmt::format("key-{}", i));
        }
        std::this_thread::sleep_for(2s);
        EXPECT_EQ(house().client().get("/v1/wallet").text, filled);
    }
    EXPECT_GT(house().verified_leases(), 0);
}

/// A database that takes what is sent and says nothing, as behind a network that lies.
TEST(DatabaseFaultTest, O2_ASilentDatabaseIsGivenUp) {
    const testing::TestStore prepared(db::Engine::postgres);
    const testing::TempFolder folder;
    NextPlan next;
    FaultProxy proxy(
        local_path(folder.path() / ".s.PGSQL.5432"),
        local_path(database_folder() / ".s.PGSQL.5432"),
        next.draw()
    );
    auto options = *db::parse_store_url(fmt::format(
        "postgresql:///{}?user=postgres&host={}",
        PostgresServer::template_database,
        folder.path().string()
    ));
    options.statement_timeout = 200ms;
    options.readers = 1;
    constexpr db::Statement question{"faults.question", "SELECT CAST(1 AS BIGINT)"};
    const auto ask = [&](db::Database& database) {
        return db::read(database, [&](db::Tx& tx) {
            return tx.one(question, [](const db::Row& row) { return row.int64(0); });
        });
    };
    // Enough to connect, not enough to be answered for long; the next connections are good.
    next.set_once({.fault = Fault::swallow, .direction = Direction::to_server, .after = 1'500});
    const auto database = db::open(options);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(ask(*database), 1);
    EXPECT_EQ(proxy.connections(Fault::swallow), 1U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

}  // namespace
}  // namespace otpost::faults
