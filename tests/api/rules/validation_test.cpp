// SPDX-License-Identifier: Apache-2.0
// What is not right is refused with the shape of a problem and all its faults, whatever is sent.
#include "browser.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

namespace otpost::api_test {
namespace {

class ValidationApi : public BrowserTest {
protected:
    static std::set<std::string> faulty_fields(const Reply& reply) {
        std::set<std::string> fields;
        if (reply["/errors"] == "absent") return fields;
        for (const auto& fault : reply.json.at("errors").as_array())
            fields.insert(fault.at("field").as_string().c_str());
        return fields;
    }

    static void expect_problem(const Reply& reply, unsigned status, std::string_view code) {
        EXPECT_EQ(reply.status, status) << reply;
        EXPECT_EQ(reply["/code"], code) << reply;
        EXPECT_EQ(reply["/status"], std::to_string(status));
        EXPECT_EQ(reply["/type"], "about:blank");
        EXPECT_NE(reply["/title"], "absent");
        EXPECT_NE(reply["/detail"], "absent");
        EXPECT_EQ(reply.header("content-type"), "application/problem+json");
        EXPECT_EQ(reply.header("cache-control"), "no-store");
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ValidationApi, testing::all_engines, testing::engine_name);

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

TEST_P(ValidationApi, SecH_BodiesThatAreNoRequest) {
    const Person ada = add_person();
    Caller caller = as(ada);
    for (const char* body : {"{", "nonsense", "{\"a\":}", "[1,2", "\"\xFF\"", "{} {}"})
        expect_problem(caller.post("/v1/leases", body), 400, "malformed_json");
    std::string deep = R"({"country":)" + std::string(40, '[') + std::string(40, ']') + "}";
    expect_problem(caller.post("/v1/leases", deep), 400, "malformed_json");
    for (const char* body : {"[]", "1", "null", "\"text\""}) {
        const Reply reply = caller.post("/v1/leases", body);
        expect_problem(reply, 422, "validation_failed");
        EXPECT_THAT(faulty_fields(reply), UnorderedElementsAre("body"));
    }
}

TEST_P(ValidationApi, SecH_AllFaultsAreNamedAtOnce) {
    const Person ada = add_person();
    const Reply reply = as(ada).post(
        "/v1/leases", R"({"country":"GBR","service":7,"max_price":[],"colour":"red"})"
    );
    expect_problem(reply, 422, "validation_failed");
    EXPECT_THAT(
        faulty_fields(reply), UnorderedElementsAre("country", "service", "max_price", "colour")
    );
    const Reply missing = as(ada).post("/v1/leases", "{}");
    EXPECT_THAT(faulty_fields(missing), UnorderedElementsAre("country", "service"));
    for (const char* price : {"abc", "-1", "1.0000001", "1e3", "", " 1", "99999999999999999999"}) {
        const Reply bad = as(ada).post(
            "/v1/leases",
            fmt::format(R"({{"country":"GB","service":"whatsapp","max_price":"{}"}})", price)
        );
        EXPECT_EQ(bad.status, 422U) << price << bad;
        EXPECT_THAT(faulty_fields(bad), UnorderedElementsAre("max_price"));
    }
}

TEST_P(ValidationApi, SecH_QueriesAreCheckedLikeBodies) {
    const Person ada = add_person();
    Caller caller = as(ada);
    for (const char* target :
         {"/v1/leases?limit=0",
          "/v1/leases?limit=101",
          "/v1/leases?limit=-1",
          "/v1/leases?limit=ten",
          "/v1/leases?limit=99999999999999999999",
          "/v1/leases?cursor=nonsense",
          "/v1/leases?cursor=p-1",
          "/v1/leases?cursor=p1x",
          "/v1/leases?cursor=",
          "/v1/leases?status=sleeping",
          "/v1/leases?colour=red",
          "/v1/leases?limit=1&limit=2",
          "/v1/wallet/transfers?limit=0",
          "/v1/wallet/transfers?cursor=p0",
          "/v1/wallet?colour=red",
          "/v1/offers?cursor=nonsense",
          "/v1/offers?cursor=%2FGB",
          "/v1/offers?limit=501",
          "/v1/offers?search=%FF",
          "/v1/offers?country=%C3%28",
          "/v1/offers?cursor=%FF%2FGB",
          "/v1/countries?cursor=%FF",
          "/v1/offers?service=%ED%A0%80",
          "/v1/leases/ls_1/code?wait=61",
          "/v1/leases/ls_1/code?wait=-1",
          "/v1/leases/ls_1?id=ls_2"})
        expect_problem(caller.get(target), 422, "validation_failed");
}

TEST_P(ValidationApi, SecH1_BrokenEscapesDoNotReachTheApi) {
    for (const char* target :
         {"/v1/leases?status=%zz", "/v1/offers?search=%00", "/v1/leases/%00", "/v1/%"}) {
        const Reply reply = stranger().get(target);
        EXPECT_EQ(reply.status, 400U) << target << reply;
        EXPECT_EQ(reply["/code"], "bad_request");
    }
}

TEST_P(ValidationApi, SecH_PathsThatLeadNowhere) {
    const Person ada = add_person();
    Caller caller = as(ada);
    for (const char* target :
         {"/v1/nothing", "/v1/leases/", "/v1/leases/x/y/z", "/v1", "/ingest/http", "/assets/no.js"})
        expect_problem(caller.get(target), 404, "not_found");
    for (const char* id :
         {"x", "ls_", "ls_0x", "ac_1", "ls_99999999999999999999", "%20", "ls_1%FF"}) {
        const Reply reply = caller.get(fmt::format("/v1/leases/{}", id));
        EXPECT_TRUE(reply.status == 404 || reply.status == 422) << id << reply;
    }
}

TEST_P(ValidationApi, SecH_WrongMethodNamesTheRightOnes) {
    const Reply reply = stranger().send("DELETE", "/v1/leases", {});
    expect_problem(reply, 405, "method_not_allowed");
    EXPECT_EQ(reply.header("allow"), "GET, HEAD, POST");
}

TEST_P(ValidationApi, SecH2_TooLargeABodyIsRefused) {
    const Person ada = add_person();
    const std::string large =
        fmt::format(R"({{"country":"GB","service":"{}"}})", std::string(70'000, 'x'));
    const Reply refused = as(ada).post("/v1/leases", large);
    EXPECT_EQ(refused.status, 413U) << refused.status;
    EXPECT_EQ(refused["/code"], "payload_too_large");
    const Reply of_supplier =
        deliver_body(fmt::format(R"({{"x":"{}"}})", std::string(70'000, 'x')));
    EXPECT_EQ(of_supplier.status, 422U) << of_supplier;
}

TEST_P(ValidationApi, O3_RequestIdOfTheCallerIsKept) {
    const Reply reply =
        stranger().send("GET", "/v1/nothing", {}, "X-Request-Id: of-the-proxy-1\r\n");
    EXPECT_EQ(reply.header("x-request-id"), "of-the-proxy-1");
}

}  // namespace
}  // namespace otpost::api_test
