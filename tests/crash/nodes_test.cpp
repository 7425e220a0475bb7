// SPDX-License-Identifier: Apache-2.0
// Two nodes of one PostgreSQL store: what comes in at one is seen at the other, at once (O2, M5).
#include "load.hpp"
#include "testing/postgres_server.hpp"

#include <fmt/format.h>

#include <array>
#include <future>
#include <thread>

namespace otpost::crash {
namespace {

using namespace std::chrono_literals;
using otpost::testing::PostgresServer;

class NodesTest : public ::testing::Test {
protected:
    NodesTest() {
        first_.configure("[log]\nlevel = \"warning\"\n");
        second_.configure("[store]\nnode = 1\n[log]\nlevel = \"warning\"\n");
        first_.start();
        second_.start();
    }

    struct Opened {
        std::string id;
        std::string number;
    };

    static Opened open_lease(Client& client, const std::string& service) {
        const auto opened = client.post(
            "/v1/leases",
            fmt::format(R"({{"country":"GB","service":"{}"}})", service),
            "open-" + service
        );
        EXPECT_EQ(opened.status, 201) << opened.text;
        const auto lease = opened.object();
        return {
            std::string{lease.at("id").as_string()}, std::string{lease.at("number").as_string()}
        };
    }

    static std::string code_of(const Answer& answer) {
        if (answer.status != 200) return fmt::format("{}: {}", answer.status, answer.text);
        const auto object = answer.object();
        const auto& code = object.at("code");
        return code.is_string() ? std::string{code.as_string()} : "(none)";
    }

    House first_{db::Engine::postgres};
    House second_{first_, OtherNode{}};
};

TEST_F(NodesTest, O2_ACodeThatCameToOneNodeWakesAndIsShownByTheOther) {
    auto at_first = first_.client();
    auto at_second = second_.client();
    const Opened lease = open_lease(at_second, "whatsapp");
    auto waiting = std::async(std::launch::async, [&] {
        auto client = second_.client();
        return client.get("/v1/leases/" + lease.id + "/code?wait=20");
    });
    std::this_thread::sleep_for(300ms);
    const auto sent = std::chrono::steady_clock::now();
    ASSERT_EQ(
        at_first.deliver(code_message("n-1", lease.number, "WhatsApp", "735194")).status, 200
    );
    EXPECT_EQ(code_of(waiting.get()), "735194");
    EXPECT_LT(std::chrono::steady_clock::now() - sent, 10s) << "woken, not timed out";
    EXPECT_EQ(code_of(at_first.get("/v1/leases/" + lease.id)), "735194");
}

TEST_F(NodesTest, M2_ADuplicateAtTheOtherNodeCountsOnce) {
    auto at_first = first_.client();
    auto at_second = second_.client();
    const Opened lease = open_lease(at_first, "telegram");
    const Sms sms = code_message("n-2", lease.number, "Telegram", "735194");
    ASSERT_EQ(at_first.deliver(sms).status, 200);
    ASSERT_EQ(at_second.deliver(sms).status, 200);
    const auto shown = at_second.get("/v1/leases/" + lease.id).object();
    EXPECT_EQ(shown.at("messages_count").to_number<int>(), 1);
}

TEST_F(NodesTest, O2_WhatADeadNodeTookInTheOtherShows) {
    auto at_first = first_.client();
    auto at_second = second_.client();
    const Opened shown = open_lease(at_first, "whatsapp");
    const Opened waiting = open_lease(at_first, "telegram");
    ASSERT_EQ(
        at_first.deliver(code_message("n-3", shown.number, "WhatsApp", "111222")).status, 200
    );
    ASSERT_EQ(
        at_first.deliver(code_message("n-4", waiting.number, "Telegram", "333444")).status, 200
    );
    EXPECT_EQ(code_of(at_first.get("/v1/leases/" + shown.id)), "111222");
    first_.kill();
    EXPECT_EQ(code_of(at_second.get("/v1/leases/" + shown.id)), "111222");
    EXPECT_EQ(code_of(at_second.get("/v1/leases/" + waiting.id)), "333444");
    first_.start();
    auto again = first_.client();
    EXPECT_EQ(code_of(again.get("/v1/leases/" + waiting.id)), "333444");
}

TEST_F(NodesTest, SEC_C5_ACrashOfTheStoreLosesNoContentWhileANodeLives) {
    auto at_first = first_.client();
    auto at_second = second_.client();
    const Opened lease = open_lease(at_first, "whatsapp");
    ASSERT_EQ(
        at_first.deliver(code_message("n-5", lease.number, "WhatsApp", "111222")).status, 200
    );
    EXPECT_EQ(code_of(at_second.get("/v1/leases/" + lease.id)), "111222");
    PostgresServer::shared().crash();
    PostgresServer::shared().start();
    // As a node that knows nothing, its keys are those that the other gave back.
    second_.kill();
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (at_first.get("/readyz").status != 200 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(50ms);
    std::this_thread::sleep_for(7s);
    second_.start();
    auto fresh = second_.client();
    EXPECT_EQ(code_of(fresh.get("/v1/leases/" + lease.id)), "111222");
}

TEST_F(NodesTest, SEC_C5_ANodeWithAnotherServerKeyDoesNotStart) {
    second_.kill();
    std::filesystem::remove(second_.data() / "keys" / "server.key");
    try {
        second_.start();
        FAIL();
    } catch (const std::runtime_error& failure) {
        EXPECT_NE(std::string{failure.what()}.find("same keys folder"), std::string::npos)
            << failure.what();
    }
}

}  // namespace
}  // namespace otpost::crash
