// SPDX-License-Identifier: Apache-2.0
// The house under trouble: a full queue, a store that is gone, a shutdown while calls are on
// their way (O3, O4).
#include "house_fixture.hpp"
#include "leases/verify.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>
#include <latch>

namespace otpost::api_test {
namespace {

class OperationApi : public HouseTest {
protected:
    /// Keeps every writer of the store at work and its queue full until destroyed.
    class Jam {
    public:
        explicit Jam(db::Database& database, int writers) {
            for (int i = 0; i < writers; ++i) {
                EXPECT_TRUE(submit(database));
                EXPECT_TRUE(wait_until([&] { return state_->working >= i + 1; }));
            }
            while (submit(database)) {
            }
        }

        ~Jam() { state_->free.count_down(); }

    private:
        struct State {
            std::latch free{1};
            std::atomic<int> working = 0;
        };

        bool submit(db::Database& database) {
            try {
                database.submit_write(
                    [state = state_](db::Tx&) {
                        ++state->working;
                        state->free.wait();
                        return db::Verdict::rollback;
                    },
                    [](const std::exception_ptr&) {}
                );
                return true;
            } catch (const db::Busy&) {
                return false;
            }
        }

        std::shared_ptr<State> state_ = std::make_shared<State>();
    };
};

INSTANTIATE_TEST_SUITE_P(Engines, OperationApi, testing::all_engines, testing::engine_name);

TEST_P(OperationApi, O3_AliveReadyAndMetrics) {
    EXPECT_EQ(stranger().get("/healthz").body, R"({"status":"ok"})");
    const Reply ready = stranger().get("/readyz");
    EXPECT_EQ(ready.status, 200U);
    EXPECT_EQ(ready["/status"], "ready");
    EXPECT_THAT(stranger().get("/metrics").body, ::testing::HasSubstr("# TYPE otpost_"));
}

TEST_P(OperationApi, O4_FullQueueIsAnsweredWithWhenToComeBack) {
    store().options().queue_limit = 64;  // room for all the duties of a house that starts
    const Person ada = add_person();
    Caller caller = as(ada);
    ASSERT_EQ(caller.get("/v1/wallet").status, 200U);
    {
        const Jam jam{
            database(),
            GetParam() == db::Engine::sqlite ? 1 : static_cast<int>(store().options().writers)
        };
        const Reply refused = caller.post(
            "/v1/leases", R"({"country":"GB","service":"whatsapp"})", "tried-when-busy"
        );
        EXPECT_EQ(refused.status, 503U) << refused;
        EXPECT_EQ(refused["/code"], "unavailable");
        EXPECT_NE(refused.header("retry-after"), "");
        const Reply message = deliver({.to = "+447700900001", .text = "hello"});
        EXPECT_EQ(message.status, 503U) << message;
    }
    EXPECT_TRUE(wait_until([&] {
        return caller
                   .post(
                       "/v1/leases", R"({"country":"GB","service":"whatsapp"})", "tried-when-busy"
                   )
                   .status == 201;
    }));
}

TEST_P(OperationApi, O3_NotReadyWhenTheStoreIsGone) {
    const Person ada = add_person();
    Caller caller = as(ada);
    ASSERT_EQ(caller.get("/v1/wallet").status, 200U);
    database().stop();
    const Reply ready = caller.get("/readyz");
    EXPECT_EQ(ready.status, 503U) << ready;
    EXPECT_EQ(ready["/status"], "store_unavailable");
    EXPECT_EQ(caller.get("/healthz").status, 200U);
    EXPECT_EQ(caller.get("/v1/wallet").status, 503U);
}

TEST_P(OperationApi, O4_DrainFinishesWhatIsInFlight) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    std::vector<std::future<Reply>> waiting;
    std::latch sent{3};
    for (int i = 0; i < 3; ++i) {
        waiting.push_back(std::async(std::launch::async, [&] {
            Caller caller = as(ada);
            caller.get("/healthz");
            sent.count_down();
            return caller.get(fmt::format("/v1/leases/{}/code?wait=60", lease["/id"]));
        }));
    }
    sent.wait();
    ASSERT_TRUE(wait_until([&] {
        return stranger().get("/metrics").body.find("otpost_account_waiters 3") !=
               std::string::npos;
    }));
    const auto started = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - started, 5s);
    for (auto& answer : waiting) {
        const Reply reply = answer.get();
        EXPECT_EQ(reply.status, 200U) << reply;
        EXPECT_EQ(reply["/status"], "waiting");
        EXPECT_EQ(reply.header("connection"), "close");
    }
}

TEST_P(OperationApi, O4_StopUnderLoadAnswersOrRefusesWholly) {
    config.terms.limits["free"] = {1000, 1000};
    const Person ada = add_person();
    const std::string headers = ada.headers;
    const unsigned short its_port = port();
    std::atomic<int> opened = 0;
    std::latch warm{4};
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            bool counted = false;
            try {
                for (Caller caller{its_port, headers};;) {
                    const Reply reply =
                        caller.post("/v1/leases", R"({"country":"GB","service":"whatsapp"})");
                    if (!counted) warm.count_down();
                    counted = true;
                    if (reply.status == 201) ++opened;
                    if (reply.status == 0 || reply.status == 503) return;
                }
            } catch (const std::runtime_error&) {
                // Refused: the server listens no more.
            }
        });
    }
    warm.wait();
    stop();
    clients.clear();
    reopen();
    const auto report = leases::verify(database());
    EXPECT_TRUE(report.ok()) << ledger::format(report);
    EXPECT_GE(report.leases, opened.load());
}

TEST_P(OperationApi, O4_StartsAndStopsWithoutACall) {
    for (int i = 0; i < 3; ++i) {
        port();
        stop();
        reopen();
    }
}

}  // namespace
}  // namespace otpost::api_test
