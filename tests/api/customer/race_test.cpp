// SPDX-License-Identifier: Apache-2.0
// Many calls at the same instant over many connections. The thousands of rounds are in
// src/leases/races_test.cpp; here some tens go the whole way through HTTP.
#include "house_fixture.hpp"
#include "leases/verify.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <barrier>
#include <map>
#include <thread>

namespace otpost::api_test {
namespace {

constexpr int rounds = 30;

class RaceApi : public HouseTest {
protected:
    RaceApi() { config.terms.limits["free"] = {1000, 1000}; }

    using Call = std::function<Reply(Caller&)>;

    /// Every call on a connection of its own, all let go at once.
    std::vector<Reply> at_once(const Person& person, const std::vector<Call>& calls) {
        std::vector<Caller> callers;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            callers.push_back(as(person));
            callers.back().get("/healthz");
        }
        std::vector<Reply> replies(calls.size());
        std::barrier go{static_cast<std::ptrdiff_t>(calls.size())};
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < calls.size(); ++i) {
                threads.emplace_back([&, i] {
                    go.arrive_and_wait();
                    replies[i] = calls[i](callers[i]);
                });
            }
        }
        return replies;
    }

    static std::map<unsigned, int> by_status(const std::vector<Reply>& replies) {
        std::map<unsigned, int> counts;
        for (const Reply& reply : replies) ++counts[reply.status];
        return counts;
    }

    Call post(std::string target, std::string body = "{}", std::string key = "") {
        return [=](Caller& caller) { return caller.post(target, body, key); };
    }

    Call sms(const Reply& lease, int round) {
        const Sms message{
            .to = lease["/number"], .text = fmt::format("WhatsApp code {:06}", 200'000 + round)
        };
        return [=, this](Caller&) { return deliver(message); };
    }

    std::string act(const Reply& lease, std::string_view what) {
        return fmt::format("/v1/leases/{}/{}", lease["/id"], what);
    }

    Reply wallet_of(const Person& person) { return as(person).get("/v1/wallet"); }

    void expect_sound_books() {
        const auto report = leases::verify(database());
        EXPECT_TRUE(report.ok()) << ledger::format(report);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, RaceApi, testing::all_engines, testing::engine_name);

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST_P(RaceApi, W3_FiftyCallsOnABalanceForTen) {
    add_numbers("DE", "+491511", 60);
    const Person ada = add_person({.balance = Money{10 * whatsapp_price.micros()}});
    const std::vector<Call> calls(
        50, post("/v1/leases", R"({"country":"DE","service":"whatsapp"})")
    );
    const auto replies = at_once(ada, calls);
    EXPECT_THAT(by_status(replies), UnorderedElementsAre(Pair(201U, 10), Pair(402U, 40)));
    for (const Reply& reply : replies)
        if (reply.status == 402) EXPECT_EQ(reply["/code"], "insufficient_funds");
    const Reply wallet = wallet_of(ada);
    EXPECT_EQ(wallet["/balance/amount"], "0.00");
    EXPECT_EQ(wallet["/held/amount"], "3.50");
    expect_sound_books();
}

TEST_P(RaceApi, L2_LastNumberIsLeasedOnce) {
    add_numbers("DE", "+491511", 1);
    const Person ada = add_person();
    const std::vector<Call> calls(
        20, post("/v1/leases", R"({"country":"DE","service":"whatsapp"})")
    );
    const auto replies = at_once(ada, calls);
    EXPECT_THAT(by_status(replies), UnorderedElementsAre(Pair(201U, 1), Pair(409U, 19)));
    EXPECT_EQ(wallet_of(ada)["/held/amount"], "0.35");
}

TEST_P(RaceApi, W6_SameKeyTwentyTimesIsOneLease) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const std::vector<Call> calls(
        20, post("/v1/leases", R"({"country":"GB","service":"whatsapp"})", "twenty-at-once")
    );
    const auto replies = at_once(ada, calls);
    for (const Reply& reply : replies) {
        EXPECT_EQ(reply.status, 201U) << reply;
        EXPECT_EQ(reply.body, replies.front().body);
    }
    EXPECT_EQ(wallet_of(ada)["/held/amount"], "0.35");
}

TEST_P(RaceApi, W6_SameKeyTwiceWithMoneyForOne) {
    const Person ada = add_person({.balance = whatsapp_price});
    const std::vector<Call> calls(
        8, post("/v1/leases", R"({"country":"GB","service":"whatsapp"})", "money-for-one")
    );
    for (const Reply& reply : at_once(ada, calls)) EXPECT_EQ(reply.status, 201U) << reply;
}

TEST_P(RaceApi, W5_TwoCancelsRefundOnce) {
    add_numbers("DE", "+491511", rounds);
    const Person ada = add_person({.balance = Money{10'000'000}});
    for (int i = 0; i < rounds; ++i) {
        const Reply lease = as(ada).post("/v1/leases", R"({"country":"DE","service":"whatsapp"})");
        ASSERT_EQ(lease.status, 201U) << lease;
        const auto replies = at_once(ada, {post(act(lease, "cancel")), post(act(lease, "cancel"))});
        EXPECT_THAT(by_status(replies), UnorderedElementsAre(Pair(200U, 1), Pair(409U, 1)));
    }
    EXPECT_EQ(wallet_of(ada)["/balance/amount"], "10.00");
    EXPECT_EQ(wallet_of(ada)["/held/amount"], "0.00");
    expect_sound_books();
}

TEST_P(RaceApi, L11_CancelAgainstCodeHasOneWinner) {
    add_numbers("DE", "+491511", rounds);
    const Person ada = add_person({.balance = Money{20'000'000}});
    int paid = 0;
    for (int i = 0; i < rounds; ++i) {
        const Reply lease = as(ada).post("/v1/leases", R"({"country":"DE","service":"whatsapp"})");
        ASSERT_EQ(lease.status, 201U) << lease;
        const auto replies = at_once(ada, {post(act(lease, "cancel")), sms(lease, i)});
        EXPECT_EQ(replies[1].status, 200U) << replies[1];
        const Reply after = as(ada).get("/v1/leases/" + lease["/id"]);
        const bool cancelled = replies[0].status == 200;
        EXPECT_EQ(after["/status"], cancelled ? "cancelled" : "received") << after;
        EXPECT_EQ(after["/refunded"], cancelled ? "true" : "false");
        EXPECT_EQ(after["/code"] == "null", cancelled);
        if (!cancelled) EXPECT_EQ(replies[0]["/code"], "cancel_after_code");
        paid += cancelled ? 0 : 1;
    }
    const Money left{20'000'000 - paid * whatsapp_price.micros()};
    EXPECT_EQ(wallet_of(ada)["/balance/amount"], format_amount(left));
    EXPECT_EQ(wallet_of(ada)["/held/amount"], "0.00");
    expect_sound_books();
    fmt::print("  {} rounds: {} codes, {} cancels\n", rounds, paid, rounds - paid);
}

}  // namespace
}  // namespace otpost::api_test
