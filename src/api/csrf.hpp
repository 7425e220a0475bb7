// SPDX-License-Identifier: Apache-2.0
// Whether a request that shows a browser's cookies was sent by our own page (SEC-S9, SEC-S10). Two
// layers: what the browser tells of the page that sent it (Fetch Metadata, or the Origin where a
// browser is too old for that), and a token that only our page can read and send back. It is a MAC
// over the session's id, so a cookie that another host has planted fits no session but its own.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "crypto/key.hpp"
#include "net/http.hpp"

#include <string>
#include <string_view>

namespace otpost::api {

inline constexpr std::string_view csrf_cookie = "csrf";  ///< readable by the page
inline constexpr std::string_view csrf_header = "x-csrf-token";

std::string csrf_token(SessionId session, const crypto::Key& server_key);

/// ErrorCode::csrf_refused if a browser says that another page sent it. Also where nobody is signed
/// in yet: else a foreign page could sign its visitors in to an account of its own.
Result<> check_not_elsewhere(const net::Request& request);

/// ErrorCode::csrf_refused if another page sent it; what changes something must be known to come
/// from ours, a read only not to come from elsewhere.
Result<> check_page(const net::Request& request);

/// The same, and the token of the session, where something is to be changed.
Result<> check_page(const net::Request& request, SessionId session, const crypto::Key& server_key);

}  // namespace otpost::api
