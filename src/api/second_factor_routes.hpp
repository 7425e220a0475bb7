// SPDX-License-Identifier: Apache-2.0
// The second factor of the account that asks (A5): set it up, see it, make new recovery codes, turn
// it off. From browser sessions only. Seeds and recovery codes are in the first answer alone: what
// is kept for repeated requests doesn't have them.
#pragma once

#include "api/account_mail.hpp"
#include "api/requests.hpp"
#include "api/route.hpp"
#include "api/second_factor_views.hpp"
#include "crypto/hash_pool.hpp"
#include "identity/password_rules.hpp"
#include "identity/second_factor.hpp"
#include "identity/sign_in.hpp"

#include <string>

namespace otpost::api {

struct SecondFactorSetup {
    db::Database& database;
    crypto::HashPool& pool;
    const crypto::PasswordHasher& hasher;
    const crypto::Key& server_key;
    const AccountMail& mail;
    std::string brand;  ///< what the app calls us
    identity::PasswordRules passwords;
    identity::second_factor::RequiredFor required_for;
};

class SecondFactorRoutes {
public:
    explicit SecondFactorRoutes(SecondFactorSetup setup) : setup_(std::move(setup)) {}

    void add_to(Routes& routes);

private:
    bool is_required(const Call& call) const;
    Result<SecondFactorView> state(db::Tx& tx, const Call& call) const;
    Result<EnrolmentView> start(db::Tx& tx, const Call& call) const;
    Result<RecoveryCodesView> confirm(
        db::Tx& tx, const Call& call, const SecondFactorCodeRequest& request
    ) const;
    Result<RecoveryCodesView> renew_codes(db::Tx& tx, const Call& call) const;
    awaitable<net::Response> answer_turn_off(net::Request& request, Call& call);
    awaitable<Result<>> turn_off(Call& call, TurnOffSecondFactorRequest request);
    Result<identity::SignInAttempt> begin_turning_off(
        db::Tx& tx, const Call& call, const Secret& password
    ) const;
    Result<> finish_turning_off(
        db::Tx& tx,
        const Call& call,
        const identity::SignInAttempt& attempt,
        const std::string& code
    ) const;

    SecondFactorSetup setup_;
};

}  // namespace otpost::api
