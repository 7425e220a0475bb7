// SPDX-License-Identifier: Apache-2.0
// The cookies of browser sessions, as answers set them and requests show them: `__Host-at` with the
// access token, `__Host-rt` with the refresh token, `__Host-csrf` with what the page sends back,
// and
// `__Host-device`, which outlives sessions; `__Host-challenge` is between the steps of signing in.
// All are of this host alone and not sent from other sites; only the third can be read by the page
// (SEC-S1, SEC-S8).
#pragma once

#include "base/moment.hpp"
#include "crypto/key.hpp"
#include "identity/refresh.hpp"
#include "identity/sessions.hpp"
#include "net/http.hpp"

#include <optional>
#include <string_view>

namespace otpost::api {

inline constexpr std::string_view access_cookie = "at";
inline constexpr std::string_view refresh_cookie = "rt";

/// Kept by a browser after a good sign-in, so that strangers' failures don't slow its owner.
inline constexpr std::string_view device_cookie = "device";

/// Between the two steps of signing in (identity/challenge.hpp).
inline constexpr std::string_view challenge_cookie = "challenge";

/// The cookies of a session that was just opened or refreshed.
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

void set_challenge_cookie(net::Response& response, const Secret& challenge);
void clear_challenge_cookie(net::Response& response);

/// The device's stays: it signs nobody in.
void clear_session_cookies(net::Response& response);

/// The access token that a request shows; it may be empty, and proves nothing yet.
std::optional<std::string_view> shown_session(const net::Request& request);

/// Whether there is any cookie of a session, which may be over.
bool shows_session(const net::Request& request);

/// The refresh token that a request shows, if this server made it.
std::optional<identity::RefreshToken> shown_refresh(
    const net::Request& request, const crypto::Key& server_key
);

/// What the first step of signing in left (identity/challenge.hpp).
std::optional<Secret> shown_challenge(const net::Request& request);

/// The device token of a browser that has signed in before (identity/devices.hpp).
std::optional<Secret> shown_device(const net::Request& request);

}  // namespace otpost::api
