// SPDX-License-Identifier: Apache-2.0
// What a browser is given when a session was opened for it, and loses when it ended: the one place
// that puts cookies of sessions on answers (SEC-S1).
#pragma once

#include "base/moment.hpp"
#include "crypto/key.hpp"
#include "identity/sessions.hpp"
#include "net/http.hpp"

#include <string_view>

namespace otpost::api {

inline constexpr std::string_view session_cookie = "session";  ///< sent as `__Host-session`

/// Kept by a browser after a good sign-in, so that strangers' failures don't slow its owner.
inline constexpr std::string_view device_cookie = "device";

/// The cookies of a session that has just been opened.
void set_session_cookies(
    net::Response& response,
    const identity::OpenedSession& session,
    const crypto::Key& server_key,
    const Moment& moment
);

/// The device's, after a password was right.
void set_device_cookie(
    net::Response& response, AccountId account, const crypto::Key& server_key, const Moment& moment
);

/// The device's stays: it signs nobody in.
void clear_session_cookies(net::Response& response);

}  // namespace otpost::api
