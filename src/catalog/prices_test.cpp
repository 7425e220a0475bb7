// SPDX-License-Identifier: Apache-2.0
#include "catalog/prices.hpp"

#include "testing/store.hpp"

#include <gtest/gtest.h>

namespace otpost::catalog {
namespace {

class PricesTest : public testing::EngineTest {
protected:
    void SetUp() override {
        write([](db::Tx& tx) {
            EXPECT_TRUE(put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled}));
            EXPECT_TRUE(put_country(tx, {"FR", "France", "33", 3, Availability::disabled}));
            EXPECT_TRUE(put_service(tx, {0, "chat", "Chat", "messenger", 2, Policy::allowed}));
            EXPECT_TRUE(set_price_rule(tx, {4, 2, Money{500'000}, "EUR"}));
        });
    }

    template <class F>
    void write(F work) {
        db::write(database(), [&](db::Tx& tx) { work(tx); });
    }

    Pricing in_germany() {
        const auto all =
            db::read(database(), [](db::Tx& tx) { return prices_of_service(tx, "chat"); });
        EXPECT_EQ(all.size(), 2U);
        return all.back().pricing;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, PricesTest, testing::all_engines, testing::engine_name);

TEST_P(PricesTest, EachCountryHasItsPriceAndWhereItComesFrom) {
    EXPECT_EQ(in_germany().source, PriceSource::rule);
    EXPECT_EQ(in_germany().price, Money{500'000});
    write([](db::Tx& tx) { EXPECT_TRUE(set_price(tx, "DE", "chat", Money{350'000}, "EUR")); });
    EXPECT_EQ(in_germany().source, PriceSource::set);
    EXPECT_EQ(in_germany().price, Money{350'000});
    EXPECT_EQ(in_germany().rule_price, Money{500'000});
    EXPECT_EQ(in_germany().currency, "EUR");
    write([](db::Tx& tx) { EXPECT_TRUE(withdraw_offer(tx, "DE", "chat")); });
    EXPECT_EQ(in_germany().source, PriceSource::withdrawn);
    EXPECT_FALSE(in_germany().price);
    write([](db::Tx& tx) { EXPECT_TRUE(reset_price(tx, "DE", "chat")); });
    EXPECT_EQ(in_germany().source, PriceSource::rule);
}

TEST_P(PricesTest, ACountryWithoutARuleHasNoPriceAndOtherServicesHaveNone) {
    db::read(database(), [](db::Tx& tx) {
        const auto france = prices_of_service(tx, "chat").front();
        EXPECT_EQ(france.country, "FR");
        EXPECT_EQ(france.pricing.source, PriceSource::none);
        EXPECT_EQ(france.availability, Availability::disabled);
        EXPECT_TRUE(prices_of_service(tx, "nothing").empty());
    });
}

}  // namespace
}  // namespace otpost::catalog
