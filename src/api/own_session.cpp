// SPDX-License-Identifier: Apache-2.0
#include "api/own_session.hpp"

namespace otpost::api {

Result<SessionId> own_session(const Call& call) {
    if (call.principal.session) return *call.principal.session;
    return refuse(
        ErrorCode::forbidden, "This is done in the dashboard, signed in; an API key can't do it."
    );
}

}  // namespace otpost::api
