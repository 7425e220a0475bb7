// SPDX-License-Identifier: Apache-2.0
// The hash pool for coroutines: hashes and verifies off the server's thread.
#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"
#include "crypto/hash_pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace otpost::api {

/// ErrorCode::unavailable when the pool's queue is full (SEC-P4).
boost::asio::awaitable<Result<std::string>> hash_password(crypto::HashPool& pool, Secret password);
boost::asio::awaitable<Result<bool>> verify_password(
    crypto::HashPool& pool, Secret password, std::string stored
);

}  // namespace otpost::api
