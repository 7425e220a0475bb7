// SPDX-License-Identifier: Apache-2.0
#include "api/problem.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <algorithm>

namespace otpost::api {
namespace {

constexpr Time now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

std::string header(const net::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

TEST(Problem, CarriesCodeDetailAndFields) {
    const Error error{
        ErrorCode::validation_failed,
        "Some \"fields\" are wrong.",
        std::nullopt,
        {{"country", "is required"}, {"service", "must be a string"}}
    };
    const net::Response response = problem(error, now);
    EXPECT_EQ(response.status, 422U);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto body = boost::json::parse(response.body);
    EXPECT_EQ(body.at("type").as_string(), "about:blank");
    EXPECT_EQ(body.at("status").as_int64(), 422);
    EXPECT_EQ(body.at("code").as_string(), "validation_failed");
    EXPECT_EQ(body.at("detail").as_string(), "Some \"fields\" are wrong.");
    EXPECT_EQ(body.at("errors").as_array().size(), 2U);
    EXPECT_EQ(body.at("errors").at(1).at("field").as_string(), "service");
    EXPECT_FALSE(body.as_object().contains("retry_at"));
    EXPECT_EQ(header(response, "Retry-After"), "");
}

TEST(Problem, RetryAfterIsRoundedUpAndAtLeastOne) {
    using namespace std::chrono_literals;
    const auto retry_after = [](Duration wait) {
        return header(
            problem({ErrorCode::cancel_too_early, "Wait.", now + wait, {}}, now), "Retry-After"
        );
    };
    EXPECT_EQ(retry_after(60s), "60");
    EXPECT_EQ(retry_after(59s + 1us), "60");
    EXPECT_EQ(retry_after(1us), "1");
    EXPECT_EQ(retry_after(0s), "1");
    EXPECT_EQ(retry_after(-5s), "1");
}

TEST(Problem, UnauthenticatedSaysHow) {
    const auto response = problem({ErrorCode::unauthenticated, "Sign in.", {}, {}}, now);
    EXPECT_EQ(response.status, 401U);
    EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer realm=\"otpost\"");
}

TEST(Problem, EveryCodeHasAStatusOfARefusal) {
    constexpr int last = static_cast<int>(ErrorCode::preview_outdated);
    for (int code = 0; code <= last; ++code) {
        const unsigned status = status_of(static_cast<ErrorCode>(code));
        EXPECT_GE(status, 400U);
        EXPECT_LE(status, 503U);
        EXPECT_NE(net::reason_phrase(status), "");
    }
}

}  // namespace
}  // namespace otpost::api
