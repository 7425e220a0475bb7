// SPDX-License-Identifier: Apache-2.0
// The store is away, locked or out of space while the house serves: 503 with a time to try again,
// nothing half done, and it goes on by itself when the store is back.
#include "base/time.hpp"
#include "load.hpp"
#include "testing/postgres_server.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <sys/mount.h>
#include <sys/resource.h>
#include <thread>

namespace otpost::crash {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using otpost::testing::PostgresServer;

constexpr std::string_view some_lease = R"({"country":"GB","service":"signal"})";

bool becomes(unsigned status, Client& client, std::string_view path) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < deadline) {
        if (client.get(path).status == status) return true;
        std::this_thread::sleep_for(20ms);
    }
    return false;
}

/// Until an attempt to open a lease is refused for the store's sake.
Answer first_refusal(Client& client, const std::string& name) {
    for (int i = 0; i < 20'000; ++i) {
        auto answer = client.post("/v1/leases", some_lease, fmt::format("{}-{}", name, i));
        if (answer.status != 201) return answer;
    }
    return {};
}

void expect_unavailable(const Answer& answer) {
    ASSERT_EQ(answer.status, 503) << answer.text;
    EXPECT_EQ(answer.raw.header("content-type"), "application/problem+json");
    EXPECT_NE(answer.raw.header("retry-after"), "");
    EXPECT_EQ(answer.object().at("code"), "unavailable");
}

class OutageTest : public ::testing::Test {
protected:
    explicit OutageTest(db::Engine engine) : house_(engine) {}

    House house_;
    Book book_;
};

class PostgresOutageTest : public OutageTest {
protected:
    PostgresOutageTest() : OutageTest(db::Engine::postgres) {}
};

class SqliteOutageTest : public OutageTest {
protected:
    SqliteOutageTest() : OutageTest(db::Engine::sqlite) {}
};

TEST_F(PostgresOutageTest, O2_ADatabaseServerThatDiesUnderLoadIsFoundAgain) {
    auto& server = PostgresServer::shared();
    house_.configure("[log]\nlevel = \"error\"\n");
    house_.start();
    auto client = house_.client();
    for (int round = 0; round < 2; ++round) {
        Load load(house_, book_, fmt::format("round-{}", round), WhenGone::go_on);
        load.wait_for_successes(50);
        server.crash();
        EXPECT_TRUE(becomes(503, client, "/readyz"));
        EXPECT_EQ(client.get("/healthz").status, 200);
        expect_unavailable(client.post("/v1/leases", some_lease, "while-away"));
        server.start();
        EXPECT_TRUE(becomes(200, client, "/readyz"));
        load.wait_for_successes(load.successes() + 50);
        EXPECT_GT(load.unavailable(), 0);
    }
    book_.check(house_);
    EXPECT_EQ(house_.terminate(), 0) << house_.process().errors();
}

TEST_F(PostgresOutageTest, O4_ItStopsInOrderWhileTheDatabaseServerIsAway) {
    auto& server = PostgresServer::shared();
    house_.start();
    server.crash();
    EXPECT_EQ(house_.terminate(), 0) << house_.process().errors();
    server.start();
}

TEST_F(SqliteOutageTest, O2_AForeignLockOnTheStoreIsWaitedOutAndAnswered) {
    house_.start();
    auto client = house_.client();
    const auto lease = client.post("/v1/leases", some_lease, "before").object();
    const auto path = "/v1/leases/" + std::string{lease.at("id").as_string()};
    const std::string number{lease.at("number").as_string()};
    ASSERT_EQ(client.deliver(code_message("sms-1", number, "Signal", "481526")).status, 200);
    sqlite3* foreign = nullptr;
    ASSERT_EQ(sqlite3_open((house_.data() / "otpost.db").c_str(), &foreign), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(foreign, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    expect_unavailable(client.post("/v1/leases", some_lease, "locked-out"));
    EXPECT_EQ(client.get("/v1/wallet").status, 200);
    // That a code is shown can't be recorded now. The list goes on without it; where nothing else
    // is asked for, no code would be taken for a code that is gone.
    const auto list = client.get("/v1/leases");
    ASSERT_EQ(list.status, 200) << list.text;
    const auto listed = list.object().at("items").at(0);
    EXPECT_EQ(listed.at("status"), "received");
    EXPECT_TRUE(listed.at("code").is_null()) << list.text;
    expect_unavailable(client.get(path));
    ASSERT_EQ(sqlite3_exec(foreign, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(foreign);
    EXPECT_EQ(client.get(path).object().at("code"), "481526");
    EXPECT_EQ(client.post("/v1/leases", some_lease, "locked-out").status, 201);
    EXPECT_EQ(house_.verified_leases(), 2);
}

/// A file system of its own that is nearly full.
class TinyDisk {
public:
    TinyDisk() {
        is_mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=40m") == 0;
    }

    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;

    ~TinyDisk() {
        if (is_mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
    }

    bool is_mounted() const { return is_mounted_; }

    fs::path path() const { return folder_.path(); }

    void fill_up_to(std::uintmax_t left) {
        std::ofstream file(ballast());
        const auto free = fs::space(path()).available;
        file << std::string(free > left ? free - left : 0, 'x');
    }

    void free() { fs::remove(ballast()); }

private:
    fs::path ballast() const { return path() / "ballast"; }

    TempFolder folder_;
    bool is_mounted_ = false;
};

TEST_F(SqliteOutageTest, O2_AFullDiskIsAnsweredAndSpaceIsFoundAgain) {
    TinyDisk disk;
    if (!disk.is_mounted()) GTEST_SKIP() << "needs the right to mount; see the next test";
    house_.move_to(disk.path() / "data");
    house_.configure("[log]\nlevel = \"error\"\n");
    house_.start();
    auto client = house_.client();
    for (int round = 0; round < 2; ++round) {
        const auto name = fmt::format("round-{}", round);
        disk.fill_up_to(300'000);
        Load load(house_, book_, name, WhenGone::go_on);
        while (load.unavailable() < 20) std::this_thread::sleep_for(5ms);
        EXPECT_EQ(client.get("/v1/wallet").status, 200);
        EXPECT_EQ(client.get("/v1/leases").status, 200);
        house_.verified_leases();
        disk.free();
        load.wait_for_successes(load.successes() + 50);
        load.stop();
        book_.check(house_);
    }
    EXPECT_EQ(house_.terminate(), 0) << house_.process().errors();
}

TEST_F(SqliteOutageTest, O2_ALimitOnTheSizeOfFilesDoesNotKillIt) {
    house_.configure("[log]\nlevel = \"error\"\n");
    house_.start();
    auto client = house_.client();
    const auto limit_files_to = [&](rlim_t soft) {
        const rlimit limit{.rlim_cur = soft, .rlim_max = RLIM_INFINITY};
        ASSERT_EQ(prlimit(house_.process().id(), RLIMIT_FSIZE, &limit, nullptr), 0);
    };
    limit_files_to(fs::file_size(house_.data() / "otpost.db-wal") + 100'000);
    const auto refused = first_refusal(client, "too-big");
    expect_unavailable(refused);
    EXPECT_EQ(client.get("/v1/wallet").status, 200);
    limit_files_to(RLIM_INFINITY);
    Load load(house_, book_, "after", WhenGone::go_on);
    load.wait_for_successes(50);
    load.stop();
    EXPECT_GT(house_.verified_leases(), 0);
    EXPECT_EQ(house_.terminate(), 0) << house_.process().errors();
}

}  // namespace
}  // namespace otpost::crash
