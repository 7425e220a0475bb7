// SPDX-License-Identifier: Apache-2.0
#include "identity/accounts.hpp"

#include "identity/identity_fixture.hpp"
#include "identity/identity_sql.hpp"
#include "identity/names.hpp"

#include <gtest/gtest.h>

namespace otpost::identity {
namespace {

namespace sql = otpost::sql::identity;

using AccountTest = IdentityTest;
INSTANTIATE_TEST_SUITE_P(
    Engines, AccountTest, otpost::testing::all_engines, otpost::testing::engine_name
);

TEST_P(AccountTest, A1_RegisterGivesAPublicIdAndKeepsWhatWasGiven) {
    const Account made = register_one("Ada");
    EXPECT_EQ(made.public_id.size(), 8U);
    EXPECT_EQ(parse_public_id(made.public_id), made.public_id);
    const Account found = read([&](db::Tx& tx) { return find_account(tx, made.id); }).value();
    EXPECT_EQ(found.public_id, made.public_id);
    EXPECT_EQ(found.email.reveal(), "Ada@example.com");
    EXPECT_EQ(found.username, "Ada");
    EXPECT_EQ(found.role, Role::user);
    EXPECT_EQ(found.status, AccountStatus::active);
    EXPECT_EQ(found.plan, "free");
    EXPECT_EQ(found.birth_date, made.birth_date);
    EXPECT_EQ(found.terms_version, "2026-01");
    EXPECT_EQ(found.wallet, made.wallet);
    EXPECT_EQ(found.created_at, start);
}

TEST_P(AccountTest, A1_EmailAndUsernameAreUniqueInAnySpelling) {
    register_one("ada");
    RegisterAccount same_email = request("grace");
    same_email.email = Personal{"ADA@Example.COM"};
    const Registration registration = try_register(same_email).value();
    EXPECT_EQ(registration.outcome, RegistrationOutcome::email_taken);
    EXPECT_FALSE(registration.account);
    RegisterAccount same_name = request("other");
    same_name.username = "ADA";
    EXPECT_EQ(try_register(same_name).error().code, ErrorCode::username_taken);
}

TEST_P(AccountTest, SEC_P5_ASecondTryWithTheUsernameTellsNothingAboutTheEmail) {
    register_one("ada");
    for (const char* email : {"ada@example.com", "new@example.com"}) {
        RegisterAccount first = request(email[0] == 'a' ? "probe1" : "probe2");
        first.email = Personal{email};
        EXPECT_TRUE(try_register(first));
        RegisterAccount second = request("second");
        second.username = first.username;
        EXPECT_EQ(try_register(second).error().code, ErrorCode::username_taken) << email;
    }
    clock.advance(std::chrono::days{31});
    EXPECT_EQ(write([&](db::Tx& tx) { return purge_username_holds(tx, clock.now(), 10); }), 1);
    EXPECT_TRUE(try_register(request("probe1")));
}

TEST_P(AccountTest, A1_TooYoungIsRefused) {
    RegisterAccount young = request("young");
    const auto code = [&](std::chrono::year_month_day date) {
        young.birth_date = date;
        const auto result = check_registration(young, rules, clock.now());
        return result ? std::string_view{"fine"} : to_string(result.error().code);
    };
    using std::chrono::year;
    EXPECT_EQ(code(year{2008} / 11 / 22), "fine");
    EXPECT_EQ(code(year{2008} / 11 / 23), "age_too_low");
    EXPECT_EQ(code(year{2030} / 1 / 1), "validation_failed");
    EXPECT_EQ(code(year{1899} / 12 / 31), "validation_failed");
    EXPECT_EQ(code(year{2001} / 2 / 30), "validation_failed");
    rules.age_min = 5;
    EXPECT_EQ(code(year{2010} / 11 / 23), "age_too_low");
    EXPECT_EQ(code(year{2010} / 11 / 22), "fine");
    clock.set(Time{std::chrono::sys_days{year{2026} / 2 / 28}});
    rules.age_min = 18;
    EXPECT_EQ(code(year{2008} / 2 / 29), "age_too_low");
    clock.advance(24h);
    EXPECT_EQ(code(year{2008} / 2 / 29), "fine");
}

TEST_P(AccountTest, A1_TermsMustBeAcceptedInTheirCurrentVersion) {
    for (const char* version : {"", "2025-01"}) {
        RegisterAccount refusing = request("ada");
        refusing.terms_version = version;
        EXPECT_EQ(try_register(refusing).error().code, ErrorCode::terms_not_accepted);
    }
}

TEST_P(AccountTest, A1_NamesOfTheHouseAreTaken) {
    RegisterAccount admin = request("Support");
    EXPECT_EQ(try_register(admin).error().code, ErrorCode::username_taken);
    admin.role = Role::admin;
    EXPECT_TRUE(try_register(admin));
}

TEST_P(AccountTest, is_found_by_what_people_know) {
    const Account ada = register_one("Ada");
    const Account adam = register_one("adam_99");
    const auto ids_of = [&](std::string_view text, AccountId before = {}, std::int64_t limit = 10) {
        std::vector<AccountId> found;
        const AccountSearch search{std::string{text}, before, limit};
        for (const Account& account : read([&](db::Tx& tx) { return search_accounts(tx, search); }))
            found.push_back(account.id);
        return found;
    };
    using Ids = std::vector<AccountId>;
    EXPECT_EQ(ids_of(""), (Ids{adam.id, ada.id}));
    EXPECT_EQ(ids_of("ADA"), (Ids{adam.id, ada.id}));
    EXPECT_EQ(ids_of("adam_"), Ids{adam.id});
    EXPECT_EQ(ids_of("ad%m"), Ids{});
    EXPECT_EQ(ids_of("ada_"), Ids{});
    EXPECT_EQ(ids_of(ada.public_id), Ids{ada.id});
    EXPECT_EQ(ids_of("", {}, 1), Ids{adam.id});
    EXPECT_EQ(ids_of("", adam.id), Ids{ada.id});
    read([&](db::Tx& tx) {
        EXPECT_EQ(find_account_by_email(tx, "ADA@example.com")->id, ada.id);
        EXPECT_EQ(find_account_by_public_id(tx, ada.public_id)->id, ada.id);
        EXPECT_FALSE(find_account_by_public_id(tx, "U-222222"));
        EXPECT_FALSE(find_account(tx, AccountId{7}));
        return 0;
    });
}

TEST_P(AccountTest, SEC_S3_ARoleOrStatusChangeEndsEverySession) {
    const Account account = register_one("ada");
    const OpenedSession before = open(account);
    write([&](db::Tx& tx) { return set_role(tx, account.id, Role::operator_, clock.now()); }
    ).value();
    EXPECT_EQ(authenticate(before).error().code, ErrorCode::unauthenticated);
    EXPECT_TRUE(was_announced(account.id));
    const OpenedSession after = open(account);
    EXPECT_EQ(authenticate(after)->principal.role, Role::operator_);
    write([&](db::Tx& tx) {
        return set_status(tx, account.id, AccountStatus::suspended, clock.now());
    }).value();
    EXPECT_EQ(authenticate(after).error().code, ErrorCode::unauthenticated);
    const auto unknown =
        write([&](db::Tx& tx) { return set_role(tx, AccountId{7}, Role::admin, clock.now()); });
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

TEST_P(AccountTest, A6_TheLastActiveAdminStays) {
    const Account only = register_one("boss", Role::admin);
    const auto demote = [&](const Account& account) {
        return write([&](db::Tx& tx) { return set_role(tx, account.id, Role::user, clock.now()); });
    };
    const auto suspend = [&](const Account& account) {
        return write([&](db::Tx& tx) {
            return set_status(tx, account.id, AccountStatus::suspended, clock.now());
        });
    };
    EXPECT_EQ(demote(only).error().code, ErrorCode::conflict);
    EXPECT_EQ(suspend(only).error().code, ErrorCode::conflict);
    const Account second = register_one("second", Role::admin);
    EXPECT_TRUE(suspend(second));
    EXPECT_EQ(demote(only).error().code, ErrorCode::conflict);
    const Account third = register_one("third", Role::admin);
    EXPECT_TRUE(demote(only));
    EXPECT_EQ(demote(third).error().code, ErrorCode::conflict);
}

TEST_P(AccountTest, every_statement_prepares) {
    otpost::testing::prepare_all(
        database(),
        {&sql::insert_account,
         &sql::email_exists,
         &sql::username_exists,
         &sql::hold_username,
         &sql::purge_username_holds,
         &sql::account_by_id,
         &sql::account_by_public_id,
         &sql::account_by_email,
         &sql::search_accounts,
         &sql::credentials_by_email,
         &sql::lock_password_hash,
         &sql::set_role,
         &sql::set_status,
         &sql::set_password_hash,
         &sql::other_active_admins,
         &sql::insert_session,
         &sql::session_by_id,
         &sql::session_to_refresh,
         &sql::rotate_session,
         &sql::revoke_session_of_anyone,
         &sql::touch_session,
         &sql::sessions_of_account,
         &sql::standing_of_session,
         &sql::revoke_session,
         &sql::revoke_sessions,
         &sql::revoke_other_sessions,
         &sql::revoke_oldest_sessions,
         &sql::purge_sessions,
         &sql::insert_api_key,
         &sql::live_api_keys,
         &sql::lock_account,
         &sql::api_keys_of_account,
         &sql::api_key_by_id,
         &sql::standing_of_api_key,
         &sql::unrevoked_api_keys,
         &sql::revoke_api_key,
         &sql::touch_api_key,
         &sql::expect_sign_in,
         &sql::sign_in_failures,
         &sql::count_sign_in,
         &sql::clear_sign_in_failures,
         &sql::purge_sign_in_failures}
    );
}

}  // namespace
}  // namespace otpost::identity
