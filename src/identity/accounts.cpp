// SPDX-License-Identifier: Apache-2.0
#include "identity/accounts.hpp"

#include "identity/identity_sql.hpp"
#include "identity/names.hpp"
#include "identity/sessions.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

namespace otpost::identity {

namespace sql = otpost::sql::identity;

namespace {

using std::chrono::year_month_day;

constexpr int public_id_tries = 8;
constexpr std::int64_t search_limit_max = 200;
constexpr std::chrono::days username_hold{30};
constexpr std::chrono::year birth_year_min{1900};

std::string format_date(year_month_day date) {
    char buffer[40];
    const int written = std::snprintf(
        buffer,
        sizeof buffer,
        "%04d-%02u-%02u",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
    return {buffer, static_cast<std::size_t>(written)};
}

year_month_day stored_date(std::string_view text) {
    const auto midnight = parse_rfc3339(std::string{text} + "T00:00:00Z");
    if (!midnight) throw db::Corruption{"account.birth_date is no date"};
    return year_month_day{std::chrono::floor<std::chrono::days>(*midnight)};
}

/// Birthdays of 29 February count on 1 March in other years.
int age_on(year_month_day today, year_month_day birth_date) {
    const bool had_birthday =
        std::pair{today.month(), today.day()} >= std::pair{birth_date.month(), birth_date.day()};
    return static_cast<int>(today.year()) - static_cast<int>(birth_date.year()) -
           (had_birthday ? 0 : 1);
}

Result<> check_age(year_month_day birth_date, const RegistrationRules& rules, Time now) {
    const year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    if (!birth_date.ok() || birth_date.year() < birth_year_min || birth_date > today)
        return refuse(ErrorCode::validation_failed, "The date of birth is not a possible date.");
    const int age_min = std::max(rules.age_min, age_min_lowest);
    if (age_on(today, birth_date) < age_min)
        return refuse(
            ErrorCode::age_too_low,
            "You must be at least " + std::to_string(age_min) + " years old."
        );
    return {};
}

Account from_row(const db::Row& row) {
    const auto role = parse_role(row.text(4));
    const auto status = parse_account_status(row.text(5));
    if (!role || !status) throw db::Corruption{"account.role or account.status is unknown"};
    return {
        .id = row.id<AccountId>(0),
        .public_id = std::string{row.text(1)},
        .email = Personal{std::string{row.text(2)}},
        .username = std::string{row.text(3)},
        .role = *role,
        .status = *status,
        .plan = std::string{row.text(6)},
        .birth_date = stored_date(row.text(7)),
        .terms_version = std::string{row.text(8)},
        .wallet = row.id<WalletId>(9),
        .created_at = row.time(10),
        .email_verified_at = row.optional_time(11),
    };
}

bool exists(db::Tx& tx, const db::Statement& statement, const auto&... args) {
    return tx.one(statement, [](const db::Row&) { return true; }, args...).has_value();
}

/// The checked names of a registration.
struct Keys {
    std::string email;
    std::string username;
};

Result<Keys> keys_of(const RegisterAccount& request) {
    auto email = email_key(request.email.reveal());
    if (!email) return refuse(ErrorCode::email_invalid, "This is not an email address.");
    auto username = username_key(request.username);
    if (!username)
        return refuse(
            ErrorCode::validation_failed,
            "A username has 3 to 32 letters, digits, - or _ and begins with a letter."
        );
    if (request.role == Role::user && is_reserved_username(*username))
        return refuse(ErrorCode::username_taken, "This username is taken. Choose another.");
    return Keys{std::move(*email), std::move(*username)};
}

/// Whether the row is in; not if a unique column refused it.
bool insert(db::Tx& tx, const Account& account, const Keys& keys, const RegisterAccount& request) {
    return tx.exec(
               sql::insert_account,
               account.id,
               account.public_id,
               account.email.reveal(),
               keys.email,
               account.username,
               keys.username,
               request.password_hash,
               to_string(account.role),
               account.plan,
               format_date(account.birth_date),
               account.terms_version,
               account.created_at,
               account.wallet,
               account.email_verified_at
           ) == 1;
}

/// Without an active admin nobody could give the role back.
Result<> check_admin_remains(db::Tx& tx, const Account& account) {
    if (account.role != Role::admin || account.status != AccountStatus::active) return {};
    if (exists(tx, sql::other_active_admins, account.id)) return {};
    return refuse(ErrorCode::conflict, "This is the last active admin. Make another one first.");
}

Result<Account> existing(db::Tx& tx, AccountId id) {
    auto account = find_account(tx, id);
    if (!account) return refuse(ErrorCode::not_found, "There is no such account.");
    return std::move(*account);
}

}  // namespace

bool is_proved(const Account& account, EmailProof proof) {
    switch (proof) {
        case EmailProof::assumed:
            return true;
        case EmailProof::to_be_shown:
            return account.email_verified_at.has_value();
    }
    std::unreachable();
}

Result<> check_registration(
    const RegisterAccount& request, const RegistrationRules& rules, Time now
) {
    CHECK(keys_of(request));
    CHECK(check_age(request.birth_date, rules, now));
    if (request.terms_version.empty() || request.terms_version != rules.terms_version)
        return refuse(
            ErrorCode::terms_not_accepted,
            "Accept version " + rules.terms_version + " of the terms to register."
        );
    return {};
}

Result<Registration> register_account(
    db::Tx& tx, const RegisterAccount& request, const RegistrationRules& rules, const Moment& moment
) {
    CHECK(check_registration(request, rules, moment.now));
    TRY(const Keys keys, keys_of(request));
    Account account{
        .id = moment.ids.make<AccountId>(),
        .public_id = {},
        .email = request.email,
        .username = request.username,
        .role = request.role,
        .status = AccountStatus::active,
        .plan = rules.plan,
        .birth_date = request.birth_date,
        .terms_version = request.terms_version,
        .wallet = request.wallet,
        .created_at = moment.now,
        .email_verified_at = {},
    };
    if (request.email_proof == EmailProof::assumed) account.email_verified_at = moment.now;
    for (int i = 0; i < public_id_tries; ++i) {
        if (exists(tx, sql::username_exists, keys.username, moment.now))
            return refuse(ErrorCode::username_taken, "This username is taken. Choose another.");
        account.public_id = make_public_id(moment.random);
        if (insert(tx, account, keys, request))
            return Registration{RegistrationOutcome::created, std::move(account)};
        if (exists(tx, sql::email_exists, keys.email)) {
            tx.send(sql::hold_username, keys.username, moment.now + username_hold);
            return Registration{RegistrationOutcome::email_taken, std::nullopt};
        }
    }
    throw db::Conflict{"account.public_id", "no free public id was found"};
}

std::optional<Account> find_account(db::Tx& tx, AccountId id) {
    return tx.one(sql::account_by_id, from_row, id);
}

std::optional<Account> find_account_by_public_id(db::Tx& tx, std::string_view public_id) {
    const auto id = parse_public_id(public_id);
    return id ? tx.one(sql::account_by_public_id, from_row, *id) : std::nullopt;
}

std::optional<Account> find_account_by_wallet(db::Tx& tx, WalletId wallet) {
    return tx.one(sql::account_by_wallet, from_row, wallet);
}

std::optional<Account> find_account_by_email(db::Tx& tx, std::string_view email) {
    const auto key = email_key(email);
    return key ? tx.one(sql::account_by_email, from_row, *key) : std::nullopt;
}

std::vector<Account> search_accounts(db::Tx& tx, const AccountSearch& search) {
    std::string pattern;
    for (const char c : search.text) {
        if (c < 0x20 || c > 0x7E) return {};  // no email or username has it
        if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
        pattern.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    const std::int64_t before =
        search.before ? search.before.value() : std::numeric_limits<std::int64_t>::max();
    return tx.all(
        sql::search_accounts,
        from_row,
        parse_public_id(search.text).value_or(""),
        pattern + "%",
        before,
        std::clamp<std::int64_t>(search.limit, 1, search_limit_max)
    );
}

Result<> set_role(db::Tx& tx, AccountId id, Role role, Time now) {
    TRY(const Account account, existing(tx, id));
    if (role == account.role) return {};
    CHECK(check_admin_remains(tx, account));
    tx.exec(sql::set_role, id, to_string(role));
    end_sessions(tx, id, now);
    return {};
}

Result<> set_status(db::Tx& tx, AccountId id, AccountStatus status, Time now) {
    TRY(const Account account, existing(tx, id));
    if (status == account.status) return {};
    if (status == AccountStatus::suspended) CHECK(check_admin_remains(tx, account));
    tx.exec(sql::set_status, id, to_string(status));
    end_sessions(tx, id, now);
    return {};
}

bool set_email(db::Tx& tx, AccountId id, const Personal& email, Time now) {
    const auto key = email_key(email.reveal());
    if (!key || tx.exec(sql::set_email, id, email.reveal(), *key, now) == 0) return false;
    tx.announce({db::Announcement::Topic::keys_changed, id.value()});
    return true;
}

Result<> set_plan(db::Tx& tx, AccountId id, std::string_view plan) {
    if (tx.exec(sql::set_plan, id, plan) == 0)
        return refuse(ErrorCode::not_found, "There is no such account.");
    tx.announce({db::Announcement::Topic::keys_changed, id.value()});
    return {};
}

Result<> set_password_hash(db::Tx& tx, AccountId id, std::string_view hash, Time now) {
    if (tx.exec(sql::set_password_hash, id, hash) == 0)
        return refuse(ErrorCode::not_found, "There is no such account.");
    end_sessions(tx, id, now);
    return {};
}

std::int64_t purge_username_holds(db::Tx& tx, Time now, std::int64_t limit) {
    return tx.exec(sql::purge_username_holds, now, limit);
}

}  // namespace otpost::identity
