// SPDX-License-Identifier: Apache-2.0
// What administrators read in the audit log after things happened (A9, SEC-L2).
#include "audit/verify.hpp"
#include "browser.hpp"
#include "identity/accounts.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

namespace otpost::api_test {
namespace {

constexpr std::string_view password = "correct horse battery staple";

using ::testing::HasSubstr;

class AuditApi : public BrowserTest {
protected:
    void SetUp() override {
        customer = add_person({.password = std::string{password}});
        admin = add_person({.name = "root", .role = identity::Role::admin});
    }

    Reply entries(std::string_view query = {}) {
        return as(admin).get(fmt::format("/v1/admin/audit?{}", query));
    }

    /// Of refusals, which are written by a duty.
    Reply entries_in_time(std::string_view query, std::string_view pointer = "/items/0/seq") {
        Reply found;
        wait_until([&] {
            timer.advance(1s);
            found = entries(query);
            return found[pointer] != "absent";
        });
        return found;
    }

    std::string customer_id() { return to_string(customer.id); }

    void expect_whole() {
        const auto report = read([](db::Tx& tx) { return audit::verify(tx); });
        EXPECT_TRUE(report.ok()) << audit::format(report);
    }

    Person customer;
    Person admin;
};

INSTANTIATE_TEST_SUITE_P(Engines, AuditApi, testing::all_engines, testing::engine_name);

TEST_P(AuditApi, A9_SignInsAndTheirEndAreOnRecord) {
    ASSERT_EQ(sign_in("ada@example.com", "wrong").status, 401U);
    ASSERT_EQ(sign_in("nobody@example.com", "wrong").status, 401U);
    const Reply signed_in = sign_in("ada@example.com", password);
    ASSERT_EQ(signed_in.status, 200U);
    ASSERT_EQ(browser_with(signed_in).send("POST", "/v1/auth/sign-out", "{}").status, 204U);
    const Reply log = entries();
    EXPECT_EQ(log["/items/0/action"], "session.ended") << log;
    EXPECT_EQ(log["/items/0/actor"], customer_id());
    EXPECT_EQ(log["/items/1/action"], "sign_in.succeeded");
    EXPECT_EQ(log["/items/1/actor"], customer_id());
    EXPECT_EQ(log["/items/1/object_kind"], "session");
    EXPECT_EQ(log["/items/1/object"], log["/items/0/object"]);
    EXPECT_EQ(log["/items/2/action"], "sign_in.failed");
    EXPECT_EQ(log["/items/2/email"], "nobody@example.com");
    EXPECT_EQ(log["/items/2/object"], "null");
    EXPECT_EQ(log["/items/3/action"], "sign_in.failed");
    EXPECT_EQ(log["/items/3/actor"], "nobody");
    EXPECT_EQ(log["/items/3/object"], customer_id());
    EXPECT_EQ(log["/items/3/email"], "ada@example.com");
    EXPECT_EQ(log["/items/3/ip"], "127.0.0.1");
    EXPECT_EQ(log["/items/3/result"], "invalid_credentials");
    EXPECT_NE(log["/items/3/request_id"], "");
    expect_whole();
}

TEST_P(AuditApi, SEC_L2_TheLogKnowsThatASuspendedAccountTried) {
    write([&](db::Tx& tx) {
        return identity::set_status(
            tx, customer.id, identity::AccountStatus::suspended, timer.now()
        );
    });
    const Reply refused = sign_in("ada@example.com", password);
    EXPECT_EQ(refused["/code"], "invalid_credentials");
    EXPECT_EQ(entries()["/items/0/result"], "account_suspended");
}

TEST_P(AuditApi, A9_RegistrationsAreOnRecord) {
    const auto enrol = [&](std::string_view email, std::string_view name) {
        const auto body = fmt::format(
            R"({{"email":"{}","username":"{}","password":"{}","birth_date":"1990-05-17",)"
            R"("accept_terms":true}})",
            email,
            name,
            password
        );
        return stranger().send("POST", "/v1/auth/register", body).status;
    };
    ASSERT_EQ(enrol("grace@example.com", "grace"), 202U);
    ASSERT_EQ(enrol("ada@example.com", "ada2"), 202U);
    const Reply log = entries("action=account.registered");
    EXPECT_EQ(log["/items/0/result"], "email_taken") << log;
    EXPECT_EQ(log["/items/0/object"], "null");
    EXPECT_EQ(log["/items/1/result"], "ok");
    EXPECT_EQ(log["/items/1/email"], "grace@example.com");
    EXPECT_EQ(log["/items/1/object"], log["/items/1/actor"]);
}

TEST_P(AuditApi, A9_ARechargeAndItsReasonAreOnRecord) {
    const auto path = fmt::format("/v1/admin/accounts/{}/recharge", customer_id());
    const Reply done =
        as(admin).post(path, R"({"amount":"12.50","reason":"bank transfer 7731"})", "one");
    ASSERT_EQ(done.status, 201U);
    as(admin).post(path, R"({"amount":"12.50","reason":"bank transfer 7731"})", "one");
    const Reply log = entries("account=" + customer_id());
    EXPECT_EQ(log["/items/0/action"], "wallet.credited") << log;
    EXPECT_EQ(log["/items/0/actor"], to_string(admin.id));
    EXPECT_EQ(log["/items/0/object"], customer_id());
    EXPECT_EQ(log["/items/0/detail"], "12.50 USD, " + done["/id"]);
    EXPECT_EQ(log["/items/0/reason"], "bank transfer 7731");
    EXPECT_EQ(log["/items/1"], "absent") << "the repetition did nothing";
    EXPECT_EQ(entries("account=" + to_string(admin.id))["/items/0/seq"], log["/items/0/seq"]);
}

TEST_P(AuditApi, A9_ApiKeysAreOnRecord) {
    Caller browser = browser_with(sign_in("ada@example.com", password));
    const Reply made = browser.post("/v1/api-keys", R"({"label":"ci"})");
    ASSERT_EQ(made.status, 201U) << made;
    ASSERT_EQ(browser.del("/v1/api-keys/" + made["/id"]).status, 204U);
    const Reply log = entries("account=" + customer_id());
    EXPECT_EQ(log["/items/0/action"], "api_key.revoked") << log;
    EXPECT_EQ(log["/items/0/object"], made["/id"]);
    EXPECT_EQ(log["/items/1/action"], "api_key.created");
    EXPECT_EQ(log["/items/1/object"], made["/id"]);
}

TEST_P(AuditApi, SEC_L2_RefusedAuthorisationIsOnRecord) {
    EXPECT_EQ(as(customer).get("/v1/admin/accounts").status, 403U);
    Reply log = entries_in_time("action=access.refused");
    EXPECT_EQ(log["/items/0/actor"], customer_id()) << log;
    EXPECT_EQ(log["/items/0/object"], "list_accounts");
    EXPECT_EQ(log["/items/0/result"], "forbidden");

    const Reply signed_in = sign_in("ada@example.com", password);
    Caller elsewhere{port(), cookie_of(signed_in) + "Sec-Fetch-Site: cross-site\r\n"};
    EXPECT_EQ(elsewhere.post("/v1/leases", "{}").status, 403U);
    log = entries_in_time("action=access.refused", "/items/1/seq");
    EXPECT_EQ(log["/items/0/result"], "csrf_refused") << log;

    revoke_unheard(customer);
    timer.advance(2s);
    EXPECT_EQ(as(customer).get("/v1/wallet").status, 401U);
    log = entries_in_time("action=access.refused", "/items/2/seq");
    EXPECT_EQ(log["/items/0/actor"], "nobody") << log;
    EXPECT_EQ(log["/items/0/result"], "unauthenticated");
    EXPECT_EQ(log["/items/0/detail"], "shown: " + to_string(customer.key));

    EXPECT_EQ(stranger().get("/v1/wallet").status, 401U);
    timer.advance(2s);
    EXPECT_EQ(entries("action=access.refused")["/items/3"], "absent")
        << "who shows nothing is only asked to sign in";
    expect_whole();
}

TEST_P(AuditApi, SEC_L2_ALimitThatWasHitIsOnRecord) {
    for (int i = 0; i < 6; ++i) sign_in("ada@example.com", "wrong");
    ASSERT_EQ(sign_in("ada@example.com", "wrong").status, 429U);
    const Reply log = entries_in_time("action=limit.hit");
    EXPECT_EQ(log["/items/0/object"], "sign_in") << log;
    EXPECT_EQ(log["/items/0/result"], "too_many_requests");
    EXPECT_EQ(log["/items/0/ip"], "127.0.0.1");
}

TEST_P(AuditApi, SEC_L2_AFloodIsAFewEntriesAndACount) {
    Caller caller = as(customer);
    for (int i = 0; i < 35; ++i) ASSERT_EQ(caller.get("/v1/admin/accounts").status, 403U);
    Reply log = entries_in_time("action=access.refused", "/items/9/seq");
    EXPECT_EQ(log["/items/10"], "absent") << log;
    timer.advance(60s);
    log = entries_in_time("action=access.refused", "/items/10/seq");
    EXPECT_EQ(log["/items/0/repeats"], "25") << log;
    EXPECT_EQ(log["/items/0/actor"], customer_id());
    EXPECT_EQ(log["/items/11"], "absent");
    EXPECT_EQ(log["/items/1/repeats"], "1");
}

TEST_P(AuditApi, A9_LeasesAndReadsAreNotInTheLog) {
    const Reply lease = open_lease(customer);
    ASSERT_EQ(lease.status, 201U);
    as(customer).get("/v1/leases");
    as(customer).post("/v1/leases/" + lease["/id"] + "/finish");
    timer.advance(2s);
    EXPECT_EQ(entries()["/items/0"], "absent");
}

TEST_P(AuditApi, SEC_A2_TheLogHasPagesAndStrictFilters) {
    for (int i = 0; i < 3; ++i) sign_in("ada@example.com", "wrong");
    const Reply page = entries("limit=2");
    EXPECT_EQ(page["/items/1/seq"], "2") << page;
    const Reply rest = entries("limit=2&cursor=" + page["/next_cursor"]);
    EXPECT_EQ(rest["/items/0/seq"], "1");
    EXPECT_EQ(rest["/items/1"], "absent");
    EXPECT_EQ(rest["/next_cursor"], "null");
    const Reply unknown = entries("action=sign_in");
    EXPECT_EQ(unknown.status, 422U);
    EXPECT_EQ(unknown["/errors/0/field"], "action");
    EXPECT_EQ(entries("account=U-XXXXXX").status, 404U);
    EXPECT_EQ(entries("cursor=x").status, 422U);
    const std::string public_id = as(customer).get("/v1/account")["/public_id"];
    EXPECT_EQ(entries("account=" + public_id)["/items/0/seq"], "3");
}

TEST_P(AuditApi, SEC_L4_ACheckpointFollowsEachMinuteThatMovedTheChain) {
    const auto file = config.data / "audit-checkpoints.jsonl";
    EXPECT_FALSE(std::filesystem::exists(file));
    sign_in("ada@example.com", "wrong");
    const auto lines = [&] {
        std::ifstream stream(file);
        return std::count(std::istreambuf_iterator<char>{stream}, {}, '\n');
    };
    timer.advance(60s);
    EXPECT_TRUE(wait_until([&] { return lines() == 1; }));
    EXPECT_THAT(log_text(), HasSubstr("audit checkpoint"));
    timer.advance(60s);
    timer.advance(60s);
    EXPECT_EQ(entries()["/items/0/seq"], "1");
    EXPECT_EQ(lines(), 1);
    sign_in("ada@example.com", "wrong");
    stop();
    EXPECT_EQ(lines(), 2) << "the end is put on record too";
}

}  // namespace
}  // namespace otpost::api_test
