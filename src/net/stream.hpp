// SPDX-License-Identifier: Apache-2.0
// Runs the stream of an answer on its connection with as little memory as it can.
#pragma once

#include "net/connection.hpp"
#include "net/http.hpp"

#include <boost/asio/awaitable.hpp>

namespace otpost::net {

/// Sends the head and then what the stream produces. False: the client is gone or stuck, so the
/// connection cannot be ended in order.
boost::asio::awaitable<bool> run_stream(Connection& connection, Response response);

}  // namespace otpost::net
