// SPDX-License-Identifier: Apache-2.0
#include "api/session_place.hpp"

#include "identity/sessions.hpp"

namespace otpost::api {

void note_place(db::Tx& tx, const Call& call, SessionId session) {
    if (call.places == nullptr || !call.places->is_known()) return;
    auto place = call.places->find(call.remote_ip);
    identity::place_session(tx, session, {std::move(place.country), std::move(place.city)});
}

}  // namespace otpost::api
