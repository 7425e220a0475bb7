// SPDX-License-Identifier: Apache-2.0
#include "identity/sign_in.hpp"

#include "identity/devices.hpp"
#include "identity/identity_sql.hpp"
#include "identity/names.hpp"
#include "identity/sign_in_limits.hpp"
#include "identity/stored_principal.hpp"

namespace otpost::identity {

namespace sql = otpost::sql::identity;

namespace {

/// More than nodes of one store may differ by; else asking one after the other would outrun waits.
constexpr std::chrono::minutes clocks_differ_max{1};

struct Credentials {
    AccountId account;
    std::string password_hash;
};

Credentials credentials_from_row(const db::Row& row) {
    return {row.id<AccountId>(0), std::string{row.text(1)}};
}

std::string hash_from_row(const db::Row& row) {
    return std::string{row.text(0)};
}

struct Failures {
    std::int64_t count;
    Time last_at;
    Time retry_at;
};

Failures failures_from_row(const db::Row& row) {
    return {row.int64(0), row.time(1), row.time(2)};
}

crypto::Digest256 subject_of_stranger(std::string_view key, const crypto::Key& server_key) {
    return crypto::hmac_sha256(server_key.reveal(), {"sign-in email:", key});
}

/// Strangers are counted by the email they try, known devices each for itself.
crypto::Digest256 subject_of(
    std::string_view key,
    const std::optional<Credentials>& found,
    const StartSignIn& request,
    const crypto::Key& server_key
) {
    if (found && request.device)
        if (const auto nonce = device_nonce(*request.device, found->account, server_key))
            return crypto::hmac_sha256(server_key.reveal(), {"sign-in device:", *nonce});
    return subject_of_stranger(key, server_key);
}

Result<> count_attempt(db::Tx& tx, std::span<const std::byte> subject, Time now) {
    tx.send(sql::expect_sign_in, subject, now);
    const auto before = tx.one(sql::sign_in_failures, failures_from_row, subject);
    if (!before) throw db::Corruption{"sign_in_failure has lost a row"};
    // Counted before the clock was set back: the wait would last as long as the clock jumped.
    const bool is_ahead = before->last_at - now > clocks_differ_max;
    if (now < before->retry_at && !is_ahead)
        return refuse_until(
            ErrorCode::too_many_requests,
            "Too many attempts in a row. Wait, or sign in on a device that you used before.",
            before->retry_at
        );
    const bool forgotten = now - before->last_at >= failure_memory;
    const std::int64_t count = forgotten ? 1 : before->count + 1;
    tx.send(sql::count_sign_in, subject, count, now, now + wait_after(count));
    return {};
}

}  // namespace

Result<SignInAttempt> start_sign_in(
    db::Tx& tx,
    const StartSignIn& request,
    const crypto::Key& server_key,
    const std::string& dummy_hash,
    Time now
) {
    // What is no address has no account either, and takes the same way.
    const std::string key = email_key(request.email.reveal()).value_or("");
    const auto found = tx.one(sql::credentials_by_email, credentials_from_row, key);
    SignInAttempt attempt;
    attempt.subject = subject_of(key, found, request, server_key);
    CHECK(count_attempt(tx, attempt.subject, now));
    if (found) attempt.account = found->account;
    attempt.password_hash = found ? found->password_hash : dummy_hash;
    attempt.proof = request.proof;
    return attempt;
}

Result<Account> accept_password(db::Tx& tx, const SignInAttempt& attempt, PasswordCheck password) {
    const AccountId id = attempt.account.value_or(AccountId{});
    const auto hash = tx.one(sql::lock_password_hash, hash_from_row, id);
    auto account = find_account(tx, id);
    if (!account || hash != attempt.password_hash || password != PasswordCheck::matches ||
        account->status != AccountStatus::active || !is_proved(*account, attempt.proof))
        return refuse(ErrorCode::invalid_credentials, "The email or the password is wrong.");
    tx.send(sql::clear_sign_in_failures, std::span<const std::byte>{attempt.subject});
    return std::move(*account);
}

Result<SignedIn> finish_sign_in(
    db::Tx& tx,
    const SignInAttempt& attempt,
    PasswordCheck password,
    std::string_view user_agent,
    const Moment& moment
) {
    TRY(Account account, accept_password(tx, attempt, password));
    OpenedSession session = open_session(tx, account.id, user_agent, moment);
    return SignedIn{std::move(account), std::move(session)};
}

Result<SignedIn> finish_confirmation(
    db::Tx& tx,
    const SignInAttempt& attempt,
    PasswordCheck password,
    const Replaced& replaced,
    std::string_view user_agent,
    const Moment& moment
) {
    if (attempt.account != replaced.account) return refuse_unauthenticated();
    if (password == PasswordCheck::matches &&
        !end_session(tx, replaced.account, replaced.session, moment.now))
        return refuse_unauthenticated();
    return finish_sign_in(tx, attempt, password, user_agent, moment);
}

void forget_attempt(db::Tx& tx, const SignInAttempt& attempt) {
    tx.send(sql::clear_sign_in_failures, std::span<const std::byte>{attempt.subject});
}

void forget_sign_in_failures(db::Tx& tx, const Personal& email, const crypto::Key& server_key) {
    const auto subject = subject_of_stranger(email_key(email.reveal()).value_or(""), server_key);
    tx.send(sql::clear_sign_in_failures, std::span<const std::byte>{subject});
}

std::int64_t purge_sign_in_failures(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_sign_in_failures, now - failure_memory, limit);
}

}  // namespace otpost::identity
