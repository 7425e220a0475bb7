// SPDX-License-Identifier: Apache-2.0
// How the steps of signing in answer: signed in, with cookies, or asked for a second factor.
#pragma once

#include "api/account_mail.hpp"
#include "api/call.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/sign_in.hpp"
#include "net/http.hpp"

#include <optional>
#include <string_view>

namespace otpost::api {

/// The browser that signs in, by what it showed.
struct Browser {
    std::optional<Secret> device;      ///< the device token of an earlier sign-in
    std::optional<SessionId> session;  ///< it is signed in already
};

/// A session counts only if our own page sent it, as for signing out.
Browser browser_of(const net::Request& request, const crypto::Key& server_key, Time now);

struct SignInParts {
    const crypto::Key& server_key;
    const AccountMail& mail;
};

/// What goes with a session that was just opened: it takes the place of the browser's last one, and
/// is in the audit log, where `how` names the second factor; a device that was not seen before is
/// told to the owner, but for the one that has just registered.
void settle_sign_in(
    db::Tx& tx,
    const SignInParts& parts,
    const Call& call,
    const identity::SignedIn& signed_in,
    const Browser& browser,
    std::string_view how = {}
);

net::Response answer_signed_in(
    const identity::SignedIn& signed_in, const crypto::Key& server_key, const Moment& moment
);

/// The challenge goes into a cookie, for POST /v1/auth/second-factor.
net::Response answer_challenged(const Secret& challenge);

}  // namespace otpost::api
