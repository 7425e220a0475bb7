// SPDX-License-Identifier: Apache-2.0
#include "routing/routing.hpp"

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/opening.hpp"
#include "inventory/supplier.hpp"
#include "routing/closed_lease_sql.hpp"
#include "routing/routing_sql.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace otpost::routing {

namespace {

using catalog::Availability;
using catalog::Policy;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RoutingTest : public testing::EngineTest {
protected:
    template <class F>
    auto write(F work) {
        return db::write(database(), std::move(work));
    }

    void SetUp() override {
        write([&](db::Tx& tx) {
            EXPECT_TRUE(catalog::put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled})
            );
            EXPECT_TRUE(catalog::put_country(tx, {"FR", "France", "33", 3, Availability::enabled}));
            for (const auto* slug : {"bank", "chat", "shop"}) {
                services_[slug] = *catalog::put_service(
                    tx, {0, slug, fmt::format("The {}", slug), "other", 2, Policy::allowed}
                );
            }
            EXPECT_TRUE(catalog::set_price_rule(tx, {4, 2, Money{450'000}, "EUR"}));
            EXPECT_TRUE(catalog::set_price_rule(tx, {3, 2, Money{300'000}, "EUR"}));
            inventory::Supplier supplier;
            supplier.slug = supplier.adapter = supplier.name = "pool";
            supplier_ = *inventory::add_supplier(tx, moment(), supplier);
        });
    }

    Moment moment() { return {now_, ids_, random_}; }

    void add_numbers(std::string_view country, int count, std::vector<std::int64_t> services = {}) {
        std::vector<inventory::NewNumber> numbers;
        for (int i = 0; i < count; ++i) {
            const auto code = country == "DE" ? "+49" : "+33";
            numbers.push_back(
                {fmt::format("{}15{:08}", code, ++numbers_made_),
                 std::string{country},
                 supplier_,
                 services,
                 inventory::Attestation{AccountId{1}, "1"}}
            );
        }
        write([&](db::Tx& tx) { EXPECT_TRUE(inventory::add_numbers(tx, moment(), numbers)); });
    }

    OfferPage page(
        const OfferFilter& filter = {},
        const std::optional<OfferCursor>& after = std::nullopt,
        std::int64_t limit = 100
    ) {
        return db::read(database(), [&](db::Tx& tx) {
            return list_offers(tx, filter, after, limit);
        });
    }

    static std::vector<std::string> keys(const OfferPage& page) {
        std::vector<std::string> all;
        for (const auto& offer : page.offers) all.push_back(offer.service + '/' + offer.country);
        return all;
    }

    OfferView offer(std::string_view country, std::string_view service) {
        const auto found =
            db::read(database(), [&](db::Tx& tx) { return find_offer_view(tx, country, service); });
        EXPECT_TRUE(found.has_value());
        return found.value_or(OfferView{});
    }

    Time now_ = from_micros(1'800'000'000'000'000);
    ManualClock clock_{now_};
    IdGenerator ids_{clock_, 1};
    SeededRandom random_{7};
    SupplierId supplier_;
    std::map<std::string, std::int64_t> services_;
    int numbers_made_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, RoutingTest, testing::all_engines, testing::engine_name);

TEST_P(RoutingTest, L1_AnOfferShowsPriceAndStock) {
    add_numbers("DE", 3);
    write([&](db::Tx& tx) {
        EXPECT_TRUE(inventory::take_number(tx, "DE", services_["chat"], random_, now_));
    });
    const auto shown = offer("DE", "chat");
    EXPECT_EQ(shown.country_name, "Germany");
    EXPECT_EQ(shown.service_name, "The chat");
    EXPECT_EQ(shown.price, Money{450'000});
    EXPECT_EQ(shown.currency, "EUR");
    EXPECT_EQ(shown.available, 2);
    EXPECT_EQ(shown.delivery_rate, std::nullopt);
    EXPECT_EQ(shown.median_seconds, std::nullopt);
    EXPECT_EQ(shown.samples, 0);
    EXPECT_EQ(offer("DE", "shop").available, 3);
}

TEST_P(RoutingTest, L1_StockIsCountedExactlyUpToItsBound) {
    const auto half = static_cast<int>(stock_counted_up_to) / 2;
    add_numbers("DE", half, {services_["chat"]});
    add_numbers("DE", half - 1);
    EXPECT_EQ(offer("DE", "chat").available, stock_counted_up_to - 1);
    add_numbers("DE", 5);
    EXPECT_EQ(offer("DE", "chat").available, stock_counted_up_to);
}

TEST_P(RoutingTest, L1_StockIsExactWhereAnOperatorClosedAndOpened) {
    add_numbers("DE", 4);
    const auto numbers = db::read(database(), [](db::Tx& tx) {
        return inventory::list_numbers(tx, {}, NumberId{}, 10);
    });
    const auto set = [&](std::size_t number, inventory::Opening opening) {
        write([&](db::Tx& tx) {
            EXPECT_TRUE(inventory::set_opening(tx, numbers[number].id, "chat", opening, now_));
        });
    };
    set(0, inventory::Opening::closed);
    set(1, inventory::Opening::closed);
    EXPECT_EQ(offer("DE", "chat").available, 2);
    EXPECT_EQ(offer("DE", "shop").available, 4);
    set(0, inventory::Opening::open);
    EXPECT_EQ(offer("DE", "chat").available, 3) << "counted once, though it has a row of its own";
    for (std::size_t i = 0; i < 4; ++i) set(i, inventory::Opening::closed);
    const auto in_stock = db::read(database(), [](db::Tx& tx) { return services_in_stock(tx); });
    EXPECT_EQ(in_stock, (std::vector<std::string>{"bank", "shop"}));
}

TEST_P(RoutingTest, OffersComeInPagesSortedByServiceAndCountry) {
    add_numbers("DE", 1);
    add_numbers("FR", 1);
    const std::vector<std::string> all{
        "bank/DE", "bank/FR", "chat/DE", "chat/FR", "shop/DE", "shop/FR"
    };
    EXPECT_EQ(keys(page()), all);
    EXPECT_FALSE(page().next.has_value());

    std::vector<std::string> walked;
    std::optional<OfferCursor> cursor;
    do {
        const auto part = page({}, cursor, 4);
        for (const auto& key : keys(part)) walked.push_back(key);
        cursor = part.next;
    } while (cursor);
    EXPECT_EQ(walked, all);
}

TEST_P(RoutingTest, OffersAreFilteredByCountryServiceAndName) {
    add_numbers("DE", 1);
    add_numbers("FR", 1);
    EXPECT_THAT(keys(page({"FR", "", ""})), ElementsAre("bank/FR", "chat/FR", "shop/FR"));
    EXPECT_THAT(keys(page({"", "chat", ""})), ElementsAre("chat/DE", "chat/FR"));
    EXPECT_THAT(keys(page({"DE", "chat", ""})), ElementsAre("chat/DE"));
    EXPECT_THAT(keys(page({"", "", "THE SH"})), ElementsAre("shop/DE", "shop/FR"));
    EXPECT_THAT(keys(page({"", "chat", "germ"})), ElementsAre("chat/DE"));
    EXPECT_THAT(keys(page({"", "", "%"})), IsEmpty());
    EXPECT_THAT(keys(page({"XX", "", ""})), IsEmpty());
    EXPECT_THAT(keys(page({"", "' OR 1", ""})), IsEmpty());

    const auto first = page({"", "chat", ""}, std::nullopt, 1);
    EXPECT_THAT(keys(page({"", "chat", ""}, first.next, 1)), ElementsAre("chat/FR"));
}

TEST_P(RoutingTest, WhatCanNotBeSoldIsNotShown) {
    add_numbers("DE", 1);
    add_numbers("FR", 1, {services_["chat"]});
    write([&](db::Tx& tx) {
        EXPECT_TRUE(catalog::set_service_policy(tx, "bank", Policy::blocked));
        EXPECT_TRUE(catalog::withdraw_offer(tx, "DE", "shop"));
    });
    EXPECT_THAT(keys(page()), ElementsAre("chat/DE", "chat/FR"));
    write([&](db::Tx& tx) {
        EXPECT_TRUE(catalog::set_country_availability(tx, "DE", Availability::disabled));
    });
    EXPECT_THAT(keys(page()), ElementsAre("chat/FR"));
}

TEST_P(RoutingTest, APageIsFullEvenWhereMostOffersAreNotSold) {
    add_numbers("DE", 1);
    add_numbers("FR", 1);
    write([&](db::Tx& tx) {
        for (const auto* service : {"bank", "chat"}) {
            EXPECT_TRUE(catalog::withdraw_offer(tx, "DE", service));
            EXPECT_TRUE(catalog::withdraw_offer(tx, "FR", service));
        }
    });
    const auto first = page({}, std::nullopt, 1);
    EXPECT_THAT(keys(first), ElementsAre("shop/DE"));
    const auto second = page({}, first.next, 1);
    EXPECT_THAT(keys(second), ElementsAre("shop/FR"));
    EXPECT_FALSE(second.next.has_value());
}

TEST_P(RoutingTest, AnOfferThatRanOutStaysInTheListWithNoStock) {
    add_numbers("DE", 1, {services_["chat"]});
    write([&](db::Tx& tx) {
        EXPECT_TRUE(inventory::take_number(tx, "DE", services_["chat"], random_, now_));
    });
    EXPECT_THAT(keys(page()), ElementsAre("chat/DE"));
    EXPECT_EQ(offer("DE", "chat").available, 0);
}

TEST_P(RoutingTest, AServiceIsInStockWhileACountryHasAFreeNumber) {
    const auto stocked = [&] { return db::read(database(), services_in_stock); };
    EXPECT_THAT(stocked(), IsEmpty());
    add_numbers("DE", 1, {services_["chat"], services_["shop"]});
    add_numbers("FR", 1, {services_["chat"]});
    EXPECT_THAT(stocked(), ElementsAre("chat", "shop"));
    write([&](db::Tx& tx) {
        EXPECT_TRUE(inventory::take_number(tx, "FR", services_["chat"], random_, now_));
    });
    EXPECT_THAT(stocked(), ElementsAre("chat", "shop"));
    write([&](db::Tx& tx) {
        EXPECT_TRUE(inventory::take_number(tx, "DE", services_["chat"], random_, now_));
        EXPECT_TRUE(catalog::set_service_policy(tx, "shop", Policy::blocked));
    });
    EXPECT_THAT(stocked(), IsEmpty());
}

class DeliveryStatsTest : public RoutingTest {
protected:
    /// Closed `ago` before now, after `open_for`; the code came after `code_after` if it came.
    struct ClosedLease {
        const char* status;
        seconds ago;
        seconds open_for;
        std::optional<seconds> code_after = std::nullopt;
    };

    void close(const ClosedLease& lease, const char* service = "chat") {
        const auto closed_at = now_ - lease.ago;
        const auto opened_at = closed_at - lease.open_for;
        std::optional<Time> code_at;
        if (lease.code_after) code_at = opened_at + *lease.code_after;
        write([&](db::Tx& tx) {
            tx.exec(
                sql::closed_lease::insert_closed_lease,
                ++leases_made_,
                "DE",
                services_[service],
                lease.status,
                opened_at,
                code_at,
                closed_at
            );
        });
    }

    std::int64_t refresh(std::int64_t limit = 100) {
        return write([&](db::Tx& tx) { return refresh_delivery_stats(tx, now_, limit); });
    }

    std::int64_t leases_made_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, DeliveryStatsTest, testing::all_engines, testing::engine_name);

TEST_P(DeliveryStatsTest, L1_RateAndMedianAreThoseOfTheClosedLeases) {
    add_numbers("DE", 1);
    close({"completed", seconds{60}, seconds{300}, seconds{10}});
    close({"completed", seconds{70}, seconds{300}, seconds{31}});
    close({"completed", seconds{80}, seconds{300}, seconds{20}});
    close({"expired", seconds{90}, seconds{1200}});
    EXPECT_EQ(refresh(), 1);
    const auto shown = offer("DE", "chat");
    EXPECT_EQ(shown.samples, 4);
    EXPECT_EQ(shown.delivery_rate, 0.75);
    EXPECT_EQ(shown.median_seconds, 20);
    EXPECT_EQ(offer("DE", "shop").samples, 0);

    close({"completed", seconds{20}, seconds{300}, seconds{23}});
    EXPECT_EQ(refresh(), 1);
    EXPECT_EQ(offer("DE", "chat").median_seconds, 21);
    EXPECT_EQ(refresh(), 0);
}

TEST_P(DeliveryStatsTest, L1_ACancelWithinTheFirstMinuteIsNoSample) {
    add_numbers("DE", 1);
    close({"cancelled", seconds{60}, seconds{59}});
    close({"cancelled", seconds{60}, seconds{60}});
    close({"failed", seconds{60}, seconds{5}});
    refresh();
    EXPECT_EQ(offer("DE", "chat").samples, 2);
    EXPECT_EQ(offer("DE", "chat").delivery_rate, 0.0);
    EXPECT_EQ(offer("DE", "chat").median_seconds, std::nullopt);
}

TEST_P(DeliveryStatsTest, L1_OnlyTheLatestLeasesCount) {
    add_numbers("DE", 1);
    for (int i = 0; i < 20; ++i) close({"expired", seconds{10'000}, seconds{1200}});
    for (std::int64_t i = 0; i < samples_at_most; ++i) {
        close({"completed", seconds{100 + i}, seconds{300}, seconds{5}});
    }
    refresh(1000);
    EXPECT_EQ(offer("DE", "chat").samples, samples_at_most);
    EXPECT_EQ(offer("DE", "chat").delivery_rate, 1.0);
}

TEST_P(DeliveryStatsTest, OldSamplesLeaveTheWindow) {
    add_numbers("DE", 1);
    close({"completed", seconds{60}, seconds{300}, seconds{10}});
    refresh();
    now_ += samples_window;
    EXPECT_EQ(refresh(), 1);
    EXPECT_EQ(offer("DE", "chat").delivery_rate, std::nullopt);
    now_ += samples_window;
    EXPECT_EQ(refresh(), 0);
}

TEST_P(DeliveryStatsTest, WorksThroughABacklogInBoundedSteps) {
    add_numbers("DE", 1);
    for (const auto* service : {"chat", "shop", "bank"}) {
        close({"completed", seconds{100}, seconds{300}, seconds{10}}, service);
    }
    EXPECT_EQ(refresh(2), 2);
    EXPECT_EQ(refresh(2), 1);
    EXPECT_EQ(refresh(2), 0);
    for (const auto* service : {"chat", "shop", "bank"}) EXPECT_EQ(offer("DE", service).samples, 1);
}

TEST_P(DeliveryStatsTest, WhatWasJustClosedWaitsForWhoeverCommitsLate) {
    add_numbers("DE", 1);
    close({"expired", seconds{1}, seconds{1200}});
    EXPECT_EQ(refresh(), 0);
    now_ += seconds{20};
    close({"expired", seconds{19}, seconds{1200}});
    EXPECT_EQ(refresh(), 1);
    EXPECT_EQ(offer("DE", "chat").samples, 2);
}

TEST_P(DeliveryStatsTest, EveryStatementIsUnderstood) {
    testing::prepare_all(
        database(),
        {&sql::routing::walk_offers,
         &sql::routing::delivery_progress,
         &sql::routing::leases_closed_since,
         &sql::routing::advance_progress,
         &sql::routing::stale_stats,
         &sql::routing::delivery_samples,
         &sql::routing::put_stat}
    );
}

}  // namespace

}  // namespace otpost::routing
