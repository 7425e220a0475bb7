// SPDX-License-Identifier: Apache-2.0
// How the house is doing, as administrators are told: sums of what happened, and nothing of
// anybody.
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class OverviewApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Reply overview(std::string_view range = "hour") {
        return as(root).get(fmt::format("/v1/admin/overview?range={}", range));
    }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, OverviewApi, testing::all_engines, testing::engine_name);

TEST_P(OverviewApi, AnEmptyHouseHasNoRate) {
    const Reply shown = overview();
    ASSERT_EQ(shown.status, 200U) << shown;
    EXPECT_EQ(shown["/totals/opened"], "0");
    EXPECT_EQ(shown["/totals/success_rate"], "null");
    EXPECT_EQ(shown["/totals/median_seconds"], "null");
    EXPECT_EQ(shown["/live/waiting"], "0");
    EXPECT_EQ(shown["/live/held/0"], "absent");
    EXPECT_EQ(shown["/periods/59/opened"], "0");
    EXPECT_EQ(shown["/periods/60"], "absent");
    EXPECT_EQ(shown["/nodes/0/engine"], GetParam() == db::Engine::sqlite ? "sqlite" : "postgres");
    EXPECT_NE(shown["/nodes/0/version"], "");
    EXPECT_EQ(shown["/nodes/1"], "absent");
}

TEST_P(OverviewApi, M7_LeasesShowAsSumsAndNothingOfThem) {
    const Reply paid = open_lease(ada);
    open_lease(ada, "telegram");
    EXPECT_EQ(overview()["/live/waiting"], "2");
    EXPECT_EQ(overview()["/live/held/0/amount"], "0.85");
    timer.advance(7s);
    ASSERT_EQ(deliver({paid["/number"], "Zyxomma WhatsApp code: 730416", "Canary"}).status, 200U);
    ASSERT_EQ(as(ada).post("/v1/leases/" + paid["/id"] + "/finish").status, 200U);
    for (const auto* range : {"hour", "day", "week"}) {
        const Reply shown = overview(range);
        EXPECT_EQ(shown["/range"], range);
        EXPECT_EQ(shown["/totals/opened"], "2") << shown;
        EXPECT_EQ(shown["/totals/delivered"], "1");
        EXPECT_EQ(shown["/totals/median_seconds"], "7");
        EXPECT_EQ(shown["/totals/earned/0/amount"], "0.35");
        EXPECT_EQ(shown["/live/waiting"], "1");
        EXPECT_EQ(shown["/live/held/0/amount"], "0.50");
        for (const auto& canary :
             {std::string{"730416"},
              std::string{"Zyxomma"},
              std::string{"Canary"},
              paid["/number"],
              std::string{"ada"}})
            EXPECT_THAT(shown.body, Not(HasSubstr(canary))) << shown;
    }
    EXPECT_EQ(overview("day")["/period_seconds"], "3600");
    EXPECT_EQ(overview("day")["/periods/24"], "absent");
    EXPECT_EQ(overview("week")["/periods/6/opened"], "2");
}

TEST_P(OverviewApi, OnlyAdministratorsSeeIt) {
    EXPECT_EQ(overview("year")["/errors/0/field"], "range");
    EXPECT_EQ(as(ada).get("/v1/admin/overview").status, 403U);
    EXPECT_EQ(stranger().get("/v1/admin/overview").status, 401U);
}

}  // namespace
}  // namespace otpost::api_test
