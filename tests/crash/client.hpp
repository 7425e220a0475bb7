// SPDX-License-Identifier: Apache-2.0
// A customer and a supplier of the house under test, over one connection that is opened again
// when it broke. No answer is status 0, as a client sees a server that died.
#pragma once

#include "net/testing/raw_client.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace otpost::crash {

namespace json = boost::json;

struct Answer {
    unsigned status = 0;
    std::string text;
    net::testing::RawResponse raw;

    json::object object() const { return json::parse(text).as_object(); }
};

struct Sms {
    std::string id;
    std::string to;
    std::string from;
    std::string text;
};

class Client {
public:
    Client(
        unsigned short port,
        std::string api_key,
        std::string ingest_secret,
        std::chrono::milliseconds patience = std::chrono::seconds{20}
    )
        : port_(port),
          api_key_(std::move(api_key)),
          ingest_secret_(std::move(ingest_secret)),
          patience_(patience) {}

    Answer get(std::string_view path);
    Answer post(std::string_view path, std::string_view body, std::string_view idempotency_key);

    /// As the supplier that signs its messages.
    Answer deliver(const Sms& sms);

private:
    Answer exchange(
        std::string_view method,
        std::string_view path,
        std::string_view body,
        const std::string& headers
    );

    unsigned short port_;
    std::string api_key_;
    std::string ingest_secret_;
    std::chrono::milliseconds patience_;
    std::optional<net::testing::RawClient> connection_;
};

}  // namespace otpost::crash
