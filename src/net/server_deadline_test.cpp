// SPDX-License-Identifier: Apache-2.0
// SEC-H2: clients that are slow on purpose, against deadlines of 200 ms.
#include "net/server_fixture.hpp"

#include <chrono>
#include <string>
#include <thread>

namespace otpost::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Sends a byte of `bytes` every 20 ms until the server ends the connection.
void trickle(testing::RawClient& client, std::string_view bytes) {
    const auto end = steady_clock::now() + std::chrono::seconds{2};
    for (std::size_t i = 0; steady_clock::now() < end; ++i) {
        if (!client.send(bytes.substr(i % bytes.size(), 1))) return;
        std::this_thread::sleep_for(milliseconds{20});
        if (steady_clock::now() > end - milliseconds{1500}) return;
    }
}

TEST_F(ServerTest, SEC_H2_a_head_that_trickles_is_cut_off) {
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    trickle(client, "a");
    const auto answer = client.read_response();
    EXPECT_EQ(answer.status, 408U);
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(running->server().counters().deadlines_missed.value(), 1);
}

TEST_F(ServerTest, SEC_H2_a_body_below_the_minimum_rate_is_cut_off) {
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
    trickle(client, "a");
    EXPECT_EQ(client.read_response().status, 408U);
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(handled(), 0);
}

TEST_F(ServerTest, SEC_H2_a_body_above_the_minimum_rate_may_take_its_time) {
    start();
    auto client = connect();
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n");
    for (int i = 0; i < 40; ++i) {
        client.send(std::string(100, 'a'));
        std::this_thread::sleep_for(milliseconds{10});
    }
    EXPECT_EQ(client.read_response().body.size(), 4000U);
}

TEST_F(ServerTest, SEC_H2_an_idle_connection_is_closed_without_a_word) {
    start();
    auto fresh = connect();
    auto used = connect();
    EXPECT_EQ(used.request("GET", "/").status, 200U);
    EXPECT_TRUE(fresh.closed_by_server());
    EXPECT_TRUE(used.closed_by_server());
}

TEST_F(ServerTest, SEC_H2_a_reader_who_stops_reading_is_dropped) {
    start();
    auto client = connect();
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto& counters = running->server().counters();
    const auto end = steady_clock::now() + std::chrono::seconds{2};
    while (counters.deadlines_missed.value() == 0 && steady_clock::now() < end)
        std::this_thread::sleep_for(milliseconds{5});
    EXPECT_EQ(counters.deadlines_missed.value(), 1);
    EXPECT_LT(client.read_response().body.size(), 8U * 1024 * 1024);
}

TEST_F(ServerTest, SEC_H2_a_stream_whose_reader_stops_reading_ends) {
    start();
    auto client = connect();
    client.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 200U);
    const auto& counters = running->server().counters();
    const auto end = steady_clock::now() + std::chrono::seconds{2};
    while (counters.connections_open.value() > 0 && steady_clock::now() < end)
        std::this_thread::sleep_for(milliseconds{5});
    EXPECT_EQ(counters.connections_open.value(), 0);
    EXPECT_EQ(counters.streams_open.value(), 0);
}

TEST_F(ServerTest, a_handler_has_no_deadline_of_the_connection) {
    start();
    auto client = connect();
    client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(milliseconds{400});
    open_gate();
    EXPECT_EQ(client.read_response().body, "/wait");
}

}  // namespace
}  // namespace otpost::net
