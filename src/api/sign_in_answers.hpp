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

/// In the audit log; `how` names the second factor, if there was one.
void record_sign_in(
    db::Tx& tx, const Call& call, const identity::SignedIn& signed_in, std::string_view how = {}
);

struct NewDeviceParts {
    const crypto::Key& server_key;
    const AccountMail& mail;
};

/// By email, unless the browser showed the device token of an earlier sign-in. Who has just
/// registered is not told of the browser that did it.
void tell_of_new_device(
    db::Tx& tx,
    const NewDeviceParts& parts,
    const Call& call,
    const identity::SignedIn& signed_in,
    const std::optional<Secret>& device
);

net::Response answer_signed_in(
    const identity::SignedIn& signed_in, const crypto::Key& server_key, const Moment& moment
);

/// The challenge goes into a cookie, for POST /v1/auth/second-factor.
net::Response answer_challenged(const Secret& challenge);

}  // namespace otpost::api
