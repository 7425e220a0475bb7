// SPDX-License-Identifier: Apache-2.0
// Every operation of the published document against every kind of caller: what the document says of
// its access is what happens, and it says it of every operation (A6, SEC-A1, SEC-A6).
#include "browser.hpp"
#include "identity/api_keys.hpp"
#include "published_policy.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

namespace otpost::api_test {
namespace {

using identity::Role;
using identity::Scope;
using identity::Scopes;

constexpr std::array every_scope{
    Scope::account_read,
    Scope::wallet_read,
    Scope::leases_read,
    Scope::leases_write,
    Scope::operator_read,
    Scope::operator_write,
    Scope::admin_read,
    Scope::admin_write,
};

/// Answers that tell a caller to be somebody else.
constexpr std::array refusals_of_access{
    "unauthenticated", "forbidden", "csrf_refused", "ip_not_allowed", "recent_sign_in_required"
};

/// Somebody who calls; without a role nobody in particular.
struct Visitor {
    std::string name;
    std::optional<Role> role{};
    std::optional<Scopes> scopes{};  ///< of an API key; none: a browser's session
    std::string headers{};
};

class AccessApi : public BrowserTest {
protected:
    /// Everybody comes from one address; limits have tests of their own.
    AccessApi() {
        for (const auto guard : {api::LimitClass::sign_in, api::LimitClass::registration})
            config.limits.of(guard, api::LimitSubject::address) =
                config.limits.of(guard, api::LimitSubject::account) = std::nullopt;
    }

    std::string key_of(const Person& person, Scopes scopes) {
        const auto made = write([&](db::Tx& tx) {
            const identity::CreateApiKey order{person.id, "matrix", scopes, std::nullopt};
            return identity::create_api_key(tx, order, house().server_key(), moment()).value();
        });
        return "Authorization: Bearer " + made.key.reveal() + "\r\n";
    }

    Person newcomer(Role role) {
        const auto name = fmt::format("{}{}", identity::to_string(role), ++people_);
        return add_person({.name = name, .role = role});
    }

    /// New ones each time, since closing what they call with is among the operations.
    std::vector<Visitor> visitors() {
        std::vector<Visitor> all{{"nobody"}};
        for (const Role role : {Role::user, Role::operator_, Role::admin}) {
            const Person person = newcomer(role);
            const std::string name{identity::to_string(role)};
            all.push_back({name + " with a session", role, {}, session_of(person)});
            const auto add_key = [&](const std::string& what, Scopes scopes) {
                all.push_back({name + what, role, scopes, key_of(person, scopes)});
            };
            add_key(" with every scope", Scopes::all());
            for (const Scope scope : every_scope) {
                Scopes alone;
                alone.add(scope);
                add_key(fmt::format(" with {} alone", identity::to_string(scope)), alone);
                Scopes others;
                for (const Scope other : every_scope)
                    if (other != scope) others.add(other);
                add_key(fmt::format(" with all but {}", identity::to_string(scope)), others);
            }
        }
        return all;
    }

    /// The status, and the code of a problem; other answers may be streams.
    std::pair<unsigned, std::string> ask(const Operation& operation, const Visitor& visitor) {
        net::testing::RawClient client{port(), patience};
        const std::string body = operation.method == "GET" ? "" : "{}";
        client.send(fmt::format(
            "{} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            "{}\r\nIdempotency-Key: {}\r\n"
            "{}\r\n{}",
            operation.method,
            operation.path_with("x"),
            body.size(),
            new_idempotency_key(),
            visitor.headers,
            body
        ));
        const auto head = client.read_head();
        if (head.header("content-type") != "application/problem+json") return {head.status, ""};
        return {head.status, client.read_to_end()};
    }

    /// 0: whatever the answer is, it is none about access.
    static unsigned expected_status(const Policy& policy, const Visitor& visitor) {
        if (!policy.role) return 0;
        if (!visitor.role) return 401;
        if (*visitor.role < *policy.role) return 403;
        if (!visitor.scopes) return 0;
        return policy.api_keys && visitor.scopes->contains(*policy.scope) ? 0 : 403;
    }

    static bool is_about_access(std::string_view problem) {
        return std::ranges::any_of(refusals_of_access, [&](const char* code) {
            return problem.find(fmt::format(R"("code":"{}")", code)) != std::string_view::npos;
        });
    }

    std::vector<Operation> operations() {
        return operations_of(stranger().get("/openapi.json").json);
    }

private:
    int people_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, AccessApi, testing::all_engines, testing::engine_name);

TEST_P(AccessApi, SEC_A1_EveryOperationAgainstEveryCaller) {
    std::size_t calls = 0;
    std::size_t covered = 0;
    const auto all = operations();
    for (const Operation& operation : all) {
        ASSERT_TRUE(operation.policy) << operation.id << " does not say who may call it";
        const auto callers = visitors();
        for (const Visitor& visitor : callers) {
            SCOPED_TRACE(operation.id + " by " + visitor.name);
            const auto [status, problem] = ask(operation, visitor);
            const unsigned expected = expected_status(*operation.policy, visitor);
            if (expected != 0) {
                EXPECT_EQ(status, expected) << problem;
                EXPECT_TRUE(is_about_access(problem)) << problem;
            } else {
                // What strangers may call may ask for another proof than a role: a code, a token.
                EXPECT_FALSE(operation.policy->role && is_about_access(problem)) << problem;
                EXPECT_EQ(problem.find(R"("code":"forbidden")"), std::string::npos) << problem;
                EXPECT_TRUE(status != 0 && status < 500) << status;
            }
            ++calls;
        }
        ++covered;
    }
    EXPECT_EQ(covered, house().routes().size());
    fmt::print("access: {} of {} operations, {} calls\n", covered, house().routes().size(), calls);
}

TEST_P(AccessApi, SEC_A1_StrangersReachOnlyWhatIsThere) {
    const std::set<std::string> prefixes{"/v1/auth", "/ingest/{adapter}"};
    const std::set<std::string> open{
        "/healthz",
        "/readyz",
        "/metrics",
        "/openapi.json",
        "/v1/settings",
        "/v1/countries",
        "/v1/services",
        "/v1/offers",
        "/",
        "/prices",
        "/status",
        "/terms",
        "/privacy"
    };
    for (const Operation& operation : operations()) {
        if (!operation.policy || operation.policy->role) continue;
        const auto end = operation.path.find('/', operation.path.find('/', 1) + 1);
        EXPECT_TRUE(
            open.contains(operation.path) || prefixes.contains(operation.path.substr(0, end))
        ) << operation.id
          << ": nobody said that strangers may call it";
    }
}

TEST_P(AccessApi, SEC_A6_WhatCanBeReachedIsListedAndTheReverse) {
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
    const auto suspended = write([&](db::Tx& tx) {
        return identity::set_status(tx, ada.id, identity::AccountStatus::suspended, timer.now());
    });
    ASSERT_TRUE(suspended);
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
