// SPDX-License-Identifier: Apache-2.0
// Who must sign in with two factors can do nothing else until an app is set up (SEC-O5).
#include "app.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using identity::Role;

class FactorGateApi : public SecondFactorBrowser {
protected:
    void SetUp() override {
        config.second_factor_for = app::default_config().second_factor_for;
        root = add_person({.name = "root", .role = Role::admin, .password = std::string{password}});
    }

    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, FactorGateApi, testing::all_engines, testing::engine_name);

TEST_P(FactorGateApi, SEC_O5_EveryRouteButTheWayThereIsRefused) {
    int admitted = 0;
    for (const api::Route& route : house().routes()) {
        if (route.spec.access == api::Access::anyone) continue;
        const Reply reply = Caller(port(), session_of(root))
                                .send(
                                    net::to_string(route.spec.method),
                                    filled_path(route.spec.path),
                                    "{}",
                                    "Idempotency-Key: one\r\n"
                                );
        const bool is_admitted = route.spec.before_factor == api::BeforeFactor::admitted;
        admitted += is_admitted ? 1 : 0;
        EXPECT_EQ(reply["/code"] == "second_factor_required", !is_admitted)
            << route.spec.operation << reply;
        const bool is_personal = route.spec.path.starts_with("/v1/account") ||
                                 route.spec.path.starts_with("/v1/auth/") ||
                                 route.spec.path.starts_with("/v1/sessions");
        if (is_admitted) EXPECT_TRUE(is_personal) << route.spec.operation;
    }
    EXPECT_GE(admitted, 7);
}

TEST_P(FactorGateApi, SEC_O5_AnAppOpensTheHouse) {
    const Reply signed_in = sign_in(root.email, password);
    ASSERT_EQ(signed_in["/status"], "signed_in") << signed_in;
    Caller browser = browser_with(signed_in);
    EXPECT_EQ(browser.get(path)["/required"], "true");
    EXPECT_EQ(browser.get("/v1/admin/accounts")["/code"], "second_factor_required");
    const App app = enrol(browser);
    ASSERT_TRUE(wait_until([&] { return browser.get("/v1/admin/accounts").status == 200; }));
    const Reply again = second_step(root, shown(app.seed));
    EXPECT_EQ(browser_with(again).get("/v1/admin/accounts").status, 200U) << again;
}

TEST_P(FactorGateApi, SEC_O5_KeysOfTheHouseWaitForItToo) {
    EXPECT_EQ(as(root).get("/v1/admin/accounts")["/code"], "second_factor_required");
    const Person bob = add_person({.name = "bob", .role = Role::operator_});
    EXPECT_EQ(as(bob).get("/v1/wallet")["/code"], "second_factor_required");
    enrol(root);
    EXPECT_TRUE(wait_until([&] { return as(root).get("/v1/admin/accounts").status == 200; }));
}

TEST_P(FactorGateApi, SEC_O5_CustomersMayDoWithout) {
    const Person ada = add_person({.password = std::string{password}});
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 200U);
    EXPECT_EQ(browser_with(sign_in(ada.email, password)).get("/v1/wallet").status, 200U);
}

TEST_P(FactorGateApi, SEC_O5_WhoMustHaveItCantTurnItOff) {
    const App app = enrol(root);
    Caller browser{port(), session_of(root)};
    const Reply refused = browser.post(
        std::string{path} + "/turn-off",
        fmt::format(R"({{"password":"{}","code":"{}"}})", password, shown(app.seed))
    );
    EXPECT_EQ(refused["/code"], "forbidden") << refused;
    const App next = enrol(root);
    EXPECT_EQ(second_step(root, shown(next.seed)).status, 200U) << "another app is possible";
}

}  // namespace
}  // namespace otpost::api_test
