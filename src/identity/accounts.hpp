// SPDX-License-Identifier: Apache-2.0
// Accounts: registration (A1), roles and status, and how an admin finds them. Who may call what is
// decided by the routes; a change that takes rights away ends the account's sessions here (SEC-S3)
// and announces Topic::keys_changed with the account's id.
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/moment.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"
#include "identity/principal.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otpost::identity {

struct Account {
    AccountId id;
    std::string public_id;
    Personal email;
    std::string username;
    Role role = Role::user;
    AccountStatus status = AccountStatus::active;
    std::string plan;
    std::chrono::year_month_day birth_date;
    std::string terms_version;  ///< the one accepted
    WalletId wallet;
    Time created_at;
    std::optional<Time> email_verified_at;
};

/// No configuration goes below this age (A1).
inline constexpr int age_min_lowest = 16;

struct RegistrationRules {
    int age_min = 18;
    std::string terms_version;
    std::string plan = "free";
};

/// Whether it is still to be shown, by a code, that the email's owner reads it (A3).
enum class EmailProof : std::uint8_t { assumed, to_be_shown };

/// Whether nothing is left to be shown.
bool is_proved(const Account& account, EmailProof proof);

struct RegisterAccount {
    Personal email;
    std::string username;
    std::string password_hash;  ///< of PasswordHasher
    std::chrono::year_month_day birth_date;
    std::string terms_version;  ///< empty when the terms were not accepted
    WalletId wallet;            ///< its id alone; the caller opens it
    Role role = Role::user;
    EmailProof email_proof = EmailProof::assumed;
};

enum class RegistrationOutcome : std::uint8_t { created, email_taken };

/// The public answer must be the same for both outcomes: the owner of a taken email is told by
/// email, nobody else.
struct Registration {
    RegistrationOutcome outcome = RegistrationOutcome::created;
    std::optional<Account> account;  ///< when created
};

/// Everything but uniqueness: before the password is hashed. Looks at no store.
Result<> check_registration(
    const RegisterAccount& request, const RegistrationRules& rules, Time now
);

/// When created the caller opens `request.wallet` in the same transaction. A taken email commits
/// too: the username is held, so that a second try with it tells nothing.
Result<Registration> register_account(
    db::Tx& tx, const RegisterAccount& request, const RegistrationRules& rules, const Moment& moment
);

std::optional<Account> find_account(db::Tx& tx, AccountId id);
std::optional<Account> find_account_by_public_id(db::Tx& tx, std::string_view public_id);
std::optional<Account> find_account_by_wallet(db::Tx& tx, WalletId wallet);
std::optional<Account> find_account_by_email(db::Tx& tx, std::string_view email);

struct AccountSearch {
    std::string text;  ///< a public id, or the beginning of an email or username; empty: all
    AccountId before;  ///< the last one of the page before; 0 for the first page
    std::int64_t limit = 50;
};

/// Newest first; at most 200.
std::vector<Account> search_accounts(db::Tx& tx, const AccountSearch& search);

/// ErrorCode::not_found; ErrorCode::conflict if it would leave no active admin.
Result<> set_role(db::Tx& tx, AccountId account, Role role, Time now);
Result<> set_status(db::Tx& tx, AccountId account, AccountStatus status, Time now);

/// One that was proved. False if it is another account's.
bool set_email(db::Tx& tx, AccountId account, const Personal& email, Time now);

/// From now on; sessions go on. The caller knows which plans there are. ErrorCode::not_found.
Result<> set_plan(db::Tx& tx, AccountId account, std::string_view plan);

/// Ends every session too.
Result<> set_password_hash(db::Tx& tx, AccountId account, std::string_view hash, Time now);

/// One step of the sweeper; returns how many rows went.
std::int64_t purge_username_holds(db::Tx& tx, Time now, std::int64_t limit);

}  // namespace otpost::identity
