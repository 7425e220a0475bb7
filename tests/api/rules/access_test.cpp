// SPDX-License-Identifier: Apache-2.0
// Every operation against every kind of caller, from the routes themselves: what a route says of
// its access is what happens, and the published document lists all of them (A6, SEC-A1).
#include "browser.hpp"
#include "identity/api_keys.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <set>

namespace otpost::api_test {
namespace {

using api::Access;
using identity::Role;

class AccessApi : public BrowserTest {
protected:
    /// The status alone: an answer may be a stream.
    unsigned status_of(const api::Route& route, const std::string& headers) {
        net::testing::RawClient client{port(), patience};
        client.send(fmt::format(
            "{} {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nIdempotency-Key: {}\r\n"
            "{}\r\n{{}}",
            net::to_string(route.spec.method),
            filled_path(route.spec.path),
            new_idempotency_key(),
            headers
        ));
        return client.read_head().status;
    }

    /// Open to anyone who holds a refresh token, on our own page alone (csrf_test.cpp).
    static bool is_for_pages(const api::Route& route) {
        return route.spec.operation == "refresh_session" || route.spec.operation == "sign_out";
    }

    static unsigned expected_refusal(const api::Route& route, std::optional<Role> role) {
        const Access access = route.spec.access;
        if (access == Access::anyone) return is_for_pages(route) && !role ? 403 : 0;
        if (!role) return 401;
        if (access == Access::admins && *role != Role::admin) return 403;
        if (access == Access::operators && *role == Role::user) return 403;
        return 0;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AccessApi, testing::all_engines, testing::engine_name);

TEST_P(AccessApi, A6_EveryOperationAgainstEveryRole) {
    std::map<Role, Person> people;
    for (const Role role : {Role::user, Role::operator_, Role::admin})
        people[role] = add_person({.name = identity::to_string(role), .role = role});
    const std::optional<Role> callers[] = {std::nullopt, Role::user, Role::operator_, Role::admin};
    for (const api::Route& route : house().routes()) {
        for (const auto& role : callers) {
            // A fresh session each time, since signing out is among the operations.
            const std::string headers = role ? session_of(people[*role]) : "";
            const unsigned status = status_of(route, headers);
            const unsigned expected = expected_refusal(route, role);
            const auto who = role ? identity::to_string(*role) : "nobody";
            // Webhooks are signed by their supplier, which is not who is asked here.
            if (expected != 0)
                EXPECT_EQ(status, expected) << route.spec.operation << " by " << who;
            else
                EXPECT_TRUE(status != 401 && status != 403 && status < 500 && status != 0)
                    << route.spec.operation << " by " << who << ": " << status;
        }
    }
}

TEST_P(AccessApi, A6_WhatCanBeReachedIsListedAndTheReverse) {
    port();
    std::set<std::string> routed;
    for (const api::Route& route : house().routes()) {
        const bool fresh =
            routed.insert(fmt::format("{} {}", net::to_string(route.spec.method), route.spec.path))
                .second;
        EXPECT_TRUE(fresh) << route.spec.path;
    }
    std::set<std::string> listed;
    const Reply document = stranger().get("/openapi.json");
    for (const auto& path : document.json.at("paths").as_object()) {
        for (const auto& operation : path.value().as_object()) {
            std::string method{operation.key().data(), operation.key().size()};
            std::ranges::transform(method, method.begin(), [](char c) {
                return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            });
            listed.insert(fmt::format("{} {}", method, path.key().data()));
        }
    }
    EXPECT_EQ(routed, listed);
}

TEST_P(AccessApi, A8_KeyWithoutTheScopeIsRefused) {
    const Person ada = add_person();
    const auto key = write([&](db::Tx& tx) {
        const identity::CreateApiKey order{
            ada.id, "reader", {identity::Scope::leases_read}, std::nullopt
        };
        return identity::create_api_key(tx, order, house().server_key(), moment()).value();
    });
    Caller reader{port(), "Authorization: Bearer " + key.key.reveal() + "\r\n"};
    EXPECT_EQ(reader.get("/v1/leases").status, 200U);
    const Reply write_refused =
        reader.post("/v1/leases", R"({"country":"GB","service":"whatsapp"})");
    EXPECT_EQ(write_refused.status, 403U) << write_refused;
    EXPECT_THAT(write_refused["/detail"], ::testing::HasSubstr("leases:write"));
    EXPECT_EQ(reader.get("/v1/wallet").status, 403U);
}

TEST_P(AccessApi, A6_SuspendedAccountIsOutAtOnce) {
    const Person ada = add_person();
    Caller caller = as(ada);
    ASSERT_EQ(caller.get("/v1/wallet").status, 200U);
    write([&](db::Tx& tx) {
        return identity::set_status(tx, ada.id, identity::AccountStatus::suspended, timer.now());
    });
    ASSERT_TRUE(wait_until([&] { return caller.get("/v1/wallet").status != 200; }));
    const Reply refused = caller.get("/v1/wallet");
    EXPECT_EQ(refused.status, 403U) << refused;
    EXPECT_EQ(refused["/code"], "account_suspended");
}

TEST_P(AccessApi, SecS8_HeaderAndCookieAreNotMixed) {
    const Person ada = add_person();
    Caller both{port(), "Authorization: Basic YTpi\r\n" + session_of(ada)};
    EXPECT_EQ(both.get("/v1/wallet").status, 401U);
    Caller broken{port(), "Authorization: Bearer nonsense\r\n" + session_of(ada)};
    const Reply refused = broken.get("/v1/wallet");
    EXPECT_EQ(refused.status, 401U);
    EXPECT_EQ(refused.header("www-authenticate"), "Bearer realm=\"otpost\"");
}

}  // namespace
}  // namespace otpost::api_test
