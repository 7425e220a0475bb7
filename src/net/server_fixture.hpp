// SPDX-License-Identifier: Apache-2.0
// The server under test with the routes that its tests need.
#pragma once

#include "net/server.hpp"
#include "net/testing/loopback_server.hpp"
#include "net/testing/raw_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

namespace otpost::net {

/// /echo answers the body, /big a large one, /wait when open_gate() was called, /stream with
/// events until cancelled, /flood with as much as is taken, /throw throws.
class ServerTest : public ::testing::Test {
protected:
    ServerTest();
    ~ServerTest() override;

    /// Starts it with `options`, as changed by the test.
    void start();

    testing::RawClient connect() { return testing::RawClient{running->port()}; }

    void open_gate();

    /// Requests that have reached the handler.
    int handled() const;

    struct Routes;

    ServerOptions options;
    std::shared_ptr<Routes> routes;
    std::unique_ptr<testing::LoopbackServer> running;
};

}  // namespace otpost::net
