// SPDX-License-Identifier: Apache-2.0
// Suppliers as administrators see them: what they deliver, and neither content nor secrets.
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AdminSupplierApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Reply list(std::string_view page = {}) {
        return as(root).get(fmt::format("/v1/admin/suppliers?{}", page));
    }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminSupplierApi, testing::all_engines, testing::engine_name);

TEST_P(AdminSupplierApi, M7_ASupplierShowsHowOftenACodeCameAndNeverWhich) {
    const Reply before = list();
    ASSERT_EQ(before.status, 200U) << before;
    EXPECT_EQ(before["/items/0/success_rate"], "null");
    EXPECT_EQ(before["/items/0/last_message_at"], "null");
    EXPECT_EQ(before["/items/0/enabled"], "true");
    EXPECT_EQ(before["/items/0/connected"], "true");
    EXPECT_NE(before["/items/0/numbers/active"], "0");
    EXPECT_EQ(before["/items/0/numbers/more"], "false");

    const Reply lease = open_lease(ada);
    ASSERT_EQ(deliver({lease["/number"], "Zyxomma WhatsApp code: 730416", "Canary"}).status, 200U);
    ASSERT_EQ(as(ada).post("/v1/leases/" + lease["/id"] + "/finish").status, 200U);
    const Reply missed = open_lease(ada, "telegram");
    timer.advance(2min);
    ASSERT_EQ(as(ada).post("/v1/leases/" + missed["/id"] + "/cancel").status, 200U);
    const Reply shown = list();
    EXPECT_EQ(shown["/items/0/closed"], "2") << shown;
    EXPECT_EQ(shown["/items/0/delivered"], "1");
    EXPECT_EQ(shown["/items/0/last_message_at"], "2026-11-22T00:00:00.000Z");
    EXPECT_EQ(shown["/messages_since"], "null");
    EXPECT_EQ(shown["/next_cursor"], "null");
    for (const auto& canary :
         {std::string{"730416"}, std::string{"Zyxomma"}, std::string{"Canary"}, lease["/number"]})
        EXPECT_THAT(shown.body, Not(HasSubstr(canary))) << shown;
}

TEST_P(AdminSupplierApi, OnlyAdministratorsSeeThem) {
    EXPECT_EQ(as(ada).get("/v1/admin/suppliers").status, 403U);
    EXPECT_EQ(stranger().get("/v1/admin/suppliers").status, 401U);
    EXPECT_EQ(list("limit=0").status, 422U);
}

}  // namespace
}  // namespace otpost::api_test
