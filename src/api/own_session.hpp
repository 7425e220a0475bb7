// SPDX-License-Identifier: Apache-2.0
// The browser's session of a call, for what is done in the dashboard alone.
#pragma once

#include "api/call.hpp"
#include "base/error.hpp"

namespace otpost::api {

/// ErrorCode::forbidden for calls by API key.
Result<SessionId> own_session(const Call& call);

}  // namespace otpost::api
