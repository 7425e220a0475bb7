// SPDX-License-Identifier: Apache-2.0
// Signing in, in two steps around the hash pool: start_sign_in counts the attempt and says which
// hash to check the password against, the pool checks it, finish_sign_in opens the session.
// Unknown email, wrong password and suspended account take the same steps and get the same answer
// (SEC-P5): always check the password, against the hash given, and always call both.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "crypto/hash.hpp"
#include "crypto/key.hpp"
#include "db/database.hpp"
#include "identity/accounts.hpp"
#include "identity/sessions.hpp"

#include <optional>
#include <string>

namespace otpost::identity {

struct StartSignIn {
    Personal email;
    std::optional<Secret> device;  ///< the device token the browser showed
    EmailProof proof = EmailProof::assumed;
};

struct SignInAttempt {
    std::optional<AccountId> account;
    std::string password_hash;    ///< the dummy's where there is no account
    crypto::Digest256 subject{};  ///< under which the attempt was counted
    EmailProof proof = EmailProof::assumed;
};

/// `dummy_hash` is PasswordHasher::dummy(). Counts the attempt as failed until finish_sign_in
/// says otherwise: many at once can't outrun the count. ErrorCode::too_many_requests with the
/// time to come back, for known and unknown emails alike. The transaction must commit.
Result<SignInAttempt> start_sign_in(
    db::Tx& tx,
    const StartSignIn& request,
    const crypto::Key& server_key,
    const std::string& dummy_hash,
    Time now
);

enum class PasswordCheck : std::uint8_t { matches, differs };

struct SignedIn {
    Account account;
    OpenedSession session;
};

/// The password's part alone, for who has to show more: ends the count of failures, and opens no
/// session. Refuses as finish_sign_in.
Result<Account> accept_password(db::Tx& tx, const SignInAttempt& attempt, PasswordCheck password);

/// ErrorCode::invalid_credentials unless the password matches, is still the account's, the account
/// is active and, where that is asked for, its email was proved: else registering with an email and
/// signing in would tell whether the email was known before.
Result<SignedIn> finish_sign_in(
    db::Tx& tx,
    const SignInAttempt& attempt,
    PasswordCheck password,
    std::string_view user_agent,
    const Moment& moment
);

/// The session that a confirmation takes the place of, and whose it is.
struct Replaced {
    AccountId account;
    SessionId session;
};

/// Who is signed in has proved it again: a new session, and the one before ends (SEC-S3).
/// ErrorCode::invalid_credentials as above; ErrorCode::unauthenticated if it has ended meanwhile.
Result<SignedIn> finish_confirmation(
    db::Tx& tx,
    const SignInAttempt& attempt,
    PasswordCheck password,
    const Replaced& replaced,
    std::string_view user_agent,
    const Moment& moment
);

/// It was no failure, and opens no session either.
void forget_attempt(db::Tx& tx, const SignInAttempt& attempt);

/// After a new password was chosen by who reads the email: the waits of the old one are over.
void forget_sign_in_failures(db::Tx& tx, const Personal& email, const crypto::Key& server_key);

/// One step of the sweeper; returns how many counts went.
std::int64_t purge_sign_in_failures(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
