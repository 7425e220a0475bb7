// SPDX-License-Identifier: Apache-2.0
#include "net/server.hpp"

#include "net/server_fixture.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace otpost::net {
namespace {

using ::testing::HasSubstr;

std::string get(const std::string& path, const std::string& fields = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

TEST_F(ServerTest, answers_and_keeps_the_connection) {
    start();
    auto client = connect();
    const auto first = client.request("POST", "/echo", "hello");
    EXPECT_EQ(first.status, 200U);
    EXPECT_EQ(first.body, "hello");
    EXPECT_EQ(first.header("content-length"), "5");
    EXPECT_EQ(first.header("connection"), "");
    EXPECT_EQ(first.header_count("server"), 0U);
    EXPECT_EQ(first.header("date").size(), 29U);
    const auto second = client.request("GET", "/other");
    EXPECT_EQ(second.body, "/other");
    EXPECT_NE(first.header("x-request-id"), second.header("x-request-id"));
    EXPECT_EQ(running->server().counters().connections_total.value(), 1);
    EXPECT_EQ(running->server().counters().answers[200].value(), 2);
}

TEST_F(ServerTest, answers_pipelined_requests_in_order) {
    start();
    auto client = connect();
    std::string all;
    for (int i = 0; i < 500; ++i) all += get("/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < 500; ++i) ASSERT_EQ(client.read_response().body, "/" + std::to_string(i));
}

TEST_F(ServerTest, an_answer_does_not_wait_for_the_next_requests_handler) {
    start();
    auto client = connect();
    client.send(get("/first") + get("/wait") + get("/last"));
    EXPECT_EQ(client.read_response().body, "/first");
    open_gate();
    EXPECT_EQ(client.read_response().body, "/wait");
    EXPECT_EQ(client.read_response().body, "/last");
}

TEST_F(ServerTest, head_gets_the_length_and_no_body) {
    start();
    auto client = connect();
    const auto head = client.request("HEAD", "/echo-this");
    EXPECT_EQ(head.header("content-length"), "10");
    EXPECT_EQ(client.request("GET", "/next").body, "/next");
    EXPECT_EQ(client.request("HEAD", "/stream").status, 200U);
}

TEST_F(ServerTest, no_content_has_no_length) {
    start();
    auto client = connect();
    const auto answer = client.request("GET", "/empty");
    EXPECT_EQ(answer.status, 204U);
    EXPECT_EQ(answer.header_count("content-length"), 0U);
    EXPECT_EQ(client.request("GET", "/next").body, "/next");
}

TEST_F(ServerTest, a_request_may_come_byte_by_byte) {
    options.limits.header_deadline = std::chrono::seconds{5};
    start();
    auto client = connect();
    for (const char c : get("/slow", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n")
        client.send({&c, 1});
    EXPECT_EQ(client.read_response().body, "/slow");
}

TEST_F(ServerTest, a_waiting_client_is_told_to_continue) {
    start();
    auto client = connect();
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    );
    EXPECT_EQ(client.read_line(), "HTTP/1.1 100 Continue");
    EXPECT_EQ(client.read_line(), "");
    client.send("hi");
    EXPECT_EQ(client.read_response().body, "hi");
}

TEST_F(ServerTest, SEC_H2_a_body_over_the_limit_is_refused_before_it_is_sent) {
    options.body_limit = [](Method, std::string_view path) { return path == "/echo" ? 3U : 10U; };
    start();
    auto client = connect();
    EXPECT_EQ(client.request("POST", "/other", "12345").status, 200U);
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
    );
    const auto answer = client.read_head();
    EXPECT_EQ(answer.status, 413U);
    EXPECT_THAT(client.read_to_end(), HasSubstr(R"("code":"payload_too_large")"));
}

TEST_F(ServerTest, SEC_H2_who_sends_a_large_body_unasked_reads_the_refusal) {
    options.limits.linger_deadline = std::chrono::seconds{5};
    start();
    const std::string large(std::size_t{4} * 1024 * 1024, 'x');
    for (int round = 0; round < 20; ++round) {
        auto client = connect();
        const auto answer = client.request("POST", "/echo", large);
        ASSERT_EQ(answer.status, 413U) << "round " << round;
        EXPECT_TRUE(client.closed_by_server());
    }
}

TEST_F(ServerTest, SEC_H2_a_head_over_the_limit_is_refused) {
    start();
    auto fits = connect();
    EXPECT_EQ(fits.request("GET", "/a", "", "X: " + std::string(8000, 'x') + "\r\n").status, 200U);
    auto over = connect();
    const auto answer = over.request("GET", "/a", "", "X: " + std::string(8192, 'x') + "\r\n");
    EXPECT_EQ(answer.status, 431U);
    EXPECT_TRUE(over.closed_by_server());
}

TEST_F(ServerTest, SEC_H2_a_connection_has_a_number_of_requests) {
    options.limits.requests_per_connection_max = 2;
    start();
    auto client = connect();
    client.send(get("/1") + get("/2") + get("/3"));
    EXPECT_EQ(client.read_response().header("connection"), "");
    EXPECT_EQ(client.read_response().header("connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(handled(), 2);
}

TEST_F(ServerTest, SEC_H2_connections_are_limited_in_total_and_per_address) {
    options.limits.connections_per_ip_max = 2;
    start();
    auto one = connect();
    auto two = connect();
    EXPECT_EQ(one.request("GET", "/1").status, 200U);
    EXPECT_EQ(two.request("GET", "/2").status, 200U);
    auto three = connect();
    EXPECT_EQ(three.read_response().status, 503U);
    EXPECT_EQ(running->server().counters().connections_refused.value(), 1);
}

TEST_F(ServerTest, SEC_H2_the_total_counts_for_proxies_too) {
    options.limits.connections_max = 1;
    options.proxies.proxies = {*Cidr::parse("127.0.0.1")};
    start();
    auto one = connect();
    EXPECT_EQ(one.request("GET", "/1").status, 200U);
    auto two = connect();
    EXPECT_EQ(two.read_response().status, 503U);
}

TEST_F(ServerTest, the_client_may_ask_to_close) {
    start();
    auto client = connect();
    const auto answer = client.request("GET", "/bye", "", "Connection: close\r\n");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ServerTest, a_client_that_stops_sending_still_gets_its_answer) {
    start();
    auto client = connect();
    client.send(get("/half"));
    client.shutdown_send();
    EXPECT_EQ(client.read_response().body, "/half");
    EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ServerTest, what_a_handler_throws_is_a_bare_500) {
    std::vector<std::string> errors;
    options.on_error = [&](std::string_view what) { errors.emplace_back(what); };
    start();
    auto client = connect();
    const auto answer = client.request("GET", "/throw");
    EXPECT_EQ(answer.status, 500U);
    EXPECT_THAT(answer.body, Not(HasSubstr("as the test wants")));
    EXPECT_EQ(client.request("GET", "/next").status, 200U);
    running.reset();
    EXPECT_THAT(errors, ::testing::ElementsAre("as the test wants"));
}

TEST_F(ServerTest, SEC_H5_default_headers_are_on_every_answer_unless_it_sets_its_own) {
    options.default_headers = {{"X-Frame-Options", "DENY"}, {"Referrer-Policy", "no-referrer"}};
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/any").header("x-frame-options"), "DENY");
    const auto own = client.request("GET", "/override");
    EXPECT_EQ(own.header_count("x-frame-options"), 1U);
    EXPECT_EQ(own.header("x-frame-options"), "SAMEORIGIN");
    EXPECT_EQ(own.header("referrer-policy"), "no-referrer");
    client.send("BREW / HTTP/1.1\r\n\r\n");
    EXPECT_EQ(client.read_response().header("x-frame-options"), "DENY");
}

TEST_F(ServerTest, a_header_with_a_line_break_is_never_sent) {
    start();
    auto client = connect();
    const auto answer = client.request("GET", "/injection");
    EXPECT_EQ(answer.status, 500U);
    EXPECT_EQ(answer.header_count("x-c"), 0U);
}

TEST_F(ServerTest, request_ids_of_clients_are_kept_if_harmless) {
    start();
    auto client = connect();
    const auto kept = client.request("GET", "/", "", "X-Request-Id: abc-12345.x\r\n");
    EXPECT_EQ(kept.header("x-request-id"), "abc-12345.x");
    const auto replaced = client.request("GET", "/", "", "X-Request-Id: a b=\"c\" %n\r\n");
    EXPECT_EQ(replaced.header("x-request-id").size(), 16U);
}

TEST_F(ServerTest, SEC_H3_forwarded_headers_count_only_from_proxies) {
    start();
    auto client = connect();
    const auto spoof = "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n";
    EXPECT_EQ(client.request("GET", "/ip", "", spoof).body, "127.0.0.1");
}

TEST_F(ServerTest, SEC_H3_a_proxy_is_believed_about_its_client_only) {
    options.proxies.proxies = {*Cidr::parse("127.0.0.0/8")};
    start();
    auto client = connect();
    const auto fields = "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
    EXPECT_EQ(client.request("GET", "/ip", "", fields).body, "203.0.113.9 tls");
    const auto other = "Forwarded: for=6.6.6.6\r\n";
    EXPECT_EQ(client.request("GET", "/ip", "", other).body, "127.0.0.1");
}

TEST_F(ServerTest, a_large_body_arrives_whole) {
    start();
    auto client = connect();
    EXPECT_EQ(client.request("GET", "/big").body, std::string(std::size_t{8} * 1024 * 1024, 'x'));
    EXPECT_EQ(client.request("GET", "/next").body, "/next");
}

}  // namespace
}  // namespace otpost::net
