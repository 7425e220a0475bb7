// SPDX-License-Identifier: Apache-2.0
// The second step of signing in (A5): who has shown the password, which the challenge cookie
// proves, shows a code of the app or a recovery code.
#pragma once

#include "api/account_mail.hpp"
#include "api/route.hpp"
#include "api/second_factor_views.hpp"
#include "api/sign_in_answers.hpp"
#include "api/views.hpp"
#include "identity/sign_in.hpp"

namespace otpost::api {

class SecondStepRoutes {
public:
    /// What is borrowed outlives it.
    SecondStepRoutes(db::Database& database, const crypto::Key& server_key, const AccountMail& mail)
        : database_(database),
          server_key_(server_key),
          mail_(mail) {}

    void add_to(Routes& routes);

private:
    /// By cookies.
    struct Shown {
        Secret challenge;
        Browser browser;
    };

    awaitable<net::Response> sign_in(net::Request& request, Call& call);
    Result<identity::SignedIn> check(
        db::Tx& tx, const Call& call, const Shown& shown, const std::string& code
    ) const;

    db::Database& database_;
    const crypto::Key& server_key_;
    const AccountMail& mail_;
};

}  // namespace otpost::api
