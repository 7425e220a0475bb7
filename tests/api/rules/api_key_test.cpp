// SPDX-License-Identifier: Apache-2.0
// API keys as the dashboard makes them and programs use them (A8, SEC-K2).
#include "browser.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;

class ApiKeyApi : public BrowserTest {
protected:
    Caller browser_of(const Person& person) { return {port(), session_of(person)}; }

    Caller with_key(const std::string& key, const std::string& more = "") {
        return {port(), "Authorization: Bearer " + key + "\r\n" + more};
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ApiKeyApi, testing::all_engines, testing::engine_name);

TEST_P(ApiKeyApi, A8_AKeyHasTheScopesAndTheEndThatWereChosen) {
    Caller browser = browser_of(add_person());
    const Reply made = browser.post(
        "/v1/api-keys",
        R"({"label":"report","scopes":["wallet:read"],"expires_at":"2026-11-23T00:00:00Z"})"
    );
    ASSERT_EQ(made.status, 201U) << made;
    Caller report = with_key(made["/key"]);
    EXPECT_EQ(report.get("/v1/wallet").status, 200U);
    EXPECT_EQ(report.get("/v1/leases").status, 403U);
    const Reply list = browser.get("/v1/api-keys");
    const auto& keys = list.json.at("items").as_array();
    const auto& key = *std::ranges::find_if(keys, [](const auto& item) {
        return item.at("label").as_string() == "report";
    });
    EXPECT_EQ(key.at("scopes"), boost::json::array({"wallet:read"}));
    EXPECT_EQ(key.at("expires_at").as_string(), "2026-11-23T00:00:00.000Z");
    timer.advance(24h);
    EXPECT_EQ(with_key(made["/key"]).get("/v1/wallet").status, 401U);
}

TEST_P(ApiKeyApi, A8_NobodyGivesAKeyMoreThanTheyMayThemselves) {
    Caller browser = browser_of(add_person());
    const Reply refused =
        browser.post("/v1/api-keys", R"({"label":"x","scopes":["operator:write"]})");
    EXPECT_EQ(refused.status, 403U) << refused;
    const Reply unknown = browser.post("/v1/api-keys", R"({"label":"x","scopes":["everything"]})");
    EXPECT_EQ(unknown.status, 422U) << unknown;
    EXPECT_THAT(unknown["/errors/0/message"], HasSubstr("must be one of account:read"));
    const Reply none = browser.post("/v1/api-keys", R"({"label":"x","scopes":[]})");
    EXPECT_EQ(none.status, 422U) << none;
}

TEST_P(ApiKeyApi, SEC_K2_AKeyIsGoodFromTheAddressesThatItAllows) {
    config.trusted_proxies = {"127.0.0.1"};
    Caller browser = browser_of(add_person());
    const Reply made = browser.post(
        "/v1/api-keys", R"({"label":"ci","allowed_ips":["198.51.100.0/24","2001:db8::/32"]})"
    );
    ASSERT_EQ(made.status, 201U) << made;
    const auto from = [&](const std::string& address) {
        return with_key(made["/key"], "X-Forwarded-For: " + address + "\r\n").get("/v1/wallet");
    };
    EXPECT_EQ(from("198.51.100.7").status, 200U);
    EXPECT_EQ(from("2001:db8:1::5").status, 200U);
    const Reply refused = from("203.0.113.9");
    EXPECT_EQ(refused.status, 403U) << refused;
    EXPECT_EQ(refused["/code"], "ip_not_allowed");
    EXPECT_THAT(refused["/detail"], HasSubstr("203.0.113.9"));
    EXPECT_EQ(from("2001:db9::1").status, 403U);
    const Reply wrong =
        browser.post("/v1/api-keys", R"({"label":"ci","allowed_ips":["10.0.0.1","10.0.0.0/33"]})");
    EXPECT_EQ(wrong.status, 422U) << wrong;
    EXPECT_EQ(wrong["/errors/0/field"], "allowed_ips[1]");
}

TEST_P(ApiKeyApi, SEC_K2_RotationLeavesTimeToChangeTheProgram) {
    const Person ada = add_person();
    Caller browser = browser_of(ada);
    const Reply made = browser.post("/v1/api-keys", R"({"label":"bot"})");
    ASSERT_EQ(made.status, 201U) << made;
    const std::string path = "/v1/api-keys/" + made["/id"] + "/rotate";
    EXPECT_EQ(with_key(made["/key"]).post(path, "{}").status, 403U);
    const Reply fresh = browser.post(path, R"({"overlap_seconds":3600})");
    ASSERT_EQ(fresh.status, 201U) << fresh;
    EXPECT_EQ(fresh["/label"], "bot");
    EXPECT_EQ(with_key(made["/key"]).get("/v1/wallet").status, 200U);
    EXPECT_EQ(with_key(fresh["/key"]).get("/v1/wallet").status, 200U);
    EXPECT_EQ(browser.post(path, "{}").status, 409U);
    timer.advance(1h);
    EXPECT_EQ(with_key(made["/key"]).get("/v1/wallet").status, 401U);
    EXPECT_EQ(with_key(fresh["/key"]).get("/v1/wallet").status, 200U);
    EXPECT_EQ(browser_of(add_person({.name = "eve"})).post(path, "{}").status, 404U);
}

}  // namespace
}  // namespace otpost::api_test
