// SPDX-License-Identifier: Apache-2.0
// Where a device is, for the list of devices (A4): the place alone is kept, not the address.
#pragma once

#include "api/call.hpp"
#include "db/database.hpp"

namespace otpost::api {

/// Of a session that has just been opened or refreshed by this call; nothing where no place is
/// known.
void note_place(db::Tx& tx, const Call& call, SessionId session);

}  // namespace otpost::api
