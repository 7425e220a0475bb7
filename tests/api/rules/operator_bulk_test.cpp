// SPDX-License-Identifier: Apache-2.0
// Many of an operator's numbers are paused, resumed and retired by one request, which says what was
// done and what was not and why; nobody else's are touched (A6).
#include "audit/audit.hpp"
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using identity::Role;

class OperatorBulkApi : public HouseTest {
protected:
    /// With all 30 numbers of the house.
    Person owner() {
        const Person person = add_person({.name = "olga", .role = Role::operator_});
        give_numbers_to(person);
        return person;
    }

    Reply change(const Person& person, std::string_view act, std::string_view which) {
        return as(person).post(
            "/v1/operator/numbers/change", fmt::format(R"({{"act":"{}",{}}})", act, which)
        );
    }

    /// The newest so many, as JSON strings.
    std::string ids_of(const Person& person, int count) {
        const Reply list = as(person).get(fmt::format("/v1/operator/numbers?limit={}", count));
        std::string ids;
        for (const auto& item : list.json.at("items").as_array()) {
            ids += fmt::format(
                R"({}"{}")", ids.empty() ? "" : ",", std::string_view{item.at("id").as_string()}
            );
        }
        return ids;
    }

    std::string count_in(const Person& person, std::string_view state) {
        return as(person).get("/v1/operator/overview")[fmt::format("/numbers/{}", state)];
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, OperatorBulkApi, testing::all_engines, testing::engine_name);

TEST_P(OperatorBulkApi, NamedNumbersArePausedAndResumed) {
    const Person olga = owner();
    const auto ids = fmt::format(R"("ids":[{}])", ids_of(olga, 3));
    const Reply paused = change(olga, "pause", ids);
    EXPECT_EQ(paused.body, R"({"changed":3,"unchanged":0,"refused":[],"next_cursor":null})")
        << paused;
    EXPECT_EQ(count_in(olga, "paused"), "3");
    EXPECT_EQ(change(olga, "pause", ids)["/unchanged"], "3");
    EXPECT_EQ(change(olga, "resume", ids)["/changed"], "3");
    EXPECT_EQ(count_in(olga, "paused"), "0");
    const auto entries = read([](db::Tx& tx) {
        return audit::page(tx, {.action = audit::Action::number_status_changed, .limit = 10});
    });
    EXPECT_EQ(entries.size(), 6U) << "one for each number that changed";
}

TEST_P(OperatorBulkApi, WhatCantBeDoneIsToldAndTheRestIsDone) {
    const Person olga = owner();
    const auto retired = as(olga).get("/v1/operator/numbers?limit=1");
    ASSERT_EQ(
        change(olga, "retire", fmt::format(R"("ids":["{}"])", retired["/items/0/id"]))["/changed"],
        "1"
    );
    const auto ids = fmt::format(R"("ids":[{},"nu_unheard_of"])", ids_of(olga, 2));
    const Reply resumed = change(olga, "pause", ids);
    EXPECT_EQ(resumed["/changed"], "1") << resumed;
    EXPECT_EQ(resumed.json.at("refused").as_array().size(), 2U);
    std::set<std::string> reasons;
    for (const auto& refused : resumed.json.at("refused").as_array())
        reasons.insert(std::string{refused.at("reason").as_string()});
    EXPECT_THAT(reasons, ::testing::ElementsAre("not_found", "retired"));
}

TEST_P(OperatorBulkApi, AllThatMatchAreChangedABatchAtATime) {
    const Person olga = owner();
    std::string many = "e164\\n";
    for (int i = 0; i < 250; ++i) many += fmt::format("+4474008{:05}\\n", i);
    const Reply added = as(olga).post(
        "/v1/operator/numbers/import",
        fmt::format(R"({{"csv":"{}","attestation":{{"consent":true,"version":"2026-11"}}}})", many)
    );
    ASSERT_EQ(added.status, 201U) << added;
    const std::string matching = R"("matching":{"state":"active","search":"7400800"})";
    const Reply first = change(olga, "pause", matching);
    EXPECT_EQ(first["/changed"], "200") << first;
    const Reply rest =
        change(olga, "pause", fmt::format(R"({},"cursor":"{}")", matching, first["/next_cursor"]));
    EXPECT_EQ(rest["/changed"], "50") << rest;
    EXPECT_EQ(rest["/next_cursor"], "null");
    EXPECT_EQ(count_in(olga, "active"), "30") << "those that do not match";
}

TEST_P(OperatorBulkApi, ARequestSaysWhichNumbersAndNoneTooMany) {
    const Person olga = owner();
    EXPECT_EQ(change(olga, "pause", R"("cursor":null)").status, 422U);
    EXPECT_EQ(change(olga, "pause", R"("ids":[])").status, 422U);
    EXPECT_EQ(change(olga, "pause", R"("ids":["nu_1"],"matching":{})").status, 422U);
    EXPECT_EQ(change(olga, "sell", R"("ids":["nu_1"])").status, 422U);
    EXPECT_EQ(change(olga, "pause", R"("matching":{"state":"sold"})").status, 422U);
    std::string ids = R"("nu_0")";
    for (int i = 1; i <= 200; ++i) ids += fmt::format(R"(,"nu_{}")", i);
    EXPECT_EQ(change(olga, "pause", fmt::format(R"("ids":[{}])", ids)).status, 422U);
}

TEST_P(OperatorBulkApi, A6_OthersNumbersAreNotFound) {
    const Person olga = owner();
    const Person otto = add_person({.name = "otto", .role = Role::operator_});
    const Reply named = change(otto, "retire", fmt::format(R"("ids":[{}])", ids_of(olga, 2)));
    EXPECT_EQ(named["/changed"], "0") << named;
    EXPECT_EQ(named["/refused/1/reason"], "not_found");
    EXPECT_EQ(named["/refused/1/number"], "null") << "not even the number is told";
    EXPECT_EQ(change(otto, "retire", R"("matching":{})")["/changed"], "0");
    EXPECT_EQ(count_in(olga, "active"), "30");
    EXPECT_EQ(change(add_person(), "pause", R"("matching":{})").status, 403U);
}

TEST_P(OperatorBulkApi, W6_ARepeatedRequestChangesNothingTwice) {
    const Person olga = owner();
    const std::string body = R"({"act":"pause","matching":{}})";
    const Reply first = as(olga).post("/v1/operator/numbers/change", body, "k");
    EXPECT_EQ(first["/changed"], "30") << first;
    change(olga, "resume", R"("matching":{})");
    EXPECT_EQ(as(olga).post("/v1/operator/numbers/change", body, "k").body, first.body);
    EXPECT_EQ(count_in(olga, "active"), "30");
}

}  // namespace
}  // namespace otpost::api_test
