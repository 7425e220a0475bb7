// SPDX-License-Identifier: Apache-2.0
// Register and sign in. Answers never tell whether an email is known: the same words, the
// same work (A2, SEC-P5). Sign-in is slowed per address (LimitClass::sign_in) and per account
// before any hashing.
#pragma once

#include "api/account_mail.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "api/sign_in_answers.hpp"
#include "api/views.hpp"
#include "crypto/hash_pool.hpp"
#include "identity/accounts.hpp"
#include "identity/password_rules.hpp"
#include "identity/sign_in.hpp"

#include <variant>

namespace otpost::api {

struct AuthSetup {
    db::Database& database;
    crypto::HashPool& pool;
    const crypto::PasswordHasher& hasher;
    const crypto::Key& server_key;
    const AccountMail& mail;
    const Clock& clock;
    identity::RegistrationRules registration;
    identity::PasswordRules passwords;
    std::string currency;
};

AccountView account_view(const identity::Account& account);

/// What a right password leads to: a session, or the challenge of a second factor.
using FirstStep = std::variant<identity::SignedIn, Secret>;

class AuthRoutes {
public:
    explicit AuthRoutes(AuthSetup setup) : setup_(std::move(setup)) {}

    void add_to(Routes& routes);

private:
    awaitable<Result<StatusView>> register_account(Call& call, RegisterRequest request);
    awaitable<net::Response> sign_in(net::Request& request, Call& call);
    awaitable<Result<FirstStep>> check_sign_in(
        Call& call, SignInRequest request, const Browser& browser
    );

    AuthSetup setup_;
};

}  // namespace otpost::api
