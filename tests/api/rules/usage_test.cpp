// SPDX-License-Identifier: Apache-2.0
// What belongs to the account and follows it to every device: favourites, and the record of what
// its API keys were used for (P7).
#include "browser.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class UsageApi : public BrowserTest {
protected:
    Reply requests_of(const Person& person) {
        return Caller{port(), session_of(person)}.get("/v1/api-requests");
    }

    /// Once the newest on record is this.
    bool newest_is(const Person& person, std::string_view endpoint) {
        return wait_until([&] {
            timer.advance(1s);
            return requests_of(person)["/items/0/endpoint"] == endpoint;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, UsageApi, testing::all_engines, testing::engine_name);

TEST_P(UsageApi, P7_RequestsOfKeysAreListedAsPromisedAndNoMore) {
    const Person ada = add_person();
    const Person bob = add_person({.name = "bob"});
    const Reply lease = open_lease(ada);
    as(ada).get("/v1/leases/" + lease["/id"]);
    as(ada).get("/v1/leases/ls_1");
    as(ada).get("/v1/leases?search=secret-search");
    ASSERT_TRUE(newest_is(ada, "GET /v1/leases"));
    const Reply all = requests_of(ada);
    EXPECT_EQ(all["/items/1/endpoint"], "GET /v1/leases/{id}");
    EXPECT_EQ(all["/items/1/status"], "404");
    EXPECT_EQ(all["/items/2/status"], "200");
    EXPECT_EQ(all["/items/3/endpoint"], "POST /v1/leases");
    EXPECT_EQ(all["/items/3/status"], "201");
    EXPECT_EQ(all["/items/3/ip"], "127.0.0.1");
    EXPECT_EQ(all["/items/4"], "absent") << "the dashboard's own requests are not on record";
    EXPECT_EQ(all.json.at("items").at(0).as_object().size(), 4U);
    EXPECT_THAT(all.body, Not(HasSubstr(lease["/id"])));
    EXPECT_THAT(all.body, Not(HasSubstr("secret-search")));
    EXPECT_EQ(requests_of(bob)["/items"], "[]");
}

TEST_P(UsageApi, P7_WhatIsRefusedIsOnRecordToo) {
    const Person ada = add_person();
    as(ada).get("/v1/api-requests");
    ASSERT_TRUE(newest_is(ada, "GET /v1/api-requests"));
    EXPECT_EQ(requests_of(ada)["/items/0/status"], "403");
}

TEST_P(UsageApi, FavouritesFollowTheAccount) {
    const Person ada = add_person();
    Caller here{port(), session_of(ada)};
    const auto set = [&](std::string_view service, bool favourite) {
        return here.send(
            "PUT",
            "/v1/account/favourites",
            fmt::format(R"({{"service":"{}","favourite":{}}})", service, favourite),
            "Idempotency-Key: " + new_idempotency_key() + "\r\n"
        );
    };
    EXPECT_EQ(set("telegram", true)["/items"], R"(["telegram"])");
    timer.advance(1s);
    EXPECT_EQ(set("signal", true)["/items"], R"(["telegram","signal"])");
    EXPECT_EQ(set("telegram", false)["/items"], R"(["signal"])");
    EXPECT_EQ(set("fax", true)["/code"], "service_unknown");
    EXPECT_EQ(as(ada).get("/v1/account/favourites")["/items"], R"(["signal"])");
}

}  // namespace
}  // namespace otpost::api_test
