// SPDX-License-Identifier: Apache-2.0
#include "net/gate.hpp"

#include <gtest/gtest.h>

#include <string>

namespace otpost::net {
namespace {

constexpr const char* host = "Host: a\r\n";

std::expected<Framing, Refusal> read(std::string head, Request& request) {
    request.clear();
    request.head = std::move(head);
    return read_head(request);
}

struct Case {
    const char* name;
    std::string head;
    unsigned status;  ///< 0: accepted
};

// GoogleTest asks for this name. NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Case& row, std::ostream* out) {
    *out << row.name;
}

class Gate : public testing::TestWithParam<Case> {};

TEST_P(Gate, SEC_H1_decides) {
    Request request;
    const auto framing = read(GetParam().head, request);
    EXPECT_EQ(framing ? 0 : framing.error().status, GetParam().status);
}

std::string get(const std::string& rest) {
    return "GET / HTTP/1.1\r\n" + rest + "\r\n";
}

std::string with(const std::string& rest) {
    return get(host + rest);
}

std::string target(const std::string& text) {
    return "GET " + text + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

const Case cases[] = {
    {"plain", with(""), 0},
    {"host_with_port", get("Host: example.org:8080\r\n"), 0},
    {"host_ipv6", get("Host: [::1]:8080\r\n"), 0},
    {"host_missing", get(""), 400},
    {"host_double", with(host), 400},
    {"host_empty", get("Host:\r\n"), 400},
    {"host_user", get("Host: user@a\r\n"), 400},
    {"host_path", get("Host: a/b\r\n"), 400},
    {"host_space", get("Host: a b\r\n"), 400},
    {"host_port_big", get("Host: a:70000\r\n"), 400},
    {"host_port_empty", get("Host: a:\r\n"), 400},
    {"host_bracket_open", get("Host: [::1\r\n"), 400},
    {"length", with("Content-Length: 5\r\n"), 0},
    {"length_double", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
    {"length_list", with("Content-Length: 5, 5\r\n"), 400},
    {"length_plus", with("Content-Length: +5\r\n"), 400},
    {"length_minus", with("Content-Length: -5\r\n"), 400},
    {"length_hex", with("Content-Length: 0x5\r\n"), 400},
    {"length_empty", with("Content-Length:\r\n"), 400},
    {"length_overflow", with("Content-Length: 18446744073709551621\r\n"), 400},
    {"length_inner_space", with("Content-Length: 1 1\r\n"), 400},
    {"chunked", with("Transfer-Encoding: Chunked\r\n"), 0},
    {"coding_unknown", with("Transfer-Encoding: xchunked\r\n"), 400},
    {"coding_list", with("Transfer-Encoding: chunked, identity\r\n"), 400},
    {"coding_gzip", with("Transfer-Encoding: gzip, chunked\r\n"), 400},
    {"coding_double", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"coding_quoted", with("Transfer-Encoding: \"chunked\"\r\n"), 400},
    {"coding_vt", with("Transfer-Encoding: \vchunked\r\n"), 400},
    {"coding_empty", with("Transfer-Encoding:\r\n"), 400},
    {"length_and_coding", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"coding_and_length", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
    {"fold_space", with("X: a\r\n b\r\n"), 400},
    {"fold_tab", with("X: a\r\n\tb\r\n"), 400},
    {"fold_first", get(" X: a\r\nHost: a\r\n"), 400},
    {"colon_space", with("X : a\r\n"), 400},
    {"colon_missing", with("X\r\n"), 400},
    {"name_empty", with(": a\r\n"), 400},
    {"name_nul", with(std::string("X\0: a\r\n", 7)), 400},
    {"name_space", with("X Y: a\r\n"), 400},
    {"value_nul", with(std::string("X: a\0b\r\n", 8)), 400},
    {"value_bare_cr", with("X: a\rb\r\n"), 400},
    {"value_bare_lf", with("X: a\nTransfer-Encoding: chunked\r\n"), 400},
    {"value_escape", with("X: \x1b[2J\r\n"), 400},
    {"value_del", with("X: \x7f\r\n"), 400},
    {"value_utf8", with("X: \xc3\xa9\r\n"), 0},
    {"value_tab", with("X: a\tb\r\n"), 0},
    {"cookie_double", with("Cookie: a=1\r\nCookie: a=2\r\n"), 400},
    {"authorization_double", with("Authorization: a\r\nauthorization: b\r\n"), 400},
    {"forwarded_double", with("X-Forwarded-For: a\r\nX-Forwarded-For: b\r\n"), 0},
    {"connection_no_token", with("Connection: clo\tse\r\n"), 400},
    {"expect", with("Expect: 100-Continue\r\n"), 0},
    {"expect_other", with("Expect: 200-ok\r\n"), 417},
    {"version_1_0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 505},
    {"version_1_0_coding", "GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"version_2_0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"version_lower", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"version_long", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"version_missing", "GET /\r\nHost: a\r\n\r\n", 400},
    {"method_unknown", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"method_connect", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"method_lower", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"method_bad", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"method_empty", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two_spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"tab_between", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"space_at_end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
    {"target_absolute", target("http://a/"), 400},
    {"target_star", target("*"), 400},
    {"target_space", target("/a b"), 400},
    {"target_control", target("/a\x01"), 400},
    {"target_high", target("/\xc3\xa9"), 400},
    {"target_fragment", target("/a#b"), 400},
    {"target_up", target("/a/../b"), 400},
    {"target_up_end", target("/a/.."), 400},
    {"target_up_escaped", target("/a/%2e%2E/b"), 400},
    {"target_here", target("/./a"), 400},
    {"target_dots_inside", target("/a..b/...c"), 0},
    {"target_escape_broken", target("/%4"), 400},
    {"target_escape_not_hex", target("/%zz"), 400},
    {"target_escape_nul", target("/%00"), 400},
    {"target_escape_slash", target("/a%2fb"), 400},
    {"target_backslash", target("/a\\b"), 400},
    {"target_query", target("/a?b=%20&c[]=1&d=a/../b"), 0},
    {"target_query_escape", target("/a?b=%2"), 400},
    {"target_query_nul", target("/a?b=%00"), 400},
};

INSTANTIATE_TEST_SUITE_P(Table, Gate, testing::ValuesIn(cases), [](const auto& info) {
    return std::string{info.param.name};
});

TEST(GateFields, names_are_lowered_and_values_trimmed) {
    Request request;
    const auto framing = read(
        "POST /p?q=1 HTTP/1.1\r\nHOST: a\r\nX-Thing: \t two words \t\r\nX-None:\r\n\r\n", request
    );
    ASSERT_TRUE(framing);
    EXPECT_EQ(request.method, Method::post);
    EXPECT_EQ(request.path(), "/p");
    EXPECT_EQ(request.query(), "q=1");
    EXPECT_EQ(request.header("host"), "a");
    EXPECT_EQ(request.header("x-thing"), "two words");
    EXPECT_TRUE(request.has_header("x-none"));
    EXPECT_EQ(request.header("x-none"), "");
    EXPECT_FALSE(request.has_header("x"));
}

TEST(GateFields, connection_close_is_found_in_a_list) {
    Request request;
    EXPECT_TRUE(read(with("Connection: foo, Close\r\n"), request)->wants_close);
    EXPECT_FALSE(read(with("Connection: closed\r\n"), request)->wants_close);
}

TEST(GateFields, SEC_H2_too_many_headers_are_refused) {
    std::string many;
    for (int i = 0; i < 65; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    Request request;
    const auto framing = read(with(many), request);
    ASSERT_FALSE(framing);
    EXPECT_EQ(framing.error().status, 431U);
}

TEST(HeadScanner, SEC_H1_finds_the_end_however_the_bytes_are_cut) {
    const std::string bytes = with("X: a\r\n");
    const std::string all = bytes + "GET /next";
    for (std::size_t step = 1; step <= all.size(); ++step) {
        HeadScanner scanner;
        auto found = HeadScanner::Found::incomplete;
        for (std::size_t end = step; found == HeadScanner::Found::incomplete; end += step)
            found = scanner.scan(std::string_view{all}.substr(0, std::min(end, all.size())));
        EXPECT_EQ(found, HeadScanner::Found::complete);
        EXPECT_EQ(scanner.size(), bytes.size());
    }
}

TEST(HeadScanner, SEC_H1_refuses_at_once_what_cannot_become_a_head) {
    for (const auto* const bytes :
         {"\r\n", "\n", " GET", "\x16\x03\x01", "GET / HTTP/1.1\n", "G\r\nA\n"}) {
        HeadScanner scanner;
        EXPECT_EQ(scanner.scan(bytes), HeadScanner::Found::malformed) << bytes;
    }
}

}  // namespace
}  // namespace otpost::net
