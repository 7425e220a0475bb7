// SPDX-License-Identifier: Apache-2.0
#include "inventory/inventory.hpp"

#include "inventory/inventory_fixture.hpp"
#include "inventory/inventory_sql.hpp"
#include "inventory/supplier_sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace otpost::inventory {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class InventoryTest : public HouseTest {
protected:
    ServiceState state(NumberId number, std::int64_t service) {
        return db::read(database(), [&](db::Tx& tx) {
            for (const auto& row : number_services(tx, number)) {
                if (row.service_id == service) return row.state;
            }
            ADD_FAILURE() << "the number does not serve it";
            return ServiceState::free;
        });
    }

    ErrorCode refusal(const Result<TakenNumber>& taken) {
        EXPECT_FALSE(taken.has_value());
        return taken.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, InventoryTest, testing::all_engines, testing::engine_name);

TEST_P(InventoryTest, L2_ATakenNumberSaysWhoIsOwedWhat) {
    const auto id = add();
    const auto taken = take(chat_);
    ASSERT_TRUE(taken.has_value());
    EXPECT_EQ(taken->id, id);
    EXPECT_EQ(taken->e164, "+4915100000001");
    EXPECT_EQ(taken->supplier, supplier_);
    EXPECT_EQ(taken->supplier_cost, Money{50'000});
    EXPECT_EQ(taken->operator_share_bp, 4000);
    EXPECT_EQ(taken->supplier_account, 7);
    EXPECT_EQ(taken->operator_account, 8);
}

TEST_P(InventoryTest, L2_ANumberIsNeverLeasedTwiceForOneServiceAtATime) {
    add();
    EXPECT_TRUE(take(chat_).has_value());
    const auto again = take(chat_);
    EXPECT_EQ(refusal(again), ErrorCode::out_of_stock);
    EXPECT_THAT(again.error().message, HasSubstr("Nothing was charged"));
}

TEST_P(InventoryTest, L2_ANumberServesDifferentServicesAtOnce) {
    const auto id = add();
    EXPECT_EQ(take(chat_)->id, id);
    EXPECT_EQ(take(shop_)->id, id);
}

TEST_P(InventoryTest, L2_NeverAgainForAServiceItGotACodeFor) {
    const auto id = add();
    ASSERT_TRUE(take(chat_));
    release(id, chat_, Release::code_received);
    clock_.advance(std::chrono::years{5});
    EXPECT_EQ(free_again(), 0);
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
    EXPECT_EQ(state(id, chat_), ServiceState::used);
    EXPECT_EQ(take(shop_)->id, id);
}

TEST_P(InventoryTest, L2_AnUnusedNumberComesBackAfterItsQuarantine) {
    const auto id = add();
    ASSERT_TRUE(take(chat_));
    release(id, chat_, Release::unused);
    EXPECT_EQ(state(id, chat_), ServiceState::quarantine);
    clock_.advance(std::chrono::minutes{10} - Duration{1});
    EXPECT_EQ(free_again(), 0);
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
    clock_.advance(Duration{1});
    EXPECT_EQ(free_again(), 1);
    EXPECT_EQ(free_again(), 0);
    EXPECT_EQ(take(chat_)->id, id);
}

TEST_P(InventoryTest, L2_ReleasingTwiceIsReleasingOnce) {
    const auto id = add();
    release(id, chat_, Release::code_received);
    EXPECT_EQ(state(id, chat_), ServiceState::free);
    ASSERT_TRUE(take(chat_));
    release(id, chat_, Release::code_received);
    release(id, chat_, Release::unused);
    EXPECT_EQ(state(id, chat_), ServiceState::used);
}

TEST_P(InventoryTest, QuarantineEndsInBoundedStepsTheLongestOverFirst) {
    std::vector<NumberId> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(add({chat_}));
    for (int i = 0; i < 5; ++i) {
        const auto taken = take(chat_);
        ASSERT_TRUE(taken);
        release(taken->id, chat_, Release::unused);
        clock_.advance(std::chrono::seconds{1});
    }
    clock_.advance(std::chrono::minutes{10});
    const auto step = [&] {
        return write([&](db::Tx& tx) { return end_quarantine(tx, now(), 2); });
    };
    EXPECT_EQ(step(), 2);
    EXPECT_EQ(step(), 2);
    EXPECT_EQ(step(), 1);
    EXPECT_EQ(step(), 0);
}

TEST_P(InventoryTest, TakesOnlyFromTheCountryAndServiceAsked) {
    add({shop_});
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
    EXPECT_EQ(refusal(take(shop_, "FR")), ErrorCode::out_of_stock);
    EXPECT_TRUE(take(shop_).has_value());
}

TEST_P(InventoryTest, EveryNumberOfTheRangeIsFoundFromAnyStart) {
    constexpr std::size_t count = 50;
    for (std::size_t i = 0; i < count; ++i) add({chat_});
    std::set<NumberId> taken;
    for (std::size_t i = 0; i < count; ++i) taken.insert(take(chat_)->id);
    EXPECT_THAT(taken, SizeIs(count));
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
}

TEST_P(InventoryTest, APausedNumberIsNotOfferedUntilResumed) {
    const auto id = add();
    ASSERT_TRUE(take(shop_));
    ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, id, now()); }));
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);

    release(id, shop_, Release::unused);
    clock_.advance(std::chrono::minutes{10});
    EXPECT_EQ(free_again(), 1);
    EXPECT_EQ(state(id, shop_), ServiceState::paused);

    ASSERT_TRUE(write([&](db::Tx& tx) { return resume_number(tx, id, now()); }));
    EXPECT_TRUE(take(chat_).has_value());
    EXPECT_TRUE(take(shop_).has_value());
}

TEST_P(InventoryTest, ANumberFreedInTheInstantOfItsPauseIsNotTaken) {
    const auto id = add({chat_, shop_});
    write([&](db::Tx& tx) {
        tx.exec(sql::inventory::set_number_status, id, "paused");  // its rows are still free
    });
    const auto other = add({chat_, shop_});
    for (const auto service : {chat_, shop_}) EXPECT_EQ(take(service)->id, other);
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
}

TEST_P(InventoryTest, ARetiredNumberStaysRetired) {
    const auto id = add();
    ASSERT_TRUE(write([&](db::Tx& tx) { return retire_number(tx, id, now()); }));
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
    const auto resumed = write([&](db::Tx& tx) { return resume_number(tx, id, now()); });
    EXPECT_EQ(resumed.error().code, ErrorCode::conflict);
    const auto unknown = write([&](db::Tx& tx) { return pause_number(tx, NumberId{1}, now()); });
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

TEST_P(InventoryTest, ADisabledSupplierIsOutOfTheOffers) {
    const auto paused = add();
    const auto active = add();
    ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, paused, now()); }));
    ASSERT_TRUE(write([&](db::Tx& tx) { return disable_supplier(tx, supplier_, now()); }));
    add();
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
    ASSERT_TRUE(write([&](db::Tx& tx) { return resume_number(tx, active, now()); }));
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);

    ASSERT_TRUE(write([&](db::Tx& tx) { return enable_supplier(tx, supplier_, now()); }));
    EXPECT_TRUE(take(chat_).has_value());
    EXPECT_TRUE(take(chat_).has_value());
    EXPECT_EQ(refusal(take(chat_)), ErrorCode::out_of_stock);
}

TEST_P(InventoryTest, T1_ANumberOfAllServicesDoesNotServeTheBlockedOnes) {
    const auto id = add();
    const auto services = db::read(database(), [&](db::Tx& tx) { return number_services(tx, id); });
    std::vector<std::string> slugs;
    for (const auto& service : services) slugs.push_back(service.service);
    EXPECT_THAT(slugs, ElementsAre("chat", "shop"));
}

TEST_P(InventoryTest, T1_AServiceAllowedLaterIsOpenedOnNumbersOfAllServices) {
    const auto of_all = add();
    add({chat_});
    write([&](db::Tx& tx) {
        EXPECT_EQ(open_allowed_services(tx), 0);
        EXPECT_TRUE(catalog::set_service_policy(tx, "bank", catalog::Policy::allowed));
        EXPECT_EQ(open_allowed_services(tx), 1);
        EXPECT_EQ(open_allowed_services(tx), 0);
    });
    EXPECT_EQ(take(bank_)->id, of_all);
}

TEST_P(InventoryTest, NumbersAreFoundAndListed) {
    const auto first = add();
    const auto second = add();
    clock_.advance(std::chrono::seconds{5});
    write([&](db::Tx& tx) {
        touch_last_message(tx, first, now());
        touch_last_message(tx, first, now() - std::chrono::seconds{3});
    });
    db::read(database(), [&](db::Tx& tx) {
        const auto found = find_by_e164(tx, "+4915100000001");
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->id, first);
        EXPECT_EQ(found->last_message_at, now());
        EXPECT_FALSE(find_by_e164(tx, "+4915100000009").has_value());

        const auto ids = [&](const NumberFilter& filter, NumberId after) {
            std::vector<NumberId> all;
            for (const auto& number : list_numbers(tx, filter, after, 1)) all.push_back(number.id);
            return all;
        };
        EXPECT_THAT(ids({}, NumberId{}), ElementsAre(first));
        EXPECT_THAT(ids({}, first), ElementsAre(second));
        EXPECT_THAT(ids({supplier_, std::nullopt}, first), ElementsAre(second));
        EXPECT_THAT(ids({std::nullopt, AccountId{77}}, first), ElementsAre(second));
        EXPECT_THAT(ids({std::nullopt, AccountId{78}}, NumberId{}), SizeIs(0));
    });
}

TEST_P(InventoryTest, SuppliersAreKeptWithTheirTerms) {
    write([&](db::Tx& tx) {
        EXPECT_EQ(add_supplier(tx, moment(), house_supplier()).error().code, ErrorCode::conflict);
        auto supplier = *supplier_by_slug(tx, "pool");
        EXPECT_EQ(supplier.id, supplier_);
        EXPECT_EQ(supplier_of_operator(tx, AccountId{77})->id, supplier_);
        supplier.cost_per_code = Money{60'000};
        supplier.secret_ref = "pool_webhook";
        EXPECT_TRUE(update_supplier(tx, supplier));
        EXPECT_EQ(find_supplier(tx, supplier_)->cost_per_code, Money{60'000});
        EXPECT_EQ(list_suppliers(tx).front().secret_ref, "pool_webhook");

        supplier.operator_share_bp = 10'001;
        EXPECT_EQ(update_supplier(tx, supplier).error().code, ErrorCode::validation_failed);
        supplier.slug = "other";
        supplier.operator_share_bp = 0;
        supplier.operator_account.reset();
        const auto half = add_supplier(tx, moment(), supplier);
        EXPECT_EQ(half.error().fields.at(0).field, "operator_account");
    });
}

TEST_P(InventoryTest, EveryStatementIsUnderstood) {
    testing::prepare_all(
        database(),
        {&sql::inventory::insert_number,
         &sql::inventory::open_one_service,
         &sql::inventory::stock_one_service,
         &sql::inventory::take_from,
         &sql::inventory::pause_taken,
         &sql::inventory::mark_used,
         &sql::inventory::quarantine,
         &sql::inventory::end_quarantine,
         &sql::inventory::resume_rows,
         &sql::supplier::insert_supplier,
         &sql::supplier::pause_supplier_rows,
         &sql::supplier::resume_supplier_rows}
    );
}

}  // namespace

}  // namespace otpost::inventory
