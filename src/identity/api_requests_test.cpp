// SPDX-License-Identifier: Apache-2.0
#include "identity/api_requests.hpp"

#include "identity/api_requests_sql.hpp"
#include "identity/identity_fixture.hpp"

#include <fmt/format.h>

namespace otpost::identity {
namespace {

constexpr AccountId ada{11};
constexpr AccountId bob{12};

class ApiRequestTest : public IdentityTest {
protected:
    ApiRequest request(AccountId account, std::int64_t status = 200) {
        return {account, "GET /v1/leases/{id}", status, Personal{"198.51.100.7"}, clock.now()};
    }

    void record(const std::vector<ApiRequest>& requests) {
        write([&](db::Tx& tx) { record_api_requests(tx, requests, ids); });
    }

    std::vector<ListedApiRequest> listed(
        AccountId account, std::optional<std::int64_t> before = {}, std::int64_t limit = 10'000
    ) {
        return read([&](db::Tx& tx) { return list_api_requests(tx, account, before, limit); });
    }

    std::int64_t purge(std::int64_t limit) {
        return write([&](db::Tx& tx) { return purge_api_requests(tx, clock.now(), limit); });
    }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, ApiRequestTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(ApiRequestTest, StatementsPrepare) {
    otpost::testing::prepare_all(
        database(),
        {&sql::api_requests::insert_api_request,
         &sql::api_requests::trim_api_requests,
         &sql::api_requests::list_api_requests,
         &sql::api_requests::purge_api_requests}
    );
}

TEST_P(ApiRequestTest, P7_EachIsListedToItsAccountNewestFirst) {
    record({request(ada, 201), request(bob), request(ada, 409)});
    const auto all = listed(ada);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].request.status, 409);
    EXPECT_EQ(all[1].request.status, 201);
    EXPECT_EQ(all[1].request.endpoint, "GET /v1/leases/{id}");
    EXPECT_EQ(all[1].request.ip.reveal(), "198.51.100.7");
    EXPECT_EQ(all[1].request.at, start);
    const auto rest = listed(ada, all[0].position, 10);
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].request.status, 201);
    EXPECT_EQ(listed(bob).size(), 1U);
}

TEST_P(ApiRequestTest, P7_OnlyTheNewestOfAnAccountAreKept) {
    record({request(bob)});
    std::vector<ApiRequest> many;
    for (std::size_t i = 0; i < api_requests_kept + 7; ++i)
        many.push_back(request(ada, static_cast<std::int64_t>(i)));
    record(many);
    const auto kept = listed(ada);
    ASSERT_EQ(kept.size(), api_requests_kept);
    EXPECT_EQ(kept.back().request.status, 7);
    EXPECT_EQ(listed(bob).size(), 1U);
}

TEST_P(ApiRequestTest, P1_NoneOutlivesOperationalLogs) {
    record({request(ada), request(ada), request(bob)});
    clock.advance(api_request_life);
    record({request(ada, 404)});
    EXPECT_EQ(purge(10), 0);
    clock.advance(1s);
    EXPECT_EQ(purge(2), 2);
    EXPECT_EQ(purge(2), 1);
    ASSERT_EQ(listed(ada).size(), 1U);
    EXPECT_EQ(listed(ada)[0].request.status, 404);
}

}  // namespace
}  // namespace otpost::identity
