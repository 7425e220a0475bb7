// SPDX-License-Identifier: Apache-2.0
// The main job and the rules of leases as a program meets them through the API.
#include "catalog/catalog.hpp"
#include "house_fixture.hpp"
#include "identity/api_keys.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <future>

namespace otpost::api_test {
namespace {

class LeaseApi : public HouseTest {
protected:
    static std::string act(const Reply& lease, std::string_view what) {
        return fmt::format("/v1/leases/{}/{}", lease["/id"], what);
    }

    static std::string path(const Reply& lease) { return "/v1/leases/" + lease["/id"]; }

    Reply deliver_code(const Reply& lease, std::string_view code = "481927") {
        return deliver({.to = lease["/number"], .text = fmt::format("Your WhatsApp code: {}", code)}
        );
    }

    std::string balance(const Person& person) {
        return as(person).get("/v1/wallet")["/balance/amount"];
    }

    std::string held(const Person& person) { return as(person).get("/v1/wallet")["/held/amount"]; }

    bool closes_as(const Person& person, const Reply& lease, std::string_view status) {
        Caller caller = as(person);
        return wait_until([&] { return caller.get(path(lease))["/status"] == status; });
    }

    bool wait_until_somebody_waits() {
        return wait_until([&] {
            return stranger().get("/metrics").body.contains("otpost_account_waiters 1");
        });
    }

    /// Time passes in steps until there is an answer.
    bool passes_until_ready(const std::future<Reply>& reply, Duration step) {
        return wait_until([&] {
            timer.advance(step);
            return reply.wait_for(1ms) == std::future_status::ready;
        });
    }

    /// Kinds of the statement's lines, oldest first.
    std::vector<std::string> statement(const Person& person) {
        const Reply lines = as(person).get("/v1/wallet/transfers");
        std::vector<std::string> kinds;
        for (const auto& line : lines.json.at("items").as_array())
            kinds.insert(
                kinds.begin(),
                fmt::format(
                    "{} {}",
                    line.at("kind").as_string().c_str(),
                    line.at("amount").at("amount").as_string().c_str()
                )
            );
        return kinds;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, LeaseApi, testing::all_engines, testing::engine_name);

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_P(LeaseApi, L2_MainJobFromOfferToFinishedLease) {
    const Person ada = add_person({.balance = Money{10'000'000}});
    Caller caller = as(ada);
    const Reply offers = caller.get("/v1/offers?country=GB&service=whatsapp");
    ASSERT_EQ(offers.status, 200U) << offers;
    EXPECT_EQ(offers["/items/0/price/amount"], "0.35");
    EXPECT_EQ(offers["/items/0/available"], "30");

    const Reply lease = open_lease(ada);
    ASSERT_EQ(lease.status, 201U) << lease;
    EXPECT_EQ(lease["/status"], "waiting");
    EXPECT_EQ(lease["/service_name"], "WhatsApp");
    EXPECT_EQ(lease["/country_name"], "United Kingdom");
    EXPECT_EQ(lease["/opened_at"], "2026-11-22T00:00:00.000Z");
    EXPECT_EQ(lease["/expires_at"], "2026-11-22T00:20:00.000Z");
    EXPECT_EQ(lease["/code"], "null");
    EXPECT_EQ(balance(ada), "9.65");
    EXPECT_EQ(held(ada), "0.35");

    const Reply delivered = deliver_code(lease);
    EXPECT_EQ(delivered.status, 200U) << delivered;
    EXPECT_EQ(delivered["/status"], "accepted");
    const Reply code = caller.get(act(lease, "code?wait=30"));
    EXPECT_EQ(code["/code"], "481927") << code;
    EXPECT_EQ(code["/status"], "received");
    EXPECT_EQ(code["/message/text"], "Your WhatsApp code: 481927");
    EXPECT_EQ(code["/message/sender"], "WhatsApp");
    EXPECT_EQ(held(ada), "0.00");

    const Reply finished = caller.post(act(lease, "finish"));
    EXPECT_EQ(finished.status, 200U) << finished;
    EXPECT_EQ(finished["/status"], "completed");
    EXPECT_EQ(finished["/close_reason"], "finished");
    EXPECT_EQ(finished["/code"], "481927");
    EXPECT_THAT(statement(ada), ElementsAre("top_up 10.00", "lease -0.35"));
    EXPECT_EQ(caller.get("/v1/leases?status=open")["/items"], "[]");
    EXPECT_EQ(caller.get("/v1/leases?status=completed")["/items/0/id"], lease["/id"]);
}

TEST_P(LeaseApi, M5_LongPollEndsWithTheCode) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    auto waiting =
        std::async(std::launch::async, [&] { return as(ada).get(act(lease, "code?wait=60")); });
    ASSERT_EQ(deliver_code(lease).status, 200U);
    EXPECT_EQ(waiting.get()["/code"], "481927");
}

TEST_P(LeaseApi, M5_LongPollEndsWhenTheLeaseCloses) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    auto waiting =
        std::async(std::launch::async, [&] { return as(ada).get(act(lease, "code?wait=60")); });
    ASSERT_EQ(as(ada).post(act(lease, "cancel")).status, 200U);
    const Reply answer = waiting.get();
    EXPECT_EQ(answer["/status"], "cancelled") << answer;
    EXPECT_EQ(answer["/code"], "null");
}

TEST_P(LeaseApi, M5_LongPollEndsAtItsLimit) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    auto waiting =
        std::async(std::launch::async, [&] { return as(ada).get(act(lease, "code?wait=60")); });
    ASSERT_TRUE(wait_until_somebody_waits());
    timer.advance(58s);
    EXPECT_EQ(waiting.wait_for(20ms), std::future_status::timeout);
    EXPECT_TRUE(passes_until_ready(waiting, 1s));
    const Reply answer = waiting.get();
    EXPECT_EQ(answer["/status"], "waiting") << answer;
    EXPECT_EQ(answer["/code"], "null");
}

TEST_P(LeaseApi, A8_RevokedKeyEndsTheLongPollWithoutTheCode) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    auto waiting =
        std::async(std::launch::async, [&] { return as(ada).get(act(lease, "code?wait=60")); });
    ASSERT_TRUE(wait_until_somebody_waits());
    write([&](db::Tx& tx) { return identity::revoke_api_key(tx, ada.id, ada.key, timer.now()); });
    const Reply answer = waiting.get();
    EXPECT_EQ(answer.status, 401U) << answer;
    EXPECT_EQ(answer["/code"], "unauthenticated");
}

TEST_P(LeaseApi, A8_KeyRevokedUnheardGetsNoCodeHalfAMinuteLater) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    auto waiting =
        std::async(std::launch::async, [&] { return as(ada).get(act(lease, "code?wait=60")); });
    ASSERT_TRUE(wait_until_somebody_waits());
    revoke_unheard(ada);
    EXPECT_TRUE(passes_until_ready(waiting, 30s));
    EXPECT_EQ(waiting.get().status, 401U);
}

TEST_P(LeaseApi, M5_StreamTellsTheWholeJobInOrder) {
    const Person ada = add_person();
    EventReader events = events_of(ada);
    ASSERT_EQ(events.status(), 200U);
    const Reply lease = open_lease(ada);
    auto opened = events.next_of("lease.opened");
    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)["/id"], lease["/id"]);
    auto wallet = events.next_of("wallet.changed");
    ASSERT_TRUE(wallet);
    EXPECT_EQ((*wallet)["/held/amount"], "0.35");

    ASSERT_EQ(deliver_code(lease).status, 200U);
    const auto code = events.next_of("lease.code");
    ASSERT_TRUE(code);
    EXPECT_EQ((*code)["/code"], "481927");
    EXPECT_EQ((*code)["/messages/0/text"], "Your WhatsApp code: 481927");
    ASSERT_EQ(as(ada).post(act(lease, "finish")).status, 200U);
    const auto completed = events.next_of("lease.completed");
    ASSERT_TRUE(completed);
    EXPECT_EQ((*completed)["/status"], "completed");
}

TEST_P(LeaseApi, L1_PriceAboveTheCapIsRefused) {
    const Person ada = add_person();
    Caller caller = as(ada);
    const Reply refused =
        caller.post("/v1/leases", R"({"country":"GB","service":"whatsapp","max_price":"0.34"})");
    EXPECT_EQ(refused.status, 409U) << refused;
    EXPECT_EQ(refused["/code"], "price_above_cap");
    const Reply opened =
        caller.post("/v1/leases", R"({"country":"GB","service":"whatsapp","max_price":"0.35"})");
    EXPECT_EQ(opened.status, 201U) << opened;
}

TEST_P(LeaseApi, W3_EmptyWalletIsRefused) {
    const Person ada = add_person({.balance = Money{349'999}});
    const Reply refused = open_lease(ada);
    EXPECT_EQ(refused.status, 402U) << refused;
    EXPECT_EQ(refused["/code"], "insufficient_funds");
    EXPECT_EQ(balance(ada), "0.349999");
}

TEST_P(LeaseApi, L2_EmptyStockIsRefused) {
    const Person ada = add_person();
    const Reply refused = as(ada).post("/v1/leases", R"({"country":"DE","service":"whatsapp"})");
    EXPECT_EQ(refused.status, 409U) << refused;
    EXPECT_EQ(refused["/code"], "out_of_stock");
}

TEST_P(LeaseApi, T1_BlockedServiceIsRefused) {
    const Person ada = add_person();
    const Reply refused = open_lease(ada, "paypal");
    EXPECT_EQ(refused.status, 403U) << refused;
    EXPECT_EQ(refused["/code"], "service_not_allowed");
    EXPECT_EQ(open_lease(ada, "nosuch")["/code"], "service_unknown");
    const Reply country = as(ada).post("/v1/leases", R"({"country":"QQ","service":"whatsapp"})");
    EXPECT_EQ(country["/code"], "country_unknown");
}

TEST_P(LeaseApi, L5_CancelBeforeACodeRefunds) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply lease = open_lease(ada);
    const Reply cancelled = as(ada).post(act(lease, "cancel"));
    EXPECT_EQ(cancelled.status, 200U) << cancelled;
    EXPECT_EQ(cancelled["/status"], "cancelled");
    EXPECT_EQ(cancelled["/refunded"], "true");
    EXPECT_EQ(balance(ada), "1.00");
    EXPECT_THAT(statement(ada), ElementsAre("top_up 1.00", "lease -0.35", "refund 0.35"));
    const Reply again = as(ada).post(act(lease, "cancel"));
    EXPECT_EQ(again.status, 409U) << again;
    EXPECT_EQ(again["/code"], "lease_closed");
}

TEST_P(LeaseApi, L5_CancelTooEarlySaysWhenItWillDo) {
    config.terms.cancel_after = 90s;
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    timer.advance(30s);
    const Reply early = as(ada).post(act(lease, "cancel"));
    EXPECT_EQ(early.status, 409U) << early;
    EXPECT_EQ(early["/code"], "cancel_too_early");
    EXPECT_EQ(early["/retry_at"], lease["/cancel_allowed_at"]);
    EXPECT_EQ(early.header("retry-after"), "60");
    timer.advance(60s);
    EXPECT_EQ(as(ada).post(act(lease, "cancel")).status, 200U);
}

TEST_P(LeaseApi, L6_ExpiryRefundsWithinASecondOfTheDeadline) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply lease = open_lease(ada);
    timer.advance(20min - 1us);
    EXPECT_EQ(as(ada).get(path(lease))["/status"], "waiting");
    timer.advance(1s);
    ASSERT_TRUE(closes_as(ada, lease, "expired"));
    const Reply expired = as(ada).get(path(lease));
    EXPECT_EQ(expired["/close_reason"], "deadline");
    EXPECT_EQ(expired["/refunded"], "true");
    EXPECT_LE(
        *parse_rfc3339(expired["/closed_at"]) - *parse_rfc3339(expired["/expires_at"]), Duration{1s}
    );
    EXPECT_THAT(statement(ada), ElementsAre("top_up 1.00", "lease -0.35", "refund 0.35"));
}

TEST_P(LeaseApi, L7_CancelAfterCodeIsRefused) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver_code(lease).status, 200U);
    const Reply refused = as(ada).post(act(lease, "cancel"));
    EXPECT_EQ(refused.status, 409U) << refused;
    EXPECT_EQ(refused["/code"], "cancel_after_code");
    timer.advance(21min);
    ASSERT_TRUE(closes_as(ada, lease, "completed"));
    EXPECT_THAT(statement(ada), ElementsAre("top_up 100.00", "lease -0.35"));
}

TEST_P(LeaseApi, L8_WrongServiceGivesNoRefundAndSaysWhy) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    const Sms telegram{.to = lease["/number"], .text = "Telegram code: 73914", .from = "Telegram"};
    ASSERT_EQ(deliver(telegram).status, 200U);
    timer.advance(20min);
    ASSERT_TRUE(closes_as(ada, lease, "expired"));
    const Reply expired = as(ada).get(path(lease));
    EXPECT_EQ(expired["/close_reason"], "wrong_service");
    EXPECT_EQ(expired["/other_service"], "telegram");
    EXPECT_EQ(expired["/other_service_name"], "Telegram");
    EXPECT_EQ(expired["/refunded"], "false");
    EXPECT_THAT(statement(ada), ElementsAre("top_up 100.00", "lease -0.35"));
}

TEST_P(LeaseApi, L9_SwitchClosesTheOldAndOpensTheNew) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply old = open_lease(ada);
    const Reply opened =
        as(ada).post(act(old, "switch"), R"({"country":"GB","service":"telegram"})");
    ASSERT_EQ(opened.status, 201U) << opened;
    EXPECT_EQ(opened["/switched_from"], old["/id"]);
    EXPECT_EQ(opened["/service"], "telegram");
    const Reply closed = as(ada).get(path(old));
    EXPECT_EQ(closed["/status"], "cancelled");
    EXPECT_EQ(closed["/close_reason"], "switched");
    EXPECT_EQ(balance(ada), "0.50");
    EXPECT_EQ(held(ada), "0.50");
}

TEST_P(LeaseApi, L9_OldLeaseStaysWhenTheNewCantBeHad) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply old = open_lease(ada);
    for (const auto& [country, service, code] :
         {std::tuple{"DE", "whatsapp", "out_of_stock"},
          std::tuple{"GB", "paypal", "service_not_allowed"}}) {
        const Reply refused = as(ada).post(
            act(old, "switch"),
            fmt::format(R"({{"country":"{}","service":"{}"}})", country, service)
        );
        EXPECT_EQ(refused["/code"], code) << refused;
    }
    EXPECT_EQ(as(ada).get(path(old)).json, as(ada).get(path(old)).json);
    EXPECT_EQ(as(ada).get(path(old))["/status"], "waiting");
    EXPECT_EQ(held(ada), "0.35");
    EXPECT_THAT(statement(ada), ElementsAre("top_up 1.00", "lease -0.35"));
}

TEST_P(LeaseApi, L10_AnotherCodeComesAtNoCharge) {
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    EXPECT_EQ(as(ada).post(act(lease, "another-code"))["/code"], "lease_not_received");
    ASSERT_EQ(deliver_code(lease, "111222").status, 200U);
    const Reply asked = as(ada).post(act(lease, "another-code"));
    EXPECT_EQ(asked.status, 200U) << asked;
    EXPECT_EQ(asked["/awaiting_code"], "true");
    EXPECT_EQ(asked["/code"], "null");
    ASSERT_EQ(deliver_code(lease, "333444").status, 200U);
    const Reply code = as(ada).get(act(lease, "code?wait=30"));
    EXPECT_EQ(code["/code"], "333444") << code;
    EXPECT_EQ(code["/message/code"], "333444");
    const Reply both = as(ada).get(path(lease));
    EXPECT_EQ(both["/messages_count"], "2");
    EXPECT_EQ(both["/messages/0/code"], "111222");
    EXPECT_THAT(statement(ada), ElementsAre("top_up 100.00", "lease -0.35"));
}

TEST_P(LeaseApi, L13_LimitsOfThePlanHold) {
    config.terms.limits["free"] = {2, 3};
    const Person ada = add_person();
    const Reply first = open_lease(ada);
    ASSERT_EQ(open_lease(ada).status, 201U);
    const Reply at_once = open_lease(ada);
    EXPECT_EQ(at_once.status, 429U) << at_once;
    EXPECT_EQ(at_once["/code"], "too_many_open_leases");
    ASSERT_EQ(as(ada).post(act(first, "cancel")).status, 200U);
    timer.advance(10min);
    const Reply third = open_lease(ada);
    ASSERT_EQ(third.status, 201U) << third;
    ASSERT_EQ(as(ada).post(act(third, "cancel")).status, 200U);
    const Reply per_hour = open_lease(ada);
    EXPECT_EQ(per_hour.status, 429U) << per_hour;
    EXPECT_EQ(per_hour["/code"], "too_many_leases_per_hour");
    EXPECT_EQ(per_hour["/retry_at"], "2026-11-22T01:00:00.000Z");
    EXPECT_EQ(per_hour.header("retry-after"), "3000");
}

TEST_P(LeaseApi, A6_AnotherAccountsLeaseIsNotFound) {
    const Person ada = add_person();
    const Person eve = add_person({.name = "eve"});
    const Reply lease = open_lease(ada);
    EventReader of_eve = events_of(eve);
    for (const char* what : {"", "/code"}) {
        const Reply hidden = as(eve).get(path(lease) + what);
        EXPECT_EQ(hidden.status, 404U) << hidden;
        EXPECT_EQ(hidden["/code"], "lease_not_found");
    }
    for (const char* what : {"cancel", "finish", "another-code"})
        EXPECT_EQ(as(eve).post(act(lease, what)).status, 404U);
    const Reply switched =
        as(eve).post(act(lease, "switch"), R"({"country":"GB","service":"telegram"})");
    EXPECT_EQ(switched.status, 404U) << switched;
    EXPECT_EQ(as(eve).get("/v1/leases")["/items"], "[]");
    EXPECT_EQ(held(eve), "0.00");

    ASSERT_EQ(deliver_code(lease).status, 200U);
    const Reply own = open_lease(eve);
    const auto first = of_eve.next();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->name, "lease.opened");
    EXPECT_EQ((*first)["/id"], own["/id"]);
    EXPECT_EQ(first->id, 1);
}

TEST_P(LeaseApi, L2_ListGoesThroughAllPagesOnce) {
    config.terms.limits["free"] = {100, 100};
    const Person ada = add_person();
    std::vector<std::string> opened;
    for (int i = 0; i < 7; ++i) opened.insert(opened.begin(), open_lease(ada)["/id"]);
    Caller caller = as(ada);
    std::vector<std::string> listed;
    std::string target = "/v1/leases?limit=3";
    for (int page = 0; page < 4; ++page) {
        const Reply reply = caller.get(target);
        ASSERT_EQ(reply.status, 200U) << reply;
        for (const auto& lease : reply.json.at("items").as_array())
            listed.emplace_back(lease.at("id").as_string().c_str());
        if (reply["/next_cursor"] == "null") break;
        target = "/v1/leases?limit=3&cursor=" + reply["/next_cursor"];
    }
    EXPECT_EQ(listed, opened);
}

}  // namespace
}  // namespace otpost::api_test
