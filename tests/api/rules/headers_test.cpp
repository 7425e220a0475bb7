// SPDX-License-Identifier: Apache-2.0
// The headers that protect a browser are on every answer of every kind, private answers are stored
// nowhere, and no other site is let in (SEC-H5).
#include "browser.hpp"
#include "published_policy.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

namespace otpost::api_test {
namespace {

using net::testing::RawResponse;
using ::testing::HasSubstr;
using ::testing::Not;

class HeadersApi : public BrowserTest {
protected:
    /// The head alone: an answer may be a stream.
    RawResponse head_of(const std::string& request) {
        net::testing::RawClient client{port(), patience};
        client.send(request);
        auto head = client.read_head();
        EXPECT_NE(head.status, 0U) << request;
        return head;
    }

    RawResponse ask(
        std::string_view method,
        std::string_view target,
        std::string_view headers = {},
        std::string_view body = {}
    ) {
        return head_of(fmt::format(
            "{} {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nIdempotency-Key: {}\r\n"
            "{}\r\n{}",
            method,
            target,
            body.size(),
            new_idempotency_key(),
            headers,
            body
        ));
    }

    /// Directive by directive.
    static std::map<std::string, std::string> policy_of(const RawResponse& head) {
        std::map<std::string, std::string> directives;
        std::istringstream text{head.header("content-security-policy")};
        for (std::string directive; std::getline(text, directive, ';');) {
            const auto begin = directive.find_first_not_of(' ');
            const auto space = directive.find(' ', begin);
            directives[directive.substr(begin, space - begin)] =
                space == std::string::npos ? "" : directive.substr(space + 1);
        }
        return directives;
    }

    static void expect_protected(const RawResponse& head) {
        auto policy = policy_of(head);
        // Nothing may come from elsewhere; plugins fall under the default.
        EXPECT_EQ(policy["default-src"], "'none'");
        EXPECT_EQ(policy.count("object-src"), 0U);
        EXPECT_EQ(policy["base-uri"], "'none'");
        EXPECT_EQ(policy["frame-ancestors"], "'none'");
        EXPECT_EQ(policy["script-src"], "'self'");
        for (const auto& [name, sources] : policy) {
            EXPECT_THAT(sources, Not(HasSubstr("unsafe"))) << name;
            EXPECT_THAT(sources, Not(HasSubstr("*"))) << name;
            EXPECT_THAT(sources, Not(HasSubstr("http"))) << name;
        }
        EXPECT_EQ(head.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(head.header("referrer-policy"), "no-referrer");
        EXPECT_EQ(head.header("cross-origin-opener-policy"), "same-origin");
        EXPECT_EQ(head.header("cross-origin-resource-policy"), "same-origin");
        EXPECT_EQ(head.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
        EXPECT_LE(head.header_count("x-request-id"), 1U);
        EXPECT_EQ(head.header("server"), "");
        for (const auto& [name, value] : head.headers)
            EXPECT_FALSE(name.starts_with("access-control-")) << name << ": " << value;
    }

    static void expect_stored_nowhere(const RawResponse& head) {
        EXPECT_EQ(head.header("cache-control"), "no-store");
    }

    void SetUp() override { config.public_url = "https://codes.example"; }
};

INSTANTIATE_TEST_SUITE_P(
    Engines, HeadersApi, ::testing::Values(db::Engine::sqlite), testing::engine_name
);

TEST_P(HeadersApi, SEC_H5_OnEveryKindOfAnswerOfEveryOperation) {
    const Person user = add_person({.name = "user"});
    const Person admin = add_person({.name = "admin", .role = identity::Role::admin});
    std::set<unsigned> statuses;
    for (const Operation& operation : operations_of(stranger().get("/openapi.json").json)) {
        const std::string callers[] = {
            "", "Authorization: Bearer otp_live_none\r\n", session_of(user), session_of(admin)
        };
        for (const std::string& headers : callers) {
            for (const std::string_view body : {"", "{}", "[", R"({"unknown":1})"}) {
                SCOPED_TRACE(fmt::format("{} {} {}", operation.id, headers, body));
                if (operation.method == "GET" && !body.empty()) continue;
                const auto head = ask(operation.method, operation.path_with("x"), headers, body);
                expect_protected(head);
                // To who is signed in it is a file of the dashboard, of which more below.
                if (operation.path != "/") expect_stored_nowhere(head);
                statuses.insert(head.status);
            }
        }
        for (const char* method : {"HEAD", "OPTIONS", "PATCH", "TRACE"}) {
            SCOPED_TRACE(fmt::format("{} {}", method, operation.path));
            const auto head = ask(method, operation.path_with("x"));
            expect_protected(head);
            expect_stored_nowhere(head);
            statuses.insert(head.status);
        }
    }
    for (const unsigned status : {200U, 204U, 400U, 401U, 403U, 404U, 405U, 422U, 501U})
        EXPECT_TRUE(statuses.contains(status)) << status << " was not seen";
}

TEST_P(HeadersApi, SEC_H5_OnAnswersThatNoRouteGives) {
    const std::string long_line = "X: " + std::string(9'000, 'x') + "\r\n";
    const std::string requests[] = {
        "GET /v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
        "BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + long_line + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n",
        "POST /v1/leases HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n",
        "POST /v1/leases HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"
    };
    std::set<unsigned> statuses;
    for (const std::string& request : requests) {
        SCOPED_TRACE(request.substr(0, 80));
        const auto head = head_of(request);
        expect_protected(head);
        expect_stored_nowhere(head);
        statuses.insert(head.status);
    }
    EXPECT_THAT(statuses, ::testing::ElementsAre(400U, 404U, 413U, 417U, 431U, 501U, 505U));
}

TEST_P(HeadersApi, SEC_H5_OnTheDashboardsFiles) {
    for (const char* path : {"/index.html", "/wallet", "/settings/password"}) {
        SCOPED_TRACE(path);
        for (const char* method : {"GET", "HEAD"}) {
            const auto head = ask(method, path);
            expect_protected(head);
            EXPECT_TRUE(head.header("cache-control") == "no-cache" || head.status == 404);
        }
    }
}

TEST_P(HeadersApi, SEC_H5_NoOtherSiteIsLetIn) {
    const Person ada = add_person();
    const std::string elsewhere = "Origin: https://evil.example\r\n";
    for (const Operation& operation : operations_of(stranger().get("/openapi.json").json)) {
        SCOPED_TRACE(operation.id);
        const auto preflight =
            ask("OPTIONS",
                operation.path_with("x"),
                elsewhere + "Access-Control-Request-Method: " + operation.method +
                    "\r\nAccess-Control-Request-Headers: authorization\r\n");
        EXPECT_EQ(preflight.status, 405U);
        expect_protected(preflight);
        expect_protected(ask(operation.method, operation.path_with("x"), elsewhere + ada.headers));
        expect_protected(
            ask(operation.method, operation.path_with("x"), "Origin: null\r\n" + ada.headers)
        );
    }
}

}  // namespace
}  // namespace otpost::api_test
