// SPDX-License-Identifier: Apache-2.0
// What an operator does with numbers over HTTP: bring them with an attestation, pause, resume and
// retire them, open and close services; and that nobody else's are there (A6, T2).
#include "audit/audit.hpp"
#include "house_fixture.hpp"
#include "inventory/opening.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using identity::Role;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view attested = R"("attestation":{"consent":true,"version":"2026-11"})";

class OperatorNumbersApi : public HouseTest {
protected:
    Person add_operator(std::string_view name = "olga") {
        return add_person({.name = name, .role = Role::operator_});
    }

    /// One with all the numbers of the house.
    Person owner() {
        Person person = add_operator();
        give_numbers_to(person);
        return person;
    }

    Reply put(const Person& person, std::string_view target, std::string_view body) {
        return as(person).send(
            "PUT", target, body, fmt::format("Idempotency-Key: {}\r\n", new_idempotency_key())
        );
    }

    Reply bring(const Person& person, std::string_view numbers) {
        return as(person).post(
            "/v1/operator/numbers", fmt::format(R"({{"numbers":[{}],{}}})", numbers, attested)
        );
    }

    Reply import(const Person& person, const std::string& csv) {
        const boost::json::object body{
            {"csv", csv}, {"attestation", {{"consent", true}, {"version", "2026-11"}}}
        };
        return as(person).post("/v1/operator/numbers/import", boost::json::serialize(body));
    }

    std::size_t count_of(const Reply& list) { return list.json.at("items").as_array().size(); }

    std::string newest_of(const Person& person) {
        return as(person).get("/v1/operator/numbers?limit=1")["/items/0/id"];
    }

    std::string path_of(const Person& person) {
        return fmt::format("/v1/operator/numbers/{}", newest_of(person));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, OperatorNumbersApi, testing::all_engines, testing::engine_name);

TEST_P(OperatorNumbersApi, T2_NumbersComeWithAnAttestationOrNotAtAll) {
    const Person olga = owner();
    for (const char* attestation :
         {R"({"consent":false,"version":"2026-11"})", R"({"consent":true,"version":"2020-01"})"}) {
        const Reply refused = as(olga).post(
            "/v1/operator/numbers",
            fmt::format(R"({{"numbers":["+447400800001"],"attestation":{}}})", attestation)
        );
        EXPECT_EQ(refused.status, 422U) << refused;
        EXPECT_EQ(refused["/code"], "attestation_missing");
    }
    EXPECT_EQ(
        as(olga).post("/v1/operator/numbers", R"({"numbers":["+447400800001"]})").status, 422U
    );
    const Reply added = bring(olga, R"("+44 7400 800001","+447400800002")");
    ASSERT_EQ(added.status, 201U) << added;
    EXPECT_EQ(added["/added"], "2");
    const Reply newest = as(olga).get("/v1/operator/numbers?limit=1");
    EXPECT_EQ(newest["/items/0/number"], "+447400800002");
    EXPECT_EQ(newest["/items/0/country"], "GB");
    EXPECT_EQ(newest["/items/0/attestation_version"], "2026-11");
    EXPECT_EQ(newest["/items/0/attested_at"], "2026-11-22T00:00:00.000Z");
    EXPECT_EQ(newest["/items/0/state"], "available");
    EXPECT_EQ(newest["/items/0/services_open"], "4");
    const auto entries = read([](db::Tx& tx) {
        return audit::page(tx, {.action = audit::Action::numbers_added, .limit = 10});
    });
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].row.detail, "2 numbers, attestation 2026-11");
    EXPECT_EQ(entries[0].row.actor, to_string(olga.id));
}

TEST_P(OperatorNumbersApi, AMistakeNamesItsNumberAndNothingIsAdded) {
    const Person olga = owner();
    const Reply refused = bring(olga, R"("+447400800001","nonsense","+447700900001")");
    EXPECT_EQ(refused.status, 422U) << refused;
    EXPECT_EQ(refused["/errors/0/field"], "numbers[1]");
    const Reply taken = bring(olga, R"("+447400800001","+447700900001")");
    EXPECT_EQ(taken["/errors/0/field"], "numbers[1]") << taken;
    EXPECT_THAT(taken["/errors/0/message"], HasSubstr("already"));
    EXPECT_EQ(count_of(as(olga).get("/v1/operator/numbers?search=7400800")), 0U);
}

TEST_P(OperatorNumbersApi, CsvIsTakenWholeOrItsLinesAreNamed) {
    const Person olga = owner();
    const Reply refused = import(olga, "e164,country\n+447400800001,GB\n+447400800002,DE\n12,GB\n");
    EXPECT_EQ(refused.status, 422U) << refused;
    EXPECT_EQ(refused["/errors/0/field"], "line 3");
    EXPECT_THAT(refused["/errors/0/message"], StartsWith("number_of_other_country: "));
    EXPECT_EQ(refused["/errors/1/field"], "line 4");
    EXPECT_THAT(refused["/errors/1/message"], StartsWith("number_invalid: "));
    EXPECT_EQ(count_of(as(olga).get("/v1/operator/numbers?search=7400800")), 0U);
    std::string many = "e164\n";
    for (int i = 0; i < 5000; ++i) many += fmt::format("+4474008{:05}\n", i);
    const Reply imported = import(olga, many);
    ASSERT_EQ(imported.status, 201U) << imported;
    EXPECT_EQ(imported["/added"], "5000");
    EXPECT_EQ(import(olga, many + "+447400999999\n").status, 422U) << "one more than may be";
}

TEST_P(OperatorNumbersApi, W6_ARepeatedRequestAddsNothingTwice) {
    const Person olga = owner();
    const auto body = fmt::format(R"({{"numbers":["+447400800001"],{}}})", attested);
    const Reply first = as(olga).post("/v1/operator/numbers", body, "k");
    EXPECT_EQ(first.status, 201U) << first;
    const Reply again = as(olga).post("/v1/operator/numbers", body, "k");
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.status, 201U);
}

TEST_P(OperatorNumbersApi, WithoutAConnectionNothingCanBeBrought) {
    const Person newcomer = add_operator();
    const Reply refused = bring(newcomer, R"("+447400800001")");
    EXPECT_EQ(refused["/code"], "supplier_unknown") << refused;
    EXPECT_EQ(as(newcomer).get("/v1/operator/numbers").body, R"({"items":[],"next_cursor":null})");
}

TEST_P(OperatorNumbersApi, AConnectionOfSomebodyElseIsNotThere) {
    const Person olga = owner();
    const auto theirs = as(olga).get("/v1/operator/overview")["/suppliers/0/id"];
    const Person otto = add_operator("otto");
    const Reply refused = as(otto).post(
        "/v1/operator/numbers",
        fmt::format(R"({{"numbers":["+447400800001"],"supplier_id":"{}",{}}})", theirs, attested)
    );
    EXPECT_EQ(refused["/code"], "supplier_unknown") << refused;
}

TEST_P(OperatorNumbersApi, A6_OthersNumbersAreNotThere) {
    const Person olga = owner();
    const auto path = path_of(olga);
    const Person otto = add_operator("otto");
    EXPECT_EQ(count_of(as(otto).get("/v1/operator/numbers")), 0U);
    EXPECT_EQ(as(otto).get(path).status, 404U);
    for (const char* act : {"/pause", "/resume", "/retire"})
        EXPECT_EQ(as(otto).post(path + act).status, 404U) << act;
    EXPECT_EQ(put(otto, path + "/services", R"({"service":"telegram","open":false})").status, 404U);
    EXPECT_EQ(
        put(otto, "/v1/operator/services", R"({"service":"telegram","open":false})").status, 200U
    );
    EXPECT_EQ(as(olga).get(path)["/number/services_closed"], "0");
    EXPECT_EQ(as(add_person()).get("/v1/operator/numbers").status, 403U);
}

TEST_P(OperatorNumbersApi, PausedIsNotOfferedAndARetiredNumberFinishesItsLease) {
    const Person olga = owner();
    const Person ada = add_person();
    const Reply lease = open_lease(ada);
    ASSERT_EQ(lease.status, 201U) << lease;
    const auto leased = as(olga).get("/v1/operator/numbers?state=leased");
    ASSERT_EQ(count_of(leased), 1U);
    EXPECT_EQ(leased["/items/0/number"], lease["/number"]);
    EXPECT_EQ(leased["/items/0/state"], "leased");
    EXPECT_EQ(leased["/items/0/open_leases"], "1");
    const auto path = fmt::format("/v1/operator/numbers/{}", leased["/items/0/id"]);
    EXPECT_EQ(as(olga).post(path + "/pause")["/number/status"], "paused");
    EXPECT_EQ(as(olga).post(path + "/resume")["/number/status"], "active");
    const Reply retired = as(olga).post(path + "/retire");
    EXPECT_EQ(retired["/number/state"], "retired") << retired;
    EXPECT_EQ(retired["/number/open_leases"], "1");
    deliver({.to = lease["/number"], .text = "Your WhatsApp code: 482-193"});
    EXPECT_EQ(as(ada).get(fmt::format("/v1/leases/{}", lease["/id"]))["/code"], "482193");
    EXPECT_EQ(as(olga).post(path + "/resume")["/code"], "conflict");
    EXPECT_EQ(as(olga).get("/v1/operator/overview")["/numbers/retired"], "1");
}

TEST_P(OperatorNumbersApi, AServiceIsClosedOnOneNumberOrOnAll) {
    const Person olga = owner();
    const auto path = path_of(olga);
    const Reply closed = put(olga, path + "/services", R"({"service":"telegram","open":false})");
    ASSERT_EQ(closed.status, 200U) << closed;
    EXPECT_EQ(closed["/number/services_closed"], "1");
    EXPECT_EQ(closed["/services/2/service"], "telegram");
    EXPECT_EQ(closed["/services/2/open"], "false");
    const Reply all = put(olga, "/v1/operator/services", R"({"service":"whatsapp","open":false})");
    EXPECT_EQ(all.body, R"({"closed":["whatsapp"]})");
    const Person ada = add_person();
    EXPECT_EQ(open_lease(ada)["/code"], "out_of_stock");
    EXPECT_EQ(open_lease(ada, "telegram").status, 201U);
    put(olga, "/v1/operator/services", R"({"service":"whatsapp","open":true})");
    EXPECT_EQ(open_lease(ada).status, 201U);
    const Reply blocked = put(olga, "/v1/operator/services", R"({"service":"paypal","open":true})");
    EXPECT_EQ(blocked["/code"], "service_not_allowed") << blocked;
}

/// More numbers than are closed in one transaction.
TEST_P(OperatorNumbersApi, OnceAllAreClosedNoneIsLeased) {
    const Person olga = owner();
    std::string many = "e164,services\n";
    for (int i = 0; i < 1200; ++i) many += fmt::format("+4474008{:05},whatsapp\n", i);
    ASSERT_EQ(import(olga, many).status, 201U);
    const Reply all = put(olga, "/v1/operator/services", R"({"service":"whatsapp","open":false})");
    ASSERT_EQ(all.status, 200U) << all;
    EXPECT_EQ(open_lease(add_person())["/code"], "out_of_stock");
    const auto oldest = as(olga).get("/v1/operator/numbers?search=7400800000")["/items/0/id"];
    const Reply number = as(olga).get("/v1/operator/numbers/" + oldest);
    EXPECT_EQ(number["/number/services_closed"], "1") << number;
}

/// The house stopped before it had closed them all: its duty goes on when it is there again.
TEST_P(OperatorNumbersApi, WhatWasBegunIsEndedWithoutTheRequest) {
    const Person olga = owner();
    write([&](db::Tx& tx) {
        return inventory::set_opening_of_operator(
            tx, olga.id, "whatsapp", inventory::Opening::closed, timer.now()
        );
    });
    const Person ada = add_person();
    const auto is_closed = [&] {
        timer.advance(1s);
        return as(olga).get(path_of(olga))["/number/services_closed"] == "1";
    };
    EXPECT_TRUE(wait_until(is_closed));
    EXPECT_EQ(open_lease(ada)["/code"], "out_of_stock");
}

TEST_P(OperatorNumbersApi, NumbersAreFoundAndPaged) {
    const Person olga = owner();
    EXPECT_EQ(count_of(as(olga).get("/v1/operator/numbers?search=900017")), 1U);
    EXPECT_EQ(count_of(as(olga).get("/v1/operator/numbers?country=DE")), 0U);
    EXPECT_EQ(count_of(as(olga).get("/v1/operator/numbers?state=active&limit=100")), 30U);
    EXPECT_EQ(as(olga).get("/v1/operator/numbers?state=nothing").status, 422U);
    std::set<std::string> seen;
    std::string cursor;
    for (int pages = 0; pages < 10; ++pages) {
        const Reply page = as(olga).get("/v1/operator/numbers?limit=7" + cursor);
        for (const auto& item : page.json.at("items").as_array())
            seen.insert(std::string{item.at("id").as_string()});
        if (page.json.at("next_cursor").is_null()) break;
        cursor = "&cursor=" + page["/next_cursor"];
    }
    EXPECT_EQ(seen.size(), 30U);
}

}  // namespace
}  // namespace otpost::api_test
