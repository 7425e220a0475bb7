// SPDX-License-Identifier: Apache-2.0
#include "leases/search.hpp"

#include "leases/lease_fixture.hpp"

#include <gmock/gmock.h>

namespace otpost::leases {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Ada's oldest to newest: chat in Germany (cancelled), shop in Germany, chat in France.
class SearchTest : public LeaseTest {
protected:
    void SetUp() override {
        LeaseTest::SetUp();
        add_numbers(5);
        add_numbers(5, "FR");
        for (const auto& customer : {ada, bob}) top_up(customer, Money{10'000'000});
        german = open_for(ada);
        EXPECT_TRUE(act(cancel, german));
        clock_.advance(std::chrono::hours{1});
        shop = open_for(ada, "shop");
        clock_.advance(std::chrono::hours{1});
        auto order = order_of(ada);
        order.country = "FR";
        french = try_open(order).value();
        EXPECT_TRUE(code_for(french));
        foreign = open_for(bob);
    }

    static ListLeases of_ada(StatusFilter filter) {
        return {.account = ada.account, .filter = filter};
    }

    std::vector<LeaseId> found(Search query) {
        query.list.account = ada.account;
        std::vector<LeaseId> ids;
        for (const auto& lease : read([&](db::Tx& tx) { return search(tx, query); }))
            ids.push_back(lease.id);
        return ids;
    }

    /// Ada's, newest first: a number may have served her more than once.
    std::vector<LeaseId> on_number(std::string_view e164) const {
        std::vector<LeaseId> ids;
        for (const Lease* lease : {&french, &shop, &german})
            if (lease->e164 == e164) ids.push_back(lease->id);
        return ids;
    }

    Lease german, shop, french, foreign;
};

INSTANTIATE_TEST_SUITE_P(Engines, SearchTest, testing::all_engines, testing::engine_name);

TEST_P(SearchTest, WithoutAWishItIsTheList) {
    EXPECT_THAT(found({}), ElementsAre(french.id, shop.id, german.id));
    EXPECT_THAT(found({.list = of_ada(StatusFilter::received)}), ElementsAre(french.id));
}

TEST_P(SearchTest, ByServiceCountryAndStatusTogether) {
    EXPECT_THAT(found({.service = "chat"}), ElementsAre(french.id, german.id));
    EXPECT_THAT(found({.service = "chat", .country = "DE"}), ElementsAre(german.id));
    const auto live = of_ada(StatusFilter::live);
    EXPECT_THAT(found({.list = live, .service = "chat"}), ElementsAre(french.id));
    const auto closed = of_ada(StatusFilter::closed);
    EXPECT_THAT(found({.list = closed, .country = "DE"}), ElementsAre(german.id));
    const auto expired = of_ada(StatusFilter::expired);
    EXPECT_THAT(found({.list = expired, .country = "DE"}), IsEmpty());
}

TEST_P(SearchTest, ByTimeFromAndBefore) {
    EXPECT_THAT(found({.opened_from = shop.opened_at}), ElementsAre(french.id, shop.id));
    EXPECT_THAT(found({.opened_before = shop.opened_at}), ElementsAre(german.id));
}

TEST_P(SearchTest, ByDigitsOfTheNumberHoweverTheyAreWritten) {
    const auto digits = shop.e164.substr(1);
    EXPECT_EQ(found({.text = shop.e164}), on_number(shop.e164));
    EXPECT_EQ(found({.text = "0" + digits.substr(2)}), on_number(shop.e164));
    EXPECT_EQ(found({.text = digits.substr(0, 4) + " " + digits.substr(4)}), on_number(shop.e164));
    EXPECT_EQ(found({.text = foreign.e164}), on_number(foreign.e164));
}

TEST_P(SearchTest, ByPartOfANameInAnyCase) {
    EXPECT_THAT(found({.text = "FRAN"}), ElementsAre(french.id));
    EXPECT_THAT(found({.text = "hop"}), ElementsAre(shop.id));
    EXPECT_THAT(found({.text = "%"}), IsEmpty());
    EXPECT_THAT(found({.text = "_hop"}), IsEmpty());
    EXPECT_THAT(found({.text = "' OR 1=1 --"}), IsEmpty());
}

TEST_P(SearchTest, InPages) {
    Search query{.service = "chat"};
    query.list.limit = 1;
    EXPECT_THAT(found(query), ElementsAre(french.id));
    query.list.before = french.id;
    EXPECT_THAT(found(query), ElementsAre(german.id));
    query.list.before = german.id;
    EXPECT_THAT(found(query), IsEmpty());
}

}  // namespace
}  // namespace otpost::leases
