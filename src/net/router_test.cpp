// SPDX-License-Identifier: Apache-2.0
#include "net/router.hpp"

#include <gtest/gtest.h>

namespace otpost::net {
namespace {

class RouterTest : public testing::Test {
protected:
    RouterTest() {
        router.add(Method::get, "/", 0);
        router.add(Method::get, "/v1/leases", 1);
        router.add(Method::post, "/v1/leases", 2);
        router.add(Method::get, "/v1/leases/{id}", 3);
        router.add(Method::post, "/v1/leases/{id}/cancel", 4);
        router.add(Method::get, "/v1/leases/open", 5);
        router.add(Method::post, "/ingest/{adapter}/{supplier}", 6);
        router.add(Method::put, "/v1/leases/{lease}", 7);
    }

    Router router;
};

TEST_F(RouterTest, finds_routes_and_their_parameters) {
    EXPECT_EQ(router.match(Method::get, "/").route, 0U);
    EXPECT_EQ(router.match(Method::post, "/v1/leases").route, 2U);
    const auto lease = router.match(Method::post, "/v1/leases/ls_1/cancel");
    EXPECT_EQ(lease.result, RouteResult::found);
    EXPECT_EQ(lease.route, 4U);
    EXPECT_EQ(lease.params, (PathParams{{"id", "ls_1"}}));
    const auto ingest = router.match(Method::post, "/ingest/twilio/su_9");
    EXPECT_EQ(ingest.params, (PathParams{{"adapter", "twilio"}, {"supplier", "su_9"}}));
}

TEST_F(RouterTest, each_method_has_its_own_parameter_names) {
    EXPECT_EQ(router.match(Method::get, "/v1/leases/a").params, (PathParams{{"id", "a"}}));
    EXPECT_EQ(router.match(Method::put, "/v1/leases/a").params, (PathParams{{"lease", "a"}}));
}

TEST_F(RouterTest, a_fixed_segment_wins_over_a_parameter) {
    EXPECT_EQ(router.match(Method::get, "/v1/leases/open").route, 5U);
    EXPECT_EQ(router.match(Method::get, "/v1/leases/opened").route, 3U);
    EXPECT_EQ(router.match(Method::post, "/v1/leases/open/cancel").route, 4U);
}

TEST_F(RouterTest, what_is_not_there_is_not_found) {
    for (const auto* const path :
         {"",
          "v1",
          "/v1",
          "/v1/",
          "/v1/leases/",
          "//",
          "/v1//leases",
          "/v1/leases/1/cancel/x",
          "/V1/leases"})
        EXPECT_EQ(router.match(Method::get, path).result, RouteResult::not_found) << path;
}

TEST_F(RouterTest, a_known_path_tells_its_methods) {
    const auto match = router.match(Method::delete_, "/v1/leases");
    EXPECT_EQ(match.result, RouteResult::method_not_allowed);
    EXPECT_EQ(match.allow, "GET, HEAD, POST");
    EXPECT_EQ(router.match(Method::get, "/v1/leases/1/cancel").allow, "POST");
}

TEST_F(RouterTest, head_is_answered_by_get) {
    EXPECT_EQ(router.match(Method::head, "/v1/leases/1").route, 3U);
    EXPECT_EQ(
        router.match(Method::head, "/v1/leases/1/cancel").result, RouteResult::method_not_allowed
    );
}

TEST_F(RouterTest, parameters_are_decoded_and_plus_is_a_plus) {
    EXPECT_EQ(router.match(Method::get, "/v1/leases/a%20b+c").params[0].second, "a b+c");
    EXPECT_EQ(router.match(Method::get, "/v1/leases/%zz").result, RouteResult::not_found);
}

}  // namespace
}  // namespace otpost::net
