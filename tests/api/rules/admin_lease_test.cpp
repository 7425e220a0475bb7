// SPDX-License-Identifier: Apache-2.0
// Administrators and leases: found by what is known of them, with timeline and money, and never
// with what their messages say (M7).
#include "browser.hpp"

#include <gmock/gmock.h>

namespace otpost::api_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AdminLeaseApi : public HouseTest {
protected:
    void SetUp() override {
        ada = add_person();
        bob = add_person({.name = "bob"});
        root = add_person({.name = "root", .role = identity::Role::admin, .balance = Money{}});
    }

    Reply search(std::string_view filter = {}) {
        return as(root).get(fmt::format("/v1/admin/leases?{}", filter));
    }

    Reply detail(const Reply& lease) { return as(root).get("/v1/admin/leases/" + lease["/id"]); }

    /// Of the leases found, newest first.
    static std::vector<std::string> ids(const Reply& list) {
        std::vector<std::string> all;
        for (int i = 0; list[fmt::format("/items/{}/id", i)] != "absent"; ++i)
            all.push_back(list[fmt::format("/items/{}/id", i)]);
        return all;
    }

    static std::vector<std::string> timeline(const Reply& detail) {
        std::vector<std::string> all;
        for (int i = 0; detail[fmt::format("/timeline/{}/what", i)] != "absent"; ++i)
            all.push_back(detail[fmt::format("/timeline/{}/what", i)]);
        return all;
    }

    Person ada;
    Person bob;
    Person root;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdminLeaseApi, testing::all_engines, testing::engine_name);

TEST_P(AdminLeaseApi, M7_AnAdminSeesThatACodeCameAndNeverWhich) {
    const Reply lease = open_lease(ada);
    const auto hidden = {"730416", "Zyxomma", "WhatsAppCanary"};
    ASSERT_EQ(
        deliver({lease["/number"], "Zyxomma says your WhatsApp code: 730416", "WhatsAppCanary"})
            .status,
        200U
    );
    const auto look = [&] {
        for (const Reply& answer :
             {detail(lease), search(), search("account=" + to_string(ada.id))})
            for (const auto* canary : hidden)
                EXPECT_THAT(answer.body, Not(HasSubstr(canary))) << answer;
    };
    look();
    EXPECT_THAT(timeline(detail(lease)), ::testing::ElementsAre("opened", "code", "deadline"));
    timer.advance(1s);
    ASSERT_EQ(as(ada).get("/v1/leases/" + lease["/id"])["/code"], "730416");
    look();
    const Reply shown = detail(lease);
    ASSERT_EQ(shown.status, 200U) << shown;
    EXPECT_EQ(shown["/lease/messages_count"], "1");
    EXPECT_THAT(timeline(shown), ::testing::ElementsAre("opened", "code", "shown", "deadline"));
    EXPECT_NE(shown["/timeline/1/message_id"], "null");
    const Reply document = stranger().get("/openapi.json");
    for (const auto* schema : {"HouseLease", "HouseLeaseDetail", "LeaseEvent"})
        for (const auto* field : {"code", "text", "sender", "messages"})
            EXPECT_EQ(
                document[fmt::format("/components/schemas/{}/properties/{}", schema, field)],
                "absent"
            );
}

TEST_P(AdminLeaseApi, W4_ALeaseShowsWhereItsMoneyWent) {
    const Reply paid = open_lease(ada);
    EXPECT_EQ(detail(paid)["/lease/fee"], "escrow");
    ASSERT_EQ(deliver({paid["/number"], "WhatsApp code: 730416"}).status, 200U);
    const Reply settled = detail(paid);
    EXPECT_EQ(settled["/lease/fee"], "settled") << settled;
    EXPECT_EQ(settled["/lease/account/username"], "ada");
    EXPECT_EQ(settled["/transfers/0/kind"], "lease");
    EXPECT_EQ(settled["/transfers/0/debit/name"], "ada");
    EXPECT_EQ(settled["/transfers/0/debit/account_id"], to_string(ada.id));
    EXPECT_EQ(settled["/transfers/0/credit/id"], "escrow");
    EXPECT_EQ(settled["/transfers/0/amount/amount"], "0.35");
    EXPECT_EQ(settled["/transfers/1/kind"], "settle");
    EXPECT_EQ(settled["/transfers/1/credit/id"], "revenue");
    EXPECT_EQ(settled["/transfers/2/credit/kind"], "supplier_payable") << settled;

    const Reply given_back = open_lease(bob, "telegram");
    ASSERT_EQ(as(bob).post("/v1/leases/" + given_back["/id"] + "/cancel").status, 200U);
    const Reply refunded = detail(given_back);
    EXPECT_EQ(refunded["/lease/fee"], "refunded");
    EXPECT_EQ(refunded["/transfers/1/kind"], "refund");
    EXPECT_EQ(refunded["/transfers/1/credit/name"], "bob");
    EXPECT_THAT(timeline(refunded), ::testing::ElementsAre("opened", "cancelled"));
}

TEST_P(AdminLeaseApi, LeasesAreFoundByWhatIsKnownOfThem) {
    const std::string first = open_lease(ada)["/id"];
    timer.advance(1min);
    const std::string second = open_lease(bob, "telegram")["/id"];
    ASSERT_EQ(as(bob).post("/v1/leases/" + second + "/cancel").status, 200U);
    using Ids = std::vector<std::string>;
    EXPECT_EQ(ids(search()), (Ids{second, first}));
    const std::string public_id = as(ada).get("/v1/account")["/public_id"];
    const std::string slug = search()["/items/0/supplier"];
    EXPECT_EQ(ids(search("account=" + public_id)), Ids{first});
    EXPECT_EQ(ids(search("account=" + to_string(bob.id))), Ids{second});
    EXPECT_EQ(ids(search("status=open")), Ids{first});
    EXPECT_EQ(ids(search("status=cancelled")), Ids{second});
    EXPECT_EQ(ids(search("service=telegram&country=GB")), Ids{second});
    EXPECT_EQ(ids(search("country=DE")), Ids{});
    EXPECT_EQ(ids(search("supplier=" + slug)), (Ids{second, first}));
    EXPECT_EQ(ids(search("from=2026-11-22T00:01:00Z")), Ids{second});
    EXPECT_EQ(ids(search("until=2026-11-22T00:01:00Z")), Ids{first});
    const Reply page = search("limit=1");
    EXPECT_EQ(ids(page), Ids{second});
    EXPECT_EQ(ids(search("limit=1&cursor=" + page["/next_cursor"])), Ids{first});
    EXPECT_EQ(search()["/next_cursor"], "null");

    EXPECT_EQ(search("account=U-XXXXXX").status, 404U);
    EXPECT_EQ(search("supplier=nobody")["/code"], "supplier_unknown");
    EXPECT_EQ(search("status=lost").status, 422U);
    EXPECT_EQ(search("from=yesterday")["/errors/0/field"], "from");
    EXPECT_EQ(as(root).get("/v1/admin/leases/ls_1").status, 404U);
    EXPECT_EQ(as(ada).get("/v1/admin/leases").status, 403U);
    EXPECT_EQ(as(ada).get("/v1/admin/leases/" + first).status, 403U) << "not even her own";
}

}  // namespace
}  // namespace otpost::api_test
