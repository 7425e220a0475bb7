// SPDX-License-Identifier: Apache-2.0
// What a signed-in person changes of how they sign in: password and email (A3). Both ask for a
// recent sign-in (SEC-S11), and both are told by email to who had the account until now.
#pragma once

#include "api/account_mail.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "api/views.hpp"
#include "crypto/hash_pool.hpp"
#include "identity/password_rules.hpp"
#include "identity/sign_in.hpp"

namespace otpost::api {

class AccountCredentials {
public:
    /// They outlive it.
    struct Setup {
        db::Database& database;
        crypto::HashPool& pool;
        const crypto::PasswordHasher& hasher;
        const crypto::Key& server_key;
        const AccountMail& mail;
        identity::PasswordRules passwords;
    };

    explicit AccountCredentials(Setup setup) : setup_(std::move(setup)) {}

    void add_to(Routes& routes);

private:
    awaitable<net::Response> put_password(net::Request& request, Call& call);
    awaitable<Result<identity::OpenedSession>> change_password(
        Call& call, ChangePasswordRequest request, std::optional<Secret> device
    );
    /// The account, after its password was shown.
    awaitable<Result<identity::SignInAttempt>> check_password(
        Call& call, Secret password, std::optional<Secret> device
    );
    Result<identity::OpenedSession> store_password(
        db::Tx& tx, const Call& call, const identity::SignInAttempt& attempt, std::string_view hash
    ) const;
    Result<StatusView> ask_for_email(db::Tx& tx, const Call& call, const EmailRequest& request)
        const;
    awaitable<net::Response> confirm_email(net::Request& request, Call& call);
    awaitable<Result<AccountView>> try_code(Call& call, EmailCodeRequest request);

    Setup setup_;
};

}  // namespace otpost::api
