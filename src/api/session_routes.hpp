// SPDX-License-Identifier: Apache-2.0
// What a browser does with its session (A4): trade the refresh token for new tokens, sign out, list
// the signed-in devices and end them. Refreshing and signing out are open to whoever holds a
// refresh token, and no less to our own page alone (SEC-S9, SEC-S10).
#pragma once

#include "api/account_mail.hpp"
#include "api/route.hpp"
#include "crypto/key.hpp"
#include "identity/refresh.hpp"

namespace otpost::api {

struct SessionSetup {
    db::Database& database;
    const crypto::Key& server_key;
    const AccountMail& mail;
};

class SessionRoutes {
public:
    explicit SessionRoutes(const SessionSetup& setup) : setup_(setup) {}

    void add_to(Routes& routes);

private:
    awaitable<net::Response> refresh(net::Request& request, Call& call);
    awaitable<net::Response> sign_out(net::Request& request, Call& call);
    void tell_of_reuse(db::Tx& tx, const Call& call, const identity::OpenedSession& ended) const;

    SessionSetup setup_;
};

}  // namespace otpost::api
