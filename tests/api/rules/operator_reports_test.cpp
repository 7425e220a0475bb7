// SPDX-License-Identifier: Apache-2.0
// What an operator reads of its numbers' work: delivery per service, leases served and earnings;
// never content and never who the customer is (M7, W4, W11).
#include "house_fixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using identity::Role;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* reports[] = {
    "/v1/operator/overview",
    "/v1/operator/services",
    "/v1/operator/leases",
    "/v1/operator/earnings",
    "/v1/operator/numbers"
};

class OperatorReportsApi : public HouseTest {
protected:
    Person owner() {
        const Person person = add_person({.name = "olga", .role = Role::operator_});
        give_numbers_to(person);
        return person;
    }

    Reply lease_with_code(const Person& customer) {
        const Reply lease = open_lease(customer);
        deliver({.to = lease["/number"], .text = "Your WhatsApp code: 482-193"});
        return lease;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, OperatorReportsApi, testing::all_engines, testing::engine_name);

TEST_P(OperatorReportsApi, W4_ACodeEarnsTheOperatorsShareOfThePrice) {
    const Person olga = owner();
    const Person ada = add_person();
    lease_with_code(ada);
    open_lease(ada, "telegram");
    const Reply earnings = as(olga).get("/v1/operator/earnings?days=2");
    EXPECT_EQ(earnings["/total/amount"], "0.14") << earnings;
    EXPECT_EQ(earnings["/codes"], "1");
    EXPECT_EQ(earnings["/days/0/day"], "2026-11-21");
    EXPECT_EQ(earnings["/days/0/codes"], "0");
    EXPECT_EQ(earnings["/days/1/day"], "2026-11-22");
    EXPECT_EQ(earnings["/days/1/earned/amount"], "0.14");
    const Reply overview = as(olga).get("/v1/operator/overview");
    EXPECT_EQ(overview["/earned_today/amount"], "0.14") << overview;
    EXPECT_EQ(overview["/earned_30_days/amount"], "0.14");
    EXPECT_EQ(overview["/codes_30_days"], "1");
    EXPECT_EQ(overview["/numbers/active"], "30");
    EXPECT_EQ(overview["/suppliers/0/share_bp"], "4000");
    EXPECT_THAT(overview["/attestation/statement"], HasSubstr("agreed"));
}

TEST_P(OperatorReportsApi, LeasesServedTellOutcomeAndEarning) {
    const Person olga = owner();
    const Person ada = add_person();
    const Reply served = lease_with_code(ada);
    const Reply waiting = open_lease(ada, "telegram");
    const Reply list = as(olga).get("/v1/operator/leases");
    EXPECT_EQ(list["/items/0/id"], waiting["/id"]) << list;
    EXPECT_EQ(list["/items/0/earned"], "null");
    EXPECT_EQ(list["/items/1/number"], served["/number"]);
    EXPECT_EQ(list["/items/1/status"], "received");
    EXPECT_EQ(list["/items/1/earned/amount"], "0.14");
    const Reply page = as(olga).get("/v1/operator/leases?limit=1");
    EXPECT_EQ(
        as(olga).get("/v1/operator/leases?cursor=" + page["/next_cursor"])["/items/0/id"],
        served["/id"]
    );
    const auto number = list["/items/1/number_id"];
    const Reply of_number = as(olga).get("/v1/operator/leases?number_id=" + number);
    EXPECT_THAT(of_number.body, HasSubstr(served["/id"]));
    for (const auto& item : of_number.json.at("items").as_array())
        EXPECT_EQ(item.at("number_id").as_string(), number);
}

TEST_P(OperatorReportsApi, DeliveryRateIsToldPerService) {
    const Person olga = owner();
    const Person ada = add_person();
    lease_with_code(ada);
    const Reply missed = open_lease(ada);
    timer.advance(2min);
    as(ada).post(fmt::format("/v1/leases/{}/cancel", missed["/id"]));
    const Reply services = as(olga).get("/v1/operator/services");
    EXPECT_EQ(services["/items/0/service"], "whatsapp") << services;
    EXPECT_EQ(services["/items/0/leases"], "2");
    EXPECT_EQ(services["/items/0/counted"], "2");
    EXPECT_EQ(services["/items/0/delivered"], "1");
    EXPECT_EQ(services.json.at("items").at(0).at("delivery_rate").to_number<double>(), 0.5);
    EXPECT_EQ(services["/items/0/open"], "true");
}

TEST_P(OperatorReportsApi, A6_OthersEarnNothingOfIt) {
    owner();
    lease_with_code(add_person());
    const Person otto = add_person({.name = "otto", .role = Role::operator_});
    EXPECT_EQ(as(otto).get("/v1/operator/earnings")["/total/amount"], "0.00");
    EXPECT_EQ(as(otto).get("/v1/operator/leases").body, R"({"items":[],"next_cursor":null})");
    EXPECT_EQ(as(otto).get("/v1/operator/services")["/items"], "[]");
}

TEST_P(OperatorReportsApi, DaysHaveTheirBounds) {
    const Person olga = owner();
    EXPECT_EQ(as(olga).get("/v1/operator/earnings?days=0").status, 422U);
    EXPECT_EQ(as(olga).get("/v1/operator/earnings?days=93").status, 422U);
    const Reply most = as(olga).get("/v1/operator/earnings?days=92");
    EXPECT_EQ(most.json.at("days").as_array().size(), 92U);
}

TEST_P(OperatorReportsApi, M7_NeitherContentNorCustomerComesOut) {
    const Person olga = owner();
    const Person ada = add_person({.name = "adalovelace"});
    const Reply lease = open_lease(ada);
    deliver(
        {.to = lease["/number"],
         .text = "Your WhatsApp code: 739-154 quizzical",
         .from = "Kanarienvogel"}
    );
    const Reply seen = as(ada).get(fmt::format("/v1/leases/{}", lease["/id"]));
    ASSERT_THAT(seen.body, HasSubstr("quizzical")) << "its customer does see it";
    std::string all;
    for (const char* report : reports) {
        const Reply reply = as(olga).get(report);
        EXPECT_EQ(reply.status, 200U) << report << reply;
        all += reply.body;
    }
    const auto number = as(olga).get("/v1/operator/leases")["/items/0/number_id"];
    all += as(olga).get("/v1/operator/numbers/" + number).body;
    ASSERT_THAT(all, HasSubstr(lease["/number"])) << "the lease is told of";
    for (const auto& canary : {"739154", "739-154", "quizzical", "Kanarienvogel", "adalovelace"})
        EXPECT_THAT(all, Not(HasSubstr(canary)));
    EXPECT_THAT(all, Not(HasSubstr(to_string(ada.id))));
    EXPECT_THAT(all, Not(HasSubstr(to_string(ada.wallet))));
}

}  // namespace
}  // namespace otpost::api_test
