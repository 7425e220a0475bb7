// SPDX-License-Identifier: Apache-2.0
#include "net/http.hpp"

#include "net/answer.hpp"

#include <gtest/gtest.h>

namespace otpost::net {
namespace {

TEST(Request, headers_added_by_hand_are_found) {
    Request request;
    request.add_header("X-Forwarded-For", "1.1.1.1");
    request.add_header("Content-Type", "application/json");
    request.add_header("x-forwarded-for", "2.2.2.2");
    const Request copy = request;
    request.clear();
    EXPECT_EQ(copy.header("content-type"), "application/json");
    EXPECT_EQ(
        copy.headers("x-forwarded-for"), (std::vector<std::string_view>{"1.1.1.1", "2.2.2.2"})
    );
    EXPECT_FALSE(request.has_header("content-type"));
}

TEST(Problem, is_json_with_a_stable_code) {
    const auto answer = problem_response(404, "not_found", "No \"such\" thing\n.");
    EXPECT_EQ(
        answer.body,
        R"({"type":"about:blank","title":"Not Found","status":404,"code":"not_found",)"
        R"("detail":"No \"such\" thing\u000a."})"
    );
    EXPECT_EQ(
        answer.headers,
        (std::vector<std::pair<std::string, std::string>>{{"Cache-Control", "no-store"}})
    );
}

TEST(FormatEvent, splits_lines_of_data) {
    EXPECT_EQ(format_event("7", "code", "{}"), "id: 7\nevent: code\ndata: {}\n\n");
    EXPECT_EQ(format_event("", "", "a\nb\r\nc\rd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
    EXPECT_EQ(format_event("", "", ""), "data: \n\n");
}

TEST(FormatEvent, a_line_break_cannot_add_fields) {
    EXPECT_EQ(format_event("7\ndata: x", "a\revent: b", "c"), "id: 7\nevent: a\ndata: c\n\n");
}

TEST(HttpDate, is_as_in_the_standard) {
    EXPECT_EQ(format_http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(format_http_date(1709208000), "Thu, 29 Feb 2024 12:00:00 GMT");
}

}  // namespace
}  // namespace otpost::net
