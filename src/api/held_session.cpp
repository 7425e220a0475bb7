// SPDX-License-Identifier: Apache-2.0
#include "api/held_session.hpp"

#include "api/audit_entries.hpp"
#include "api/session_cookies.hpp"
#include "identity/access_tokens.hpp"

namespace otpost::api {

std::optional<SessionId> held_session(
    const net::Request& request, const crypto::Key& server_key, Time now
) {
    if (const auto refresh = shown_refresh(request, server_key)) return refresh->session;
    const auto text = shown_session(request);
    if (!text) return std::nullopt;
    const auto shown = identity::read_access_token(*text, server_key, now);
    if (!shown) return std::nullopt;
    return shown->session;
}

void end_held(db::Tx& tx, const Call& call, SessionId session) {
    const auto account = identity::end_held_session(tx, session, call.moment.now);
    if (!account) return;
    auto entry = entry_of(call, audit::Action::session_ended);
    entry.actor = audit::Actor::account(*account);
    entry.object = audit::Object::of(session);
    audit::append(tx, entry, call.moment);
}

}  // namespace otpost::api
