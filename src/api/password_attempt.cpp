// SPDX-License-Identifier: Apache-2.0
#include "api/password_attempt.hpp"

#include "api/hashing.hpp"
#include "db/async.hpp"

#include <utility>

namespace otpost::api {

namespace asio = boost::asio;
using identity::PasswordCheck;

asio::awaitable<Result<PasswordAttempt>> try_password(
    db::Database& database, crypto::HashPool& pool, Secret password, BeginAttempt begin
) {
    const auto room = pool.check_room();
    if (!room) co_return std::unexpected{room.error()};
    auto attempt = co_await db::async_write(database, std::move(begin));
    if (!attempt) co_return std::unexpected{attempt.error()};
    const auto matches =
        co_await verify_password(pool, std::move(password), attempt->password_hash);
    if (!matches) co_return std::unexpected{matches.error()};
    const auto check = *matches ? PasswordCheck::matches : PasswordCheck::differs;
    co_return PasswordAttempt{*std::move(attempt), check};
}

}  // namespace otpost::api
