// SPDX-License-Identifier: Apache-2.0
// How tests speak to the server: a caller with its credentials, answers as JSON, and a reader of
// server-sent events. All block, and give up after `patience`.
#pragma once

#include "net/testing/raw_client.hpp"

#include <boost/json/value.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::api_test {

inline constexpr std::chrono::seconds patience{30};

/// Less than the time between the heartbeats of a stream, which would keep it waiting for ever.
inline constexpr std::chrono::seconds stream_patience{15};

struct Reply {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    boost::json::value json;  ///< null when the body is no JSON

    /// What a JSON pointer leads to: a string's text, else JSON; `absent` when there is nothing.
    std::string operator[](std::string_view pointer) const;

    std::string header(std::string_view lowercase_name) const;
    std::vector<std::string> all_headers(std::string_view lowercase_name) const;
};

std::ostream& operator<<(std::ostream& out, const Reply& reply);

Reply reply_of(const net::testing::RawResponse& response);

/// Who asks: its header lines go with every call. One connection, kept.
class Caller {
public:
    Caller(unsigned short port, std::string header_lines);

    Reply get(std::string_view target) { return send("GET", target, {}); }

    /// With a new Idempotency-Key unless one is given.
    Reply post(std::string_view target, std::string_view body = "{}", std::string_view key = {});
    Reply del(std::string_view target);

    Reply send(
        std::string_view method,
        std::string_view target,
        std::string_view body,
        std::string_view header_lines = {}
    );

private:
    unsigned short port_;
    std::string header_lines_;
    std::optional<net::testing::RawClient> client_;
};

std::string new_idempotency_key();

struct Event {
    std::int64_t id = 0;
    std::string name;
    boost::json::value data;

    std::string operator[](std::string_view pointer) const;
};

class EventReader {
public:
    /// Returns when the server has found its place: what happens from now on is read.
    EventReader(
        unsigned short port,
        std::string_view header_lines,
        std::optional<std::int64_t> last_event_id = {}
    );

    unsigned status() const { return status_; }

    /// Nothing when the stream ended.
    std::optional<Event> next();

    /// Passes over events until one of that name.
    std::optional<Event> next_of(std::string_view name);

    /// The next `count` events.
    std::vector<Event> take(std::size_t count);

    bool ended() { return client_.closed_by_server(); }

private:
    net::testing::RawClient client_;
    unsigned status_ = 0;
};

}  // namespace otpost::api_test
