// SPDX-License-Identifier: Apache-2.0
// Who is asking: an API key in the Authorization header (programs) or the access token in a cookie
// (browsers), never both and never in the URL (SEC-K3, SEC-S8). The token proves which session
// asks; whether that stands, the store says. Recent answers come from memory.
#pragma once

#include "base/error.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/principal_cache.hpp"
#include "net/http.hpp"
#include "net/task_group.hpp"

#include <boost/asio/awaitable.hpp>

namespace otpost::api {

class Authenticator {
public:
    /// `tasks` runs the rare writes of when a key or session was last used.
    Authenticator(
        db::Database& database,
        identity::PrincipalCache& cache,
        const crypto::Key& server_key,
        net::TaskGroup& tasks
    )
        : database_(database),
          cache_(cache),
          server_key_(server_key),
          tasks_(tasks) {}

    /// Refuses unauthenticated and account_suspended.
    boost::asio::awaitable<Result<identity::Principal>> authenticate(
        const net::Request& request, Time now
    );

private:
    db::Database& database_;
    identity::PrincipalCache& cache_;
    const crypto::Key& server_key_;
    net::TaskGroup& tasks_;
};

}  // namespace otpost::api
