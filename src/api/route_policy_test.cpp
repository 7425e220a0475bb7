// SPDX-License-Identifier: Apache-2.0
#include "api/route_policy.hpp"

#include "api/openapi.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace otpost::api {
namespace {

using ::testing::HasSubstr;

constexpr RouteSpec good{
    .path = "/v1/things", .operation = "list_things", .access = Access::signed_in
};

Route route_of(const RouteSpec& spec) {
    return {spec, false, {}, [](auto&, auto&) {}};
}

/// Why a house of these routes does not start; empty if it does.
std::string fault_of(const std::vector<Route>& routes, const std::vector<Route>& listed) {
    try {
        check_routes(routes, openapi_document(listed, "1"));
        return "";
    } catch (const std::logic_error& fault) {
        return fault.what();
    }
}

std::string fault_of(const RouteSpec& spec) {
    const std::vector routes{route_of(spec)};
    return fault_of(routes, routes);
}

TEST(RoutePolicy, SEC_A6_ARouteThatSaysAllIsServed) {
    EXPECT_EQ(fault_of(good), "");
}

TEST(RoutePolicy, SEC_A6_WithoutAPolicyNothingStarts) {
    RouteSpec spec = good;
    spec.access = RouteSpec{}.access;
    EXPECT_THAT(fault_of(spec), HasSubstr("GET /v1/things does not say who may call it"));
}

TEST(RoutePolicy, SEC_A6_AnUnlistedRouteIsNotServed) {
    RouteSpec hidden = good;
    hidden.path = "/v1/hidden";
    hidden.operation = "hidden";
    const std::vector listed{route_of(good)};
    EXPECT_THAT(
        fault_of({route_of(good), route_of(hidden)}, listed), HasSubstr("is not in the document")
    );
    EXPECT_THAT(fault_of({}, listed), HasSubstr("no route serves"));
    RouteSpec other = good;
    other.scope = identity::Scope::wallet_read;
    EXPECT_THAT(fault_of({route_of(other)}, listed), HasSubstr("another policy"));
}

TEST(RoutePolicy, SEC_A6_ContradictionsAreFound) {
    RouteSpec spec = good;
    spec.path = "/v1/admin/things";
    EXPECT_THAT(fault_of(spec), HasSubstr("open to others"));
    spec.access = Access::admins;
    spec.scope = identity::Scope::admin_read;
    EXPECT_EQ(fault_of(spec), "");
    spec = good;
    spec.access = Access::anyone;
    spec.step_up = StepUp::required;
    EXPECT_THAT(fault_of(spec), HasSubstr("strangers"));
    RouteSpec twin = good;
    twin.path = "/v1/others";
    const std::vector routes{route_of(good), route_of(twin)};
    EXPECT_THAT(fault_of(routes, routes), HasSubstr("the name of another"));
}

TEST(RoutePolicy, SEC_A1_AKeyThatMayOnlyReadChangesNothing) {
    using identity::Scope;
    RouteSpec spec = good;
    spec.method = net::Method::post;
    EXPECT_THAT(fault_of(spec), HasSubstr("too little"));
    spec.scope = Scope::leases_write;
    EXPECT_EQ(fault_of(spec), "");
    spec.scope = Scope::account_read;
    spec.programs = Programs::refused;
    EXPECT_EQ(fault_of(spec), "");
    spec = good;
    spec.access = Access::admins;
    EXPECT_THAT(fault_of(spec), HasSubstr("too little")) << "a customer's scope";
    spec = good;
    spec.scope = Scope::operator_read;
    EXPECT_THAT(fault_of(spec), HasSubstr("too little")) << "an office for customers";
}

TEST(RoutePolicy, SEC_A6_ThePolicyIsWhatTheRouteSays) {
    RouteSpec spec = good;
    EXPECT_EQ(
        serialize(policy_of(spec)),
        R"({"role":"user","scope":"account:read","api_keys":true,"recent_sign_in":false})"
    );
    spec.programs = Programs::refused;
    EXPECT_FALSE(policy_of(spec).at("api_keys").as_bool());
    spec.programs = Programs::welcome;
    spec.step_up = StepUp::required;
    EXPECT_FALSE(policy_of(spec).at("api_keys").as_bool());
    EXPECT_TRUE(policy_of(spec).at("recent_sign_in").as_bool());
    spec.access = Access::anyone;
    EXPECT_EQ(serialize(policy_of(spec)), R"({"role":"anyone"})");
}

}  // namespace
}  // namespace otpost::api
