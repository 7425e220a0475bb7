// SPDX-License-Identifier: Apache-2.0
// Administrators and one account (A6): what they see of it, what they do to it, and that one of
// them always remains.
#include "browser.hpp"
#include "identity/accounts.hpp"

#include <gmock/gmock.h>

#include <set>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AdminAccountApi : public BrowserTest {
protected:
    void SetUp() override {
        config.terms.limits["team"] = {1, 50};
        ada = add_person({.balance = Money{7'000'000}});
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Caller browser_of(const Person& person) { return {port(), session_of(person)}; }

    static std::string path(const Person& person, std::string_view act = {}) {
        return fmt::format("/v1/admin/accounts/{}{}", to_string(person.id), act);
    }

    static Reply put(Caller& caller, std::string_view target, std::string_view body) {
        return caller.send(
            "PUT", target, body, "Idempotency-Key: " + new_idempotency_key() + "\r\n"
        );
    }

    Reply newest_entry(const Person& about) {
        return as(root).get("/v1/admin/audit?limit=1&account=" + to_string(about.id));
    }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminAccountApi, testing::all_engines, testing::engine_name);

TEST_P(AdminAccountApi, A6_AnAdminSeesAnAccountWithoutItsSecrets) {
    const Person grace = add_person({.name = "grace", .password = "correct horse battery staple"});
    Caller admin = browser_of(root);
    EXPECT_EQ(admin.get(path(grace))["/last_sign_in_at"], "null");
    ASSERT_EQ(sign_in("grace@example.com", "correct horse battery staple").status, 200U);
    const Reply shown = admin.get(path(grace));
    ASSERT_EQ(shown.status, 200U) << shown;
    EXPECT_EQ(shown["/account/username"], "grace");
    EXPECT_EQ(shown["/account/status"], "active");
    EXPECT_EQ(shown["/balance/amount"], "100.00");
    EXPECT_EQ(shown["/sessions"], "1");
    EXPECT_EQ(shown["/second_factor"], "false");
    EXPECT_EQ(shown["/last_sign_in_at"], "2026-11-22T00:00:00.000Z");
    EXPECT_THAT(shown.body, Not(HasSubstr("password")));
    EXPECT_THAT(shown.body, Not(HasSubstr("birth")));
    const Reply sessions = admin.get(path(grace, "/sessions"));
    EXPECT_NE(sessions["/items/0/id"], "absent") << sessions;
    EXPECT_THAT(sessions.body, Not(HasSubstr("token")));
    const std::string public_id = shown["/account/public_id"];
    EXPECT_EQ(admin.get("/v1/admin/accounts/" + public_id).body, shown.body);
    EXPECT_EQ(admin.get("/v1/admin/accounts/U-XXXXXX").status, 404U);
    EXPECT_EQ(as(ada).get(path(grace)).status, 403U);
}

TEST_P(AdminAccountApi, A6_ASuspendedAccountIsOutAtOnceAndComesBack) {
    Caller admin = browser_of(root);
    Caller customer = browser_of(ada);
    ASSERT_EQ(customer.get("/v1/wallet").status, 200U);
    const Reply done = admin.post(path(ada, "/suspend"), R"({"reason":"stolen card"})");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/account/status"], "suspended");
    EXPECT_EQ(done["/sessions"], "0");
    EXPECT_EQ(customer.get("/v1/wallet").status, 401U);
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 403U);
    const Reply entry = newest_entry(ada);
    EXPECT_EQ(entry["/items/0/action"], "account.suspended") << entry;
    EXPECT_EQ(entry["/items/0/actor"], to_string(root.id));
    EXPECT_EQ(entry["/items/0/reason"], "stolen card");
    EXPECT_EQ(admin.post(path(ada, "/suspend"), R"({"reason":"again"})").status, 409U);

    EXPECT_EQ(admin.post(path(ada, "/restore"), R"({"reason":"was a mistake"})").status, 200U);
    EXPECT_EQ(newest_entry(ada)["/items/0/action"], "account.restored");
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 200U);
    EXPECT_EQ(customer.get("/v1/wallet").status, 401U) << "sessions stay ended";
    EXPECT_EQ(admin.post(path(ada, "/restore"), R"({"reason":"again"})").status, 409U);
}

TEST_P(AdminAccountApi, SEC_S3_ANewRoleHoldsAtOnceAndEndsSessions) {
    Caller admin = browser_of(root);
    Caller customer = browser_of(ada);
    ASSERT_EQ(customer.get("/v1/admin/accounts").status, 403U);
    const Reply done =
        put(admin, path(ada, "/role"), R"({"role":"admin","reason":"joins support"})");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/account/role"], "admin");
    EXPECT_EQ(customer.get("/v1/wallet").status, 401U);
    EXPECT_EQ(browser_of(ada).get("/v1/admin/accounts").status, 200U);
    const Reply entry = newest_entry(ada);
    EXPECT_EQ(entry["/items/0/action"], "account.role_changed") << entry;
    EXPECT_EQ(entry["/items/0/detail"], "user to admin");
    EXPECT_EQ(entry["/items/0/reason"], "joins support");
    EXPECT_EQ(put(admin, path(ada, "/role"), R"({"role":"god","reason":"x"})").status, 422U);
}

TEST_P(AdminAccountApi, A6_NobodyTakesTheirOwnRightsAndOneAdminRemains) {
    Caller admin = browser_of(root);
    for (const Reply& refused :
         {put(admin, path(root, "/role"), R"({"role":"user","reason":"x"})"),
          admin.post(path(root, "/suspend"), R"({"reason":"x"})")}) {
        EXPECT_EQ(refused.status, 403U) << refused;
        EXPECT_THAT(refused["/detail"], HasSubstr("own account"));
    }
    const Person second = add_person({.name = "second", .role = identity::Role::admin});
    Caller other = browser_of(second);
    ASSERT_EQ(other.post(path(root, "/suspend"), R"({"reason":"left"})").status, 200U);
    EXPECT_EQ(admin.get("/v1/admin/accounts").status, 401U);
    const auto alone = write([&](db::Tx& tx) {
        return identity::set_role(tx, second.id, identity::Role::user, timer.now());
    });
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ErrorCode::conflict);
}

TEST_P(AdminAccountApi, L13_APlanIsOneThatThereIsAndHoldsFromTheNextRequest) {
    Caller admin = browser_of(root);
    EXPECT_THAT(admin.get("/v1/admin/plans").body, HasSubstr(R"("name":"free")"));
    const Reply unknown =
        put(admin, path(ada, "/plan"), R"({"plan":"platinum","reason":"asked nicely"})");
    EXPECT_EQ(unknown.status, 422U) << unknown;
    EXPECT_EQ(unknown["/errors/0/field"], "plan");
    EXPECT_EQ(put(admin, path(ada, "/plan"), R"({"plan":"free","reason":"x"})").status, 409U);
    EXPECT_EQ(as(ada).get("/v1/account")["/plan"], "free");
    const Reply done = put(admin, path(ada, "/plan"), R"({"plan":"team","reason":"bought it"})");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/account/plan"], "team");
    EXPECT_EQ(newest_entry(ada)["/items/0/detail"], "free to team");
    EXPECT_EQ(open_lease(ada, "whatsapp").status, 201U);
    EXPECT_EQ(open_lease(ada, "telegram")["/code"], "too_many_open_leases");
}

TEST_P(AdminAccountApi, SEC_S4_AnAdminSignsAnAccountOutEverywhere) {
    Caller admin = browser_of(root);
    Caller first = browser_of(ada);
    Caller second = browser_of(ada);
    EXPECT_NE(admin.get(path(ada, "/sessions"))["/items/1/id"], "absent");
    const Reply done = admin.post(path(ada, "/sessions/end"), R"({"reason":"lost phone"})");
    ASSERT_EQ(done.status, 200U) << done;
    EXPECT_EQ(done["/sessions"], "0");
    EXPECT_EQ(first.get("/v1/wallet").status, 401U);
    EXPECT_EQ(second.get("/v1/wallet").status, 401U);
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 200U) << "keys are no sessions";
    const Reply entry = newest_entry(ada);
    EXPECT_EQ(entry["/items/0/action"], "session.ended") << entry;
    EXPECT_EQ(entry["/items/0/detail"], "all of the account: 2");
}

TEST_P(AdminAccountApi, A9_EveryActNeedsAReason) {
    Caller admin = browser_of(root);
    const auto before = newest_entry(root).body;
    for (const auto* act : {"/suspend", "/restore", "/sessions/end"}) {
        EXPECT_EQ(admin.post(path(ada, act), R"({"reason":"  "})")["/code"], "reason_missing");
        EXPECT_EQ(admin.post(path(ada, act))["/code"], "validation_failed");
    }
    EXPECT_EQ(
        put(admin, path(ada, "/role"), R"({"role":"operator","reason":""})")["/code"],
        "reason_missing"
    );
    EXPECT_EQ(newest_entry(root).body, before) << "what was refused is no act";
    EXPECT_EQ(as(ada).get("/v1/account")["/role"], "user");
}

TEST_P(AdminAccountApi, W6_AnActTwiceUnderOneKeyIsDoneOnce) {
    Caller admin = browser_of(root);
    const auto once = admin.post(path(ada, "/suspend"), R"({"reason":"x"})", "one");
    ASSERT_EQ(once.status, 200U);
    EXPECT_EQ(admin.post(path(ada, "/suspend"), R"({"reason":"x"})", "one").body, once.body);
}

TEST_P(AdminAccountApi, SEC_S11_ActsAskForARecentSignIn) {
    const CookieJar signed_in = jar_of(root);
    timer.advance(9min);
    Caller admin = browser_with(refreshed(signed_in));
    timer.advance(2min);
    const Reply late = admin.post(path(ada, "/suspend"), R"({"reason":"x"})");
    EXPECT_EQ(late.status, 403U) << late;
    EXPECT_EQ(late["/code"], "recent_sign_in_required");
    EXPECT_EQ(admin.get(path(ada)).status, 200U) << "to look needs none";
    EXPECT_EQ(as(root).post(path(ada, "/suspend"), R"({"reason":"x"})").status, 403U)
        << "nor may a key";
    EXPECT_EQ(as(ada).get("/v1/wallet").status, 200U);
}

}  // namespace
}  // namespace otpost::api_test
