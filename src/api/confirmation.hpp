// SPDX-License-Identifier: Apache-2.0
// Proving again who is signed in, for routes that ask for a recent sign-in (StepUp, SEC-S11): the
// password is checked as at sign-in, with the same slow-down, then a code where two-factor sign-in
// is on, and the session is replaced by a new one (SEC-S3).
#pragma once

#include "api/account_mail.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "crypto/hash_pool.hpp"
#include "identity/sign_in.hpp"

namespace otpost::api {

struct ConfirmationSetup {
    db::Database& database;
    crypto::HashPool& pool;
    const crypto::PasswordHasher& hasher;
    const crypto::Key& server_key;
    const AccountMail& mail;
};

class ConfirmationRoutes {
public:
    explicit ConfirmationRoutes(const ConfirmationSetup& setup) : setup_(setup) {}

    void add_to(Routes& routes);

private:
    awaitable<net::Response> confirm(net::Request& request, Call& call);
    awaitable<Result<identity::SignedIn>> check(
        Call& call, ConfirmRequest request, std::optional<Secret> device
    );
    Result<> prove_factor(
        db::Tx& tx,
        const Call& call,
        const identity::SignInAttempt& attempt,
        const std::optional<std::string>& code
    ) const;

    ConfirmationSetup setup_;
};

}  // namespace otpost::api
