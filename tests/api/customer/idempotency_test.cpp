// SPDX-License-Identifier: Apache-2.0
// W6: the same key with the same request is the same answer, whatever happened since.
#include "api/idempotency.hpp"

#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

constexpr db::Statement stored_answers{
    "test.stored_answers", "SELECT COALESCE(body, 'forgotten') FROM idempotency_key"
};
constexpr std::string_view gb_whatsapp = R"({"country":"GB","service":"whatsapp"})";

class IdempotencyApi : public HouseTest {
protected:
    std::vector<std::string> answers() {
        return read([](db::Tx& tx) {
            return tx.all(stored_answers, [](const db::Row& row) {
                return std::string{row.text(0)};
            });
        });
    }

    static void expect_same(const Reply& left, const Reply& right) {
        EXPECT_EQ(left.status, right.status);
        EXPECT_EQ(left.body, right.body);
        EXPECT_EQ(left.header("content-type"), right.header("content-type"));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, IdempotencyApi, testing::all_engines, testing::engine_name);

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_P(IdempotencyApi, W6_KeyMustBeThereAndVisible) {
    const Person ada = add_person();
    const std::string too_long(256, 'k');
    for (const std::string& header :
         {std::string{},
          std::string{"Idempotency-Key:\r\n"},
          std::string{"Idempotency-Key: with space\r\n"},
          std::string{"Idempotency-Key: \xC3\xA4\r\n"},
          "Idempotency-Key: " + too_long + "\r\n"}) {
        const Reply refused = as(ada).send("POST", "/v1/leases", gb_whatsapp, header);
        EXPECT_EQ(refused.status, 400U) << refused;
        EXPECT_EQ(refused["/code"], "idempotency_key_missing");
    }
    EXPECT_EQ(as(ada).post("/v1/leases", gb_whatsapp, too_long.substr(1)).status, 201U);
}

TEST_P(IdempotencyApi, W6_SameRequestIsTheSameAnswerForEver) {
    const Person ada = add_person({.balance = Money{1'000'000}});
    const Reply first = as(ada).post("/v1/leases", gb_whatsapp, "one");
    ASSERT_EQ(first.status, 201U) << first;
    expect_same(as(ada).post("/v1/leases", gb_whatsapp, "one"), first);
    const auto finish = fmt::format("/v1/leases/{}/finish", first["/id"]);
    ASSERT_EQ(deliver({.to = first["/number"], .text = "WhatsApp code 123456"}).status, 200U);
    const Reply finished = as(ada).post(finish, "{}", "two");
    EXPECT_EQ(finished["/code"], "123456") << finished;
    timer.advance(4min);
    expect_same(as(ada).post(finish, "{}", "two"), finished);
    EXPECT_EQ(as(ada).get("/v1/wallet")["/balance/amount"], "0.65");
}

TEST_P(IdempotencyApi, W6_ReplayGivesTheLeaseAsItWasButContentOnlyWhileItLives) {
    const Person ada = add_person();
    const Reply lease = as(ada).post("/v1/leases", gb_whatsapp);
    const auto finish = fmt::format("/v1/leases/{}/finish", lease["/id"]);
    ASSERT_EQ(deliver({.to = lease["/number"], .text = "WhatsApp code 123456"}).status, 200U);
    ASSERT_EQ(as(ada).post(finish, "{}", "two")["/code"], "123456");
    timer.advance(6min);
    const Reply replayed = as(ada).post(finish, "{}", "two");
    EXPECT_EQ(replayed.status, 200U) << replayed;
    EXPECT_EQ(replayed["/status"], "completed");
    EXPECT_EQ(replayed["/code"], "null");
}

TEST_P(IdempotencyApi, W6_AnotherRequestUnderTheKeyIsRefused) {
    const Person ada = add_person();
    const Reply first = as(ada).post("/v1/leases", gb_whatsapp, "one");
    ASSERT_EQ(first.status, 201U);
    const Reply other_body =
        as(ada).post("/v1/leases", R"({"country":"GB","service":"telegram"})", "one");
    EXPECT_EQ(other_body.status, 422U) << other_body;
    EXPECT_EQ(other_body["/code"], "idempotency_key_reused");
    const Reply other_path =
        as(ada).post(fmt::format("/v1/leases/{}/cancel", first["/id"]), "{}", "one");
    EXPECT_EQ(other_path.status, 422U) << other_path;
    EXPECT_EQ(as(ada).get("/v1/leases/" + first["/id"])["/status"], "waiting");
}

TEST_P(IdempotencyApi, W6_KeysOfAccountsDoNotMeet) {
    const Person ada = add_person();
    const Person eve = add_person({.name = "eve"});
    const Reply of_ada = as(ada).post("/v1/leases", gb_whatsapp, "one");
    const Reply of_eve = as(eve).post("/v1/leases", gb_whatsapp, "one");
    EXPECT_EQ(of_eve.status, 201U) << of_eve;
    EXPECT_NE(of_eve["/id"], of_ada["/id"]);
}

TEST_P(IdempotencyApi, W6_RefusalIsKeptToo) {
    const Person ada = add_person({.balance = Money{}});
    const Reply refused = as(ada).post("/v1/leases", gb_whatsapp, "poor");
    EXPECT_EQ(refused.status, 402U);
    write([&](db::Tx& tx) {
        return ledger::credit_manual(tx, {ada.wallet, Money{1'000'000}, "test", ada.id}, moment());
    });
    expect_same(as(ada).post("/v1/leases", gb_whatsapp, "poor"), refused);
    EXPECT_EQ(as(ada).post("/v1/leases", gb_whatsapp, "rich").status, 201U);
}

TEST_P(IdempotencyApi, W6_WhatIsNotReadIsNotKept) {
    const Person ada = add_person();
    EXPECT_EQ(as(ada).post("/v1/leases", R"({"country":"GB"})", "one").status, 422U);
    EXPECT_EQ(as(ada).post("/v1/leases", gb_whatsapp, "one").status, 201U);
}

TEST_P(IdempotencyApi, SecC6_StoredAnswersHoldNoContent) {
    const Person ada = add_person();
    const Reply lease = as(ada).post("/v1/leases", gb_whatsapp);
    const Sms sms{.to = lease["/number"], .text = "Zyxomma WhatsApp code 730416"};
    ASSERT_EQ(deliver(sms).status, 200U);
    for (const char* what : {"another-code", "finish"}) {
        const Reply done = as(ada).post(fmt::format("/v1/leases/{}/{}", lease["/id"], what));
        EXPECT_THAT(done.body, HasSubstr("730416"));
    }
    EXPECT_THAT(answers(), SizeIs(3));
    EXPECT_THAT(answers(), Each(Not(HasSubstr("730416"))));
    EXPECT_THAT(answers(), Each(Not(HasSubstr("Zyxomma"))));
}

TEST_P(IdempotencyApi, W6_OldAnswersAreForgottenButNeverDoneAgain) {
    const Person ada = add_person();
    const Reply first = as(ada).post("/v1/leases", gb_whatsapp, "one");
    timer.advance(api::answers_kept + 1s);
    ASSERT_TRUE(wait_until([&] { return answers().front() == "forgotten"; }));
    const Reply late = as(ada).post("/v1/leases", gb_whatsapp, "one");
    EXPECT_EQ(late.status, 409U) << late;
    EXPECT_EQ(late["/code"], "conflict");
}

}  // namespace
}  // namespace otpost::api_test
