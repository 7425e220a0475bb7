// SPDX-License-Identifier: Apache-2.0
// Event streams and the graceful end of a server.
#include "net/server_fixture.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

namespace otpost::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using ::testing::ElementsAre;

constexpr auto stream_request = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr auto wait_request = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";

class StreamTest : public ServerTest {
protected:
    std::int64_t streams() const { return running->server().counters().streams_open.value(); }

    template <class Condition>
    static bool soon(Condition condition) {
        const auto end = steady_clock::now() + std::chrono::seconds{2};
        while (!condition() && steady_clock::now() < end)
            std::this_thread::sleep_for(milliseconds{2});
        return condition();
    }
};

TEST_F(StreamTest, events_arrive_as_they_are_sent) {
    start();
    auto client = connect();
    client.send(stream_request);
    const auto head = client.read_head();
    EXPECT_EQ(head.status, 200U);
    EXPECT_EQ(head.header("content-type"), "text/plain");
    EXPECT_EQ(head.header("cache-control"), "no-store");
    EXPECT_EQ(head.header("connection"), "close");
    EXPECT_THAT(client.read_event(), ElementsAre("id: 1", "event: tick", "data: hello"));
    EXPECT_THAT(client.read_event(), ElementsAre("id: 2", "event: tick", "data: hello"));
    EXPECT_EQ(streams(), 1);
}

TEST_F(StreamTest, a_client_that_leaves_ends_its_stream_at_once) {
    start();
    auto polite = connect();
    polite.send(stream_request);
    auto rude = connect();
    rude.send(stream_request);
    EXPECT_FALSE(polite.read_event().empty());
    EXPECT_FALSE(rude.read_event().empty());
    EXPECT_TRUE(soon([&] { return streams() == 2; }));
    polite.shutdown_send();
    EXPECT_TRUE(soon([&] { return streams() == 1; }));
    rude.reset();
    EXPECT_TRUE(soon([&] { return streams() == 0; }));
}

TEST_F(StreamTest, SEC_H1_a_request_behind_a_stream_is_not_answered) {
    start();
    auto client = connect();
    client.send(std::string{stream_request} + "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_FALSE(client.read_event().empty());
    client.send("GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_FALSE(client.read_event().empty());
    EXPECT_EQ(handled(), 1);
}

TEST_F(StreamTest, a_silent_stream_gets_heartbeats) {
    options.limits.heartbeat = milliseconds{50};
    start();
    auto client = connect();
    client.send(stream_request);
    for (int i = 0; i < 4; ++i) client.read_event();
    EXPECT_EQ(client.read_line(), ":");
    EXPECT_EQ(client.read_line(), "");
    EXPECT_EQ(client.read_line(), ":");
}

TEST_F(StreamTest, drain_tells_streams_and_ends_idle_connections) {
    options.stream_farewell = "event: shutdown\ndata: {}\n\n";
    start();
    auto client = connect();
    client.send(stream_request);
    auto idle = connect();
    EXPECT_EQ(idle.request("GET", "/").status, 200U);
    for (int i = 0; i < 4; ++i) client.read_event();
    auto drained =
        std::async(std::launch::async, [&] { return running->drain(milliseconds{800}); });
    EXPECT_THAT(client.read_event(), ElementsAre("event: shutdown", "data: {}"));
    EXPECT_TRUE(client.closed_by_server());
    client.shutdown_send();
    EXPECT_TRUE(idle.closed_by_server());
    EXPECT_LT(drained.get(), milliseconds{700});
    EXPECT_EQ(running->server().counters().connections_open.value(), 0);
}

TEST_F(StreamTest, drain_lets_requests_finish_and_refuses_new_connections) {
    start();
    auto client = connect();
    client.send(wait_request);
    EXPECT_TRUE(soon([&] { return handled() == 1; }));
    auto drained =
        std::async(std::launch::async, [&] { return running->drain(milliseconds{2000}); });
    EXPECT_TRUE(soon([&] {
        try {
            connect();
            return false;
        } catch (const std::runtime_error&) {
            return true;
        }
    }));
    open_gate();
    const auto answer = client.read_response();
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_LT(drained.get(), milliseconds{1500});
}

TEST_F(StreamTest, drain_cancels_what_does_not_finish_in_time) {
    start();
    auto client = connect();
    client.send(wait_request);
    EXPECT_TRUE(soon([&] { return handled() == 1; }));
    EXPECT_LT(running->drain(milliseconds{100}), milliseconds{900});
    EXPECT_EQ(client.read_response().status, 503U);
    EXPECT_EQ(running->server().counters().connections_open.value(), 0);
}

TEST_F(StreamTest, a_server_may_go_with_everything_open) {
    start();
    auto stream = connect();
    stream.send(stream_request);
    auto waiting = connect();
    waiting.send(wait_request);
    EXPECT_FALSE(stream.read_event().empty());
    EXPECT_TRUE(soon([&] { return handled() == 2; }));
    running.reset();
    EXPECT_EQ(stream.read_to_end().find("shutdown"), std::string::npos);
    EXPECT_EQ(waiting.read_response().status, 0U);
}

}  // namespace
}  // namespace otpost::net
