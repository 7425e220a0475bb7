// SPDX-License-Identifier: Apache-2.0
#include "catalog/catalog.hpp"

#include "catalog/catalog_data.hpp"
#include "catalog/catalog_sql.hpp"
#include "catalog/csv.hpp"
#include "catalog/seed.hpp"
#include "testing/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace otpost::catalog {

namespace {

using ::testing::Contains;
using ::testing::Not;

class CatalogTest : public testing::EngineTest {
protected:
    template <class F>
    auto write(F work) {
        return db::write(database(), work);
    }

    /// Germany, and a service of each policy; prices by rule.
    void add_small_catalogue() {
        write([](db::Tx& tx) {
            EXPECT_TRUE(put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled}));
            EXPECT_TRUE(put_service(tx, {0, "chat", "Chat", "messenger", 3, Policy::allowed}));
            EXPECT_TRUE(put_service(tx, {0, "bank", "Bank", "finance", 2, Policy::blocked}));
            EXPECT_TRUE(set_price_rule(tx, {4, 3, Money{850'000}, "EUR"}));
            EXPECT_TRUE(set_price_rule(tx, {4, 2, Money{450'000}, "EUR"}));
        });
    }

    Result<Offer> offer(std::string_view country, std::string_view service) {
        return db::read(database(), [&](db::Tx& tx) { return find_offer(tx, country, service); });
    }

    ErrorCode refusal(std::string_view country, std::string_view service) {
        const auto found = offer(country, service);
        EXPECT_FALSE(found.has_value());
        EXPECT_FALSE(found.error().message.empty());
        return found.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CatalogTest, testing::all_engines, testing::engine_name);

TEST_P(CatalogTest, L1_AnOfferHasThePriceOfItsTiersUntilOneIsSet) {
    add_small_catalogue();
    const auto by_rule = offer("DE", "chat");
    ASSERT_TRUE(by_rule.has_value());
    EXPECT_EQ(by_rule->price, Money{850'000});
    EXPECT_EQ(by_rule->currency, "EUR");
    EXPECT_EQ(by_rule->country, "DE");
    EXPECT_EQ(by_rule->service, "chat");

    write([](db::Tx& tx) { return set_price(tx, "DE", "chat", Money{123'456}, "USD"); });
    EXPECT_EQ(offer("DE", "chat")->price, Money{123'456});
    EXPECT_EQ(offer("DE", "chat")->currency, "USD");

    write([](db::Tx& tx) { return reset_price(tx, "DE", "chat"); });
    EXPECT_EQ(offer("DE", "chat")->price, Money{850'000});
}

TEST_P(CatalogTest, L1_AnOfferThatIsNotSoldSaysWhy) {
    add_small_catalogue();
    EXPECT_EQ(refusal("FR", "chat"), ErrorCode::country_unknown);
    EXPECT_EQ(refusal("de", "chat"), ErrorCode::country_unknown);
    EXPECT_EQ(refusal(std::string_view{"D\0", 2}, "chat"), ErrorCode::country_unknown);
    EXPECT_EQ(refusal("DE", "fax"), ErrorCode::service_unknown);
    EXPECT_EQ(refusal("DE", "' OR 1=1"), ErrorCode::service_unknown);

    write([](db::Tx& tx) { return withdraw_offer(tx, "DE", "chat"); });
    EXPECT_EQ(refusal("DE", "chat"), ErrorCode::offer_unavailable);
    write([](db::Tx& tx) { return set_country_availability(tx, "DE", Availability::disabled); });
    EXPECT_EQ(refusal("DE", "chat"), ErrorCode::country_unknown);
}

TEST_P(CatalogTest, L1_AnOfferWithoutARuleForItsTiersIsNotSold) {
    add_small_catalogue();
    write([](db::Tx& tx) {
        return put_service(tx, {0, "cheap", "Cheap", "other", 1, Policy::allowed});
    });
    EXPECT_EQ(refusal("DE", "cheap"), ErrorCode::offer_unavailable);
}

TEST_P(CatalogTest, T1_ABlockedServiceIsNotOfferedUntilAnAdminAllowsIt) {
    add_small_catalogue();
    EXPECT_EQ(refusal("DE", "bank"), ErrorCode::service_not_allowed);
    EXPECT_THAT(db::read(database(), blocked_services), ::testing::ElementsAre("bank"));

    write([](db::Tx& tx) { return set_service_policy(tx, "bank", Policy::allowed); });
    EXPECT_TRUE(offer("DE", "bank").has_value());
    EXPECT_THAT(db::read(database(), blocked_services), ::testing::IsEmpty());
}

TEST_P(CatalogTest, WhatIsUnknownCanNotBePricedOrSwitched) {
    add_small_catalogue();
    write([](db::Tx& tx) {
        EXPECT_EQ(
            set_price(tx, "FR", "chat", Money{1}, "EUR").error().code, ErrorCode::country_unknown
        );
        EXPECT_EQ(
            set_price(tx, "DE", "fax", Money{1}, "EUR").error().code, ErrorCode::service_unknown
        );
        EXPECT_EQ(
            set_price(tx, "DE", "chat", Money{0}, "EUR").error().code, ErrorCode::amount_invalid
        );
        EXPECT_EQ(
            set_price(tx, "DE", "chat", Money{1}, "eur").error().code, ErrorCode::validation_failed
        );
        EXPECT_EQ(
            set_service_policy(tx, "fax", Policy::allowed).error().code, ErrorCode::service_unknown
        );
        EXPECT_EQ(withdraw_offer(tx, "FR", "chat").error().code, ErrorCode::country_unknown);
        EXPECT_FALSE(put_country(tx, {"de", "", "0", 9, Availability::enabled}));
        EXPECT_FALSE(put_service(tx, {0, "A B", "x", "other", 2, Policy::allowed}));
    });
}

TEST_P(CatalogTest, AServiceKeepsItsId) {
    add_small_catalogue();
    write([](db::Tx& tx) {
        const auto before = service_by_slug(tx, "chat");
        const auto id = put_service(tx, {0, "chat", "Chat 2", "social", 1, Policy::blocked});
        EXPECT_EQ(id.value(), before->id);
        EXPECT_EQ(service_by_id(tx, before->id)->name, "Chat 2");
    });
}

TEST_P(CatalogTest, EveryStatementIsUnderstood) {
    testing::prepare_all(
        database(),
        {&sql::catalog::find_offer,
         &sql::catalog::lock_seed,
         &sql::catalog::put_service,
         &sql::catalog::put_price,
         &sql::catalog::delete_price,
         &sql::catalog::list_prices,
         &sql::catalog::put_price_rule,
         &sql::catalog::seed_price_rule}
    );
}

class SeedTest : public CatalogTest {};

INSTANTIATE_TEST_SUITE_P(Engines, SeedTest, testing::all_engines, testing::engine_name);

TEST_P(SeedTest, HasTheWorldAndBlocksSensitiveCategories) {
    write([](db::Tx& tx) { load_seed(tx); });
    const auto countries = db::read(database(), list_countries);
    const auto services = db::read(database(), list_services);
    EXPECT_GE(countries.size(), 70U);
    EXPECT_GE(services.size(), 100U);
    for (const auto& service : services) {
        const bool is_blocked = service.policy == Policy::blocked;
        EXPECT_EQ(is_blocked, is_sensitive_category(service.category)) << service.slug;
    }
    EXPECT_TRUE(offer("US", "whatsapp").has_value());
    EXPECT_EQ(refusal("US", "paypal"), ErrorCode::service_not_allowed);
}

TEST_P(SeedTest, T1_FinanceGamblingGovernmentAndIdentityAreOffByDefault) {
    write([](db::Tx& tx) { load_seed(tx); });
    const auto blocked = db::read(database(), blocked_services);
    for (const auto* slug : {"paypal", "revolut", "stripe", "bet365", "irs", "bankid", "binance"}) {
        EXPECT_THAT(blocked, Contains(slug));
    }
    EXPECT_THAT(blocked, Not(Contains("telegram")));
}

TEST_P(SeedTest, PricesEveryAllowedServiceInEveryCountry) {
    write([](db::Tx& tx) { load_seed(tx, "EUR"); });
    db::read(database(), [](db::Tx& tx) {
        const auto services = list_services(tx);
        for (const auto& country : list_countries(tx)) {
            const auto& service = services[country.name.size()];
            if (service.policy == Policy::blocked) continue;
            const auto found = find_offer(tx, country.code, service.slug);
            ASSERT_TRUE(found.has_value()) << country.code << service.slug;
            EXPECT_GE(found->price, Money{80'000});
            EXPECT_LE(found->price, Money{1'500'000});
            EXPECT_EQ(found->currency, "EUR");
        }
        EXPECT_EQ(list_price_rules(tx).size(), 16U);
    });
}

TEST_P(SeedTest, ComesAgainWithoutUndoingWhatAnAdminSet) {
    write([](db::Tx& tx) {
        load_seed(tx);
        EXPECT_TRUE(set_service_policy(tx, "telegram", Policy::blocked));
        EXPECT_TRUE(set_service_policy(tx, "paypal", Policy::allowed));
        EXPECT_TRUE(set_country_availability(tx, "FR", Availability::disabled));
        EXPECT_TRUE(set_price_rule(tx, {3, 4, Money{2'000'000}, "USD"}));
    });
    const auto services = db::read(database(), list_services);
    write([](db::Tx& tx) { load_seed(tx); });
    EXPECT_EQ(db::read(database(), list_services), services);
    EXPECT_EQ(refusal("US", "telegram"), ErrorCode::service_not_allowed);
    EXPECT_TRUE(offer("US", "paypal").has_value());
    EXPECT_EQ(refusal("FR", "whatsapp"), ErrorCode::country_unknown);
    EXPECT_EQ(offer("US", "whatsapp")->price, Money{2'000'000});
}

TEST_P(SeedTest, AliasesAreFilledInWhereNobodyHasSaid) {
    const auto aliases = [&](std::string_view slug) {
        return db::read(database(), [&](db::Tx& tx) { return service_by_slug(tx, slug); })->aliases;
    };
    write([](db::Tx& tx) {
        EXPECT_TRUE(put_service(tx, {0, "telegram", "Telegram", "messenger", 2, Policy::allowed}));
        load_seed(tx);
    });
    EXPECT_THAT(*aliases("telegram"), Contains("tg"));
    EXPECT_THAT(*aliases("google"), Contains("google voice"));
    write([](db::Tx& tx) {
        auto telegram = *service_by_slug(tx, "telegram");
        telegram.aliases = std::vector<std::string>{};
        EXPECT_TRUE(put_service(tx, telegram));
        telegram.aliases = std::vector<std::string>{"a;b"};
        EXPECT_FALSE(put_service(tx, telegram));
        load_seed(tx);
    });
    EXPECT_THAT(*aliases("telegram"), ::testing::IsEmpty());
}

TEST_P(SeedTest, EachServiceWithAliasesIsInTheCatalogue) {
    write([](db::Tx& tx) { load_seed(tx); });
    std::size_t with_aliases = 0;
    for (const auto& service : db::read(database(), list_services))
        with_aliases += service.aliases ? 1 : 0;
    const auto table = read_csv_table(data::service_aliases, {"slug", "aliases"});
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(with_aliases, table->rows.size());
}

TEST_P(SeedTest, T1_AServiceThatBecameSensitiveIsBlocked) {
    write([](db::Tx& tx) {
        EXPECT_TRUE(put_service(tx, {0, "paypal", "PayPal", "other", 2, Policy::allowed}));
        load_seed(tx);
    });
    EXPECT_EQ(refusal("US", "paypal"), ErrorCode::service_not_allowed);
}

}  // namespace

}  // namespace otpost::catalog
