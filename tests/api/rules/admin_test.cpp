// SPDX-License-Identifier: Apache-2.0
// Administrators: find an account, recharge its wallet with a reason (W7).
#include "house_fixture.hpp"
#include "identity/accounts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

class AdminApi : public HouseTest {
protected:
    void SetUp() override {
        customer = add_person({.balance = Money{}});
        admin = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    std::string recharge_path() { return fmt::format("/v1/admin/accounts/{}/recharge", id()); }

    std::string id() { return to_string(customer.id); }

    Person customer;
    Person admin;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminApi, testing::all_engines, testing::engine_name);

TEST_P(AdminApi, W7_RechargeShowsInTheStatementAndTheStream) {
    EventReader events = events_of(customer);
    const Reply done =
        as(admin).post(recharge_path(), R"({"amount":"12.50","reason":"bank transfer 7731"})");
    ASSERT_EQ(done.status, 201U) << done;
    EXPECT_EQ(done["/kind"], "top_up");
    EXPECT_EQ(done["/amount/amount"], "12.50");
    EXPECT_EQ(done["/balance_after/amount"], "12.50");
    const Reply lines = as(customer).get("/v1/wallet/transfers");
    EXPECT_EQ(lines["/items/0/id"], done["/id"]) << lines;
    EXPECT_EQ(lines["/items/0/description"], "bank transfer 7731");
    const auto changed = events.next();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->name, "wallet.changed");
    EXPECT_EQ((*changed)["/balance/amount"], "12.50");
}

TEST_P(AdminApi, W7_PublicIdNamesTheAccountToo) {
    const std::string public_id = as(customer).get("/v1/account")["/public_id"];
    const auto target = fmt::format("/v1/admin/accounts/{}/recharge", public_id);
    EXPECT_EQ(as(admin).post(target, R"({"amount":"1.00","reason":"gift"})").status, 201U);
    EXPECT_EQ(as(customer).get("/v1/wallet")["/balance/amount"], "1.00");
}

TEST_P(AdminApi, W7_ReasonAndAmountAreNeeded) {
    const std::pair<const char*, const char*> refusals[] = {
        {R"({"amount":"1.00"})", "validation_failed"},
        {R"({"amount":"1.00","reason":""})", "reason_missing"},
        {R"({"amount":"1.00","reason":"   "})", "reason_missing"},
        {R"({"amount":"0.00","reason":"gift"})", "amount_invalid"},
        {R"({"amount":"-1.00","reason":"gift"})", "amount_invalid"},
        {R"({"amount":"1.0000001","reason":"gift"})", "amount_invalid"},
        {R"({"amount":"9999999999999999","reason":"gift"})", "amount_invalid"},
        {R"({"amount":1,"reason":"gift"})", "validation_failed"},
    };
    for (const auto& [body, code] : refusals) {
        const Reply refused = as(admin).post(recharge_path(), body);
        EXPECT_EQ(refused.status, 422U) << body << refused;
        EXPECT_EQ(refused["/code"], code) << body;
    }
    EXPECT_EQ(as(customer).get("/v1/wallet")["/balance/amount"], "0.00");
    const Reply nobody = as(admin).post(
        "/v1/admin/accounts/U-XXXXXX/recharge", R"({"amount":"1.00","reason":"gift"})"
    );
    EXPECT_EQ(nobody.status, 404U) << nobody;
}

TEST_P(AdminApi, W6_RechargeTwiceUnderOneKeyCreditsOnce) {
    constexpr std::string_view body = R"({"amount":"5.00","reason":"gift"})";
    const Reply first = as(admin).post(recharge_path(), body, "one");
    EXPECT_EQ(as(admin).post(recharge_path(), body, "one").body, first.body);
    EXPECT_EQ(as(customer).get("/v1/wallet")["/balance/amount"], "5.00");
}

TEST_P(AdminApi, A6_AccountsAreFoundByAdminsAlone) {
    const Reply found = as(admin).get("/v1/admin/accounts?search=ada");
    EXPECT_EQ(found["/items/0/id"], id()) << found;
    EXPECT_EQ(found["/items/1"], "absent");
    const Reply page = as(admin).get("/v1/admin/accounts?limit=1");
    EXPECT_EQ(page["/items/0/username"], "root");
    const Reply rest = as(admin).get("/v1/admin/accounts?limit=1&cursor=" + page["/next_cursor"]);
    EXPECT_EQ(rest["/items/0/username"], "ada") << rest;
    EXPECT_EQ(as(customer).get("/v1/admin/accounts").status, 403U);
    EXPECT_EQ(
        as(customer).post(recharge_path(), R"({"amount":"1.00","reason":"me"})").status, 403U
    );
}

}  // namespace
}  // namespace otpost::api_test
