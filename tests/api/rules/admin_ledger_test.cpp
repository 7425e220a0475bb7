// SPDX-License-Identifier: Apache-2.0
// Administrators and money: balances with the time they are of, transfers by what is known of them,
// and checks of ledger and audit log that run beside the requests (W10, A9).
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr db::Statement forge_balance{
    "test.forge_balance", "UPDATE wallet SET balance = balance + 1 WHERE id = $1"
};
constexpr db::Statement forge_audit{
    "test.forge_audit", "DELETE FROM audit_personal WHERE part = 'ip'"
};

class AdminLedgerApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Reply get(std::string_view path) { return as(root).get(fmt::format("/v1/admin/{}", path)); }

    /// Asks for a check and waits for what it finds.
    Reply check(std::string_view kind) {
        const auto path = fmt::format("{}/check", kind);
        EXPECT_TRUE(wait_until([&] {
            timer.advance(2s);
            return as(root).post("/v1/admin/" + path).status == 202;
        }));
        EXPECT_TRUE(wait_until([&] {
            timer.advance(2s);
            return get(path)["/state"] == "idle";
        }));
        return get(path);
    }

    static std::vector<std::string> kinds(const Reply& list) {
        std::vector<std::string> all;
        for (int i = 0; list[fmt::format("/items/{}/kind", i)] != "absent"; ++i)
            all.push_back(list[fmt::format("/items/{}/kind", i)]);
        return all;
    }

    /// Of a house account, as the newest check found it.
    static std::string balance(const Reply& ledger, std::string_view account) {
        for (int i = 0; ledger[fmt::format("/accounts/{}/account/id", i)] != "absent"; ++i)
            if (ledger[fmt::format("/accounts/{}/account/id", i)] == account)
                return ledger[fmt::format("/accounts/{}/balance/amount", i)];
        return "none";
    }

    Person ada;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminLedgerApi, testing::all_engines, testing::engine_name);

TEST_P(AdminLedgerApi, W2_BalancesAreThoseOfTheNewestWholeCheck) {
    const Reply settled = open_lease(ada);
    ASSERT_EQ(deliver({settled["/number"], "WhatsApp code: 730416"}).status, 200U);
    ASSERT_EQ(open_lease(ada, "telegram").status, 201U);
    const Reply done = check("ledger");
    EXPECT_EQ(done["/outcome"], "whole") << done;
    EXPECT_THAT(done["/report"], HasSubstr("The ledger is whole"));
    const Reply ledger = get("ledger");
    EXPECT_NE(ledger["/as_of"], "null") << ledger;
    EXPECT_EQ(balance(ledger, "revenue"), "0.35");
    EXPECT_EQ(balance(ledger, "escrow"), "0.50");
    EXPECT_EQ(balance(ledger, "clearing_manual"), "100.00");
    EXPECT_EQ(ledger["/wallets/0/amount"], "99.15");
    EXPECT_EQ(ledger["/held/0/amount"], "0.50");
    EXPECT_EQ(as(ada).get("/v1/admin/ledger").status, 403U);
}

TEST_P(AdminLedgerApi, W10_ACheckFindsAForgedBalanceAndBalancesStayAsTheyWere) {
    ASSERT_EQ(check("ledger")["/outcome"], "whole");
    const std::string before = get("ledger").body;
    write([&](db::Tx& tx) { tx.exec(forge_balance, ada.wallet); });
    const Reply found = check("ledger");
    EXPECT_EQ(found["/outcome"], "differs") << found;
    EXPECT_THAT(found["/report"], HasSubstr("balance"));
    EXPECT_THAT(found["/report"], HasSubstr(to_string(ada.wallet)));
    EXPECT_EQ(get("ledger").body, before);
    const Reply log = get("audit?action=check.ended");
    EXPECT_EQ(log["/items/0/result"], "differs") << log;
    EXPECT_EQ(log["/items/0/object"], "ledger");
    EXPECT_EQ(get("audit?action=check.asked")["/items/0/actor"], to_string(root.id));
}

TEST_P(AdminLedgerApi, A9_TheAuditLogIsCheckedOnDemand) {
    const Reply whole = check("audit");
    EXPECT_EQ(whole["/outcome"], "whole") << whole;
    EXPECT_THAT(whole["/report"], HasSubstr("The audit log is whole"));
    write([&](db::Tx& tx) { tx.exec(forge_audit); });
    EXPECT_EQ(check("audit")["/outcome"], "whole") << "what was erased is no difference";
    EXPECT_EQ(as(ada).post("/v1/admin/audit/check").status, 403U);
}

TEST_P(AdminLedgerApi, TransfersAreFoundByWhatIsKnownOfThem) {
    const Reply lease = open_lease(ada);
    ASSERT_EQ(as(ada).post("/v1/leases/" + lease["/id"] + "/cancel").status, 200U);
    const auto found = [&](std::string_view filter) {
        return get(fmt::format("ledger/transfers?{}", filter));
    };
    EXPECT_THAT(kinds(found("")), ElementsAre("refund", "lease", "top_up"));
    EXPECT_THAT(kinds(found("kind=top_up")), ElementsAre("top_up"));
    EXPECT_THAT(kinds(found("account=escrow")), ElementsAre("refund", "lease"));
    EXPECT_THAT(
        kinds(found("account=" + to_string(ada.id))), ElementsAre("refund", "lease", "top_up")
    );
    EXPECT_THAT(
        kinds(found("account=" + to_string(ada.wallet))), ElementsAre("refund", "lease", "top_up")
    );
    EXPECT_THAT(kinds(found("reference=" + lease["/id"])), ElementsAre("lease", "refund"));
    const Reply top_up = found("kind=top_up");
    EXPECT_EQ(top_up["/items/0/credit/name"], "ada");
    EXPECT_THAT(kinds(found("reference=" + top_up["/items/0/id"])), ElementsAre("top_up"));
    EXPECT_THAT(kinds(found("from=2026-11-23T00:00:00Z")), ElementsAre());
    const Reply page = found("limit=1");
    EXPECT_THAT(kinds(found("limit=1&cursor=" + page["/next_cursor"])), ElementsAre("lease"));
    EXPECT_EQ(found("kind=gift").status, 422U);
    EXPECT_EQ(found("reference=ada").status, 422U);
    EXPECT_EQ(found("account=nobody").status, 404U);
}

}  // namespace
}  // namespace otpost::api_test
