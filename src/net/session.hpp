// SPDX-License-Identifier: Apache-2.0
// The conversation on one connection: requests in order until somebody ends it.
#pragma once

#include "net/connection.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace otpost::net {

boost::asio::awaitable<void> serve(std::shared_ptr<Connection> connection);

}  // namespace otpost::net
