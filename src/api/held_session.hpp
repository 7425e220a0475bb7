// SPDX-License-Identifier: Apache-2.0
// The session that a browser holds and is about to lose: by signing out, or by signing in anew.
#pragma once

#include "api/call.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "net/http.hpp"

#include <optional>

namespace otpost::api {

/// The refresh token tells it also when the access token is over. It may have ended.
std::optional<SessionId> held_session(
    const net::Request& request, const crypto::Key& server_key, Time now
);

/// And puts it on record. Nothing where it has ended before, by the second of two clicks say.
void end_held(db::Tx& tx, const Call& call, SessionId session);

}  // namespace otpost::api
