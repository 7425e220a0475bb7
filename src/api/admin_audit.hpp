// SPDX-License-Identifier: Apache-2.0
// The audit log for administrators (A9): pages, newest first, by account and by action. What an
// entry tells of a person is shown while it is there.
#pragma once

#include "api/route.hpp"

namespace otpost::api {

void add_admin_audit_routes(Routes& routes);

}  // namespace otpost::api
