// SPDX-License-Identifier: Apache-2.0
#include "api/hashing.hpp"

#include "api/await_pool.hpp"

namespace otpost::api {

namespace asio = boost::asio;

asio::awaitable<Result<std::string>> hash_password(crypto::HashPool& pool, Secret password) {
    auto submit = [&pool, password = std::move(password)](auto done) {
        return pool.hash(password, std::move(done));
    };
    return await_pool<std::string>(std::move(submit));
}

asio::awaitable<Result<bool>> verify_password(
    crypto::HashPool& pool, Secret password, std::string stored
) {
    auto submit = [&pool, password = std::move(password), stored = std::move(stored)](auto done) {
        return pool.verify(password, stored, std::move(done));
    };
    return await_pool<bool>(std::move(submit));
}

}  // namespace otpost::api
