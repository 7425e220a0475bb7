// SPDX-License-Identifier: Apache-2.0
// What strangers may do who read an account's email: confirm it, and choose a new password (A3,
// SEC-P7). Asking for a code is answered alike whether there is an account or not, and so is a code
// that is wrong, too old, or of no account.
#pragma once

#include "api/account_mail.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "api/views.hpp"
#include "crypto/hash_pool.hpp"
#include "identity/email_requests.hpp"
#include "identity/password_rules.hpp"

namespace otpost::api {

class EmailRoutes {
public:
    /// They outlive it.
    struct Setup {
        db::Database& database;
        crypto::HashPool& pool;
        const crypto::Key& server_key;
        const AccountMail& mail;
        identity::PasswordRules passwords;
    };

    explicit EmailRoutes(Setup setup) : setup_(std::move(setup)) {}

    void add_to(Routes& routes);

private:
    struct Proven;

    awaitable<Result<StatusView>> request(
        Call& call, EmailRequest request, identity::EmailRequestKind kind
    );
    awaitable<Result<StatusView>> verify(Call& call, VerifyEmailRequest request);
    awaitable<Result<Proven>> prove(Call& call, const Personal& email, const Secret& code);
    awaitable<Result<StatusView>> reset(Call& call, ResetPasswordRequest request);

    Setup setup_;
};

}  // namespace otpost::api
