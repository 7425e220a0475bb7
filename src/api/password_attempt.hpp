// SPDX-License-Identifier: Apache-2.0
// A password shown again or to sign in: counted in the store before it is hashed (SEC-P6), and not
// begun while the hash pool is full, since what finds no room is no failed attempt (SEC-P4).
#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"
#include "crypto/hash_pool.hpp"
#include "db/database.hpp"
#include "identity/sign_in.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace otpost::api {

struct PasswordAttempt {
    identity::SignInAttempt attempt;
    identity::PasswordCheck check = identity::PasswordCheck::differs;

    bool matches() const { return check == identity::PasswordCheck::matches; }
};

/// Begins by identity::start_sign_in, after checks of its own if there are any.
using BeginAttempt = std::function<Result<identity::SignInAttempt>(db::Tx&)>;

/// What `begin` refuses, or ErrorCode::unavailable. `begin` is a write and may run more than once.
boost::asio::awaitable<Result<PasswordAttempt>> try_password(
    db::Database& database, crypto::HashPool& pool, Secret password, BeginAttempt begin
);

}  // namespace otpost::api
