// SPDX-License-Identifier: Apache-2.0
// Entries of the audit log from calls: who asks and from where, and which answers are refusals that
// it tells of (SEC-L2).
#pragma once

#include "api/call.hpp"
#include "api/route.hpp"
#include "audit/audit.hpp"
#include "identity/sessions.hpp"
#include "net/http.hpp"

#include <optional>

namespace otpost::api {

/// With actor, address, browser and request id of the call.
audit::Entry entry_of(const Call& call, audit::Action action);

/// Appends it, with its object: the last of what a call does in its transaction.
void record(db::Tx& tx, const Call& call, audit::Action action, audit::Object object);

/// Of the sessions that had to go for a new one.
void record_ended(db::Tx& tx, const Call& call, const identity::OpenedSession& opened);

/// An entry for an answer that refused the caller's credential or rights, or hit a limit; nothing
/// for any other. Failed sign-ins have their entry already, and who shows no credential at all is
/// only asked to sign in.
std::optional<audit::Entry> refusal_of(
    const RouteSpec& route,
    const net::Request& request,
    const Call& call,
    const net::Response& response
);

}  // namespace otpost::api
