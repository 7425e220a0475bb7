// SPDX-License-Identifier: Apache-2.0
#include "inventory/opening.hpp"

#include "inventory/inventory_fixture.hpp"
#include "inventory/pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace otpost::inventory {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr AccountId owner{77};
constexpr db::Statement free_rows{
    "free_rows", "SELECT COUNT(*) FROM availability WHERE state = 'free'"
};
constexpr db::Statement closed_rows{
    "closed_rows", "SELECT COUNT(*) FROM availability WHERE choice = 'closed'"
};

class OpeningTest : public HouseTest {
protected:
    Result<> set(NumberId number, std::string_view service, Opening opening) {
        return write([&](db::Tx& tx) { return set_opening(tx, number, service, opening, now()); });
    }

    Result<> begin_all(std::string_view service, Opening opening) {
        return write([&](db::Tx& tx) {
            return set_opening_of_operator(tx, owner, service, opening, now());
        });
    }

    bool carry_on() {
        return write([&](db::Tx& tx) { return carry_on_opening(tx, owner, now()); });
    }

    /// As a request does.
    Result<> set_all(std::string_view service, Opening opening) {
        auto begun = begin_all(service, opening);
        while (begun && carry_on()) continue;
        return begun;
    }

    std::int64_t rows(const db::Statement& counted) {
        return db::read(database(), [&](db::Tx& tx) {
            return tx.one(counted, [](const db::Row& row) { return row.int64(0); }).value();
        });
    }

    void add_many(std::int64_t count) {
        std::vector<NewNumber> many;
        for (std::int64_t i = 0; i < count; ++i) many.push_back(next_number({chat_}));
        ASSERT_TRUE(write([&](db::Tx& tx) { return add_numbers(tx, moment(), many); }));
    }

    NumberService service_of(NumberId number, std::string_view slug) {
        const auto all =
            db::read(database(), [&](db::Tx& tx) { return number_services(tx, number); });
        for (const auto& service : all)
            if (service.service == slug) return service;
        return {};
    }

    ErrorCode refusal_of_take(std::int64_t service) {
        const auto taken = take(service);
        EXPECT_FALSE(taken);
        return taken ? ErrorCode::internal_error : taken.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, OpeningTest, testing::all_engines, testing::engine_name);

TEST_P(OpeningTest, AClosedServiceIsNotOfferedAndTheOthersAre) {
    for (const bool chosen : {true, false}) {
        const auto id = chosen ? add({chat_, shop_}) : add();
        ASSERT_TRUE(set(id, "chat", Opening::closed));
        EXPECT_TRUE(service_of(id, "chat").closed);
        EXPECT_EQ(service_of(id, "chat").state, ServiceState::paused);
        EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
        ASSERT_TRUE(set(id, "chat", Opening::open));
        EXPECT_FALSE(service_of(id, "chat").closed);
        EXPECT_EQ(take(chat_)->id, id);
        EXPECT_EQ(take(shop_)->id, id);
    }
}

TEST_P(OpeningTest, AnOpenLeaseLivesOnAndIsFollowedByNone) {
    const auto id = add({chat_});
    ASSERT_TRUE(take(chat_));
    ASSERT_TRUE(set(id, "chat", Opening::closed));
    EXPECT_EQ(service_of(id, "chat").state, ServiceState::leased);
    release(id, chat_, Release::unused);
    clock_.advance(std::chrono::hours{1});
    EXPECT_EQ(free_again(), 1);
    EXPECT_EQ(service_of(id, "chat").state, ServiceState::paused);
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    ASSERT_TRUE(set(id, "chat", Opening::open));
    EXPECT_EQ(take(chat_)->id, id);
}

TEST_P(OpeningTest, L2_OpeningGivesNoUsedNumberBack) {
    const auto id = add({chat_});
    ASSERT_TRUE(take(chat_));
    release(id, chat_, Release::code_received);
    ASSERT_TRUE(set(id, "chat", Opening::closed));
    ASSERT_TRUE(set(id, "chat", Opening::open));
    EXPECT_EQ(service_of(id, "chat").state, ServiceState::used);
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
}

TEST_P(OpeningTest, ResumingAndEnablingOpenNothingThatIsClosed) {
    const auto id = add();
    ASSERT_TRUE(set(id, "chat", Opening::closed));
    ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, id, now()); }));
    ASSERT_TRUE(write([&](db::Tx& tx) { return resume_number(tx, id, now()); }));
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    ASSERT_TRUE(write([&](db::Tx& tx) { return disable_supplier(tx, supplier_, now()); }));
    ASSERT_TRUE(write([&](db::Tx& tx) { return enable_supplier(tx, supplier_, now()); }));
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    EXPECT_EQ(take(shop_)->id, id);
}

TEST_P(OpeningTest, APausedNumberIsOpenedWithoutBeingOffered) {
    const auto id = add({shop_});
    ASSERT_TRUE(write([&](db::Tx& tx) { return pause_number(tx, id, now()); }));
    ASSERT_TRUE(set(id, "chat", Opening::open));
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    ASSERT_TRUE(write([&](db::Tx& tx) { return resume_number(tx, id, now()); }));
    EXPECT_EQ(take(chat_)->id, id);
}

TEST_P(OpeningTest, WhatIsClosedOnAllIsClosedOnLaterNumbersToo) {
    const auto of_pool = add();
    const auto chosen = add({chat_, shop_});
    ASSERT_TRUE(set_all("chat", Opening::closed));
    const auto later = add();
    const auto later_chosen = add({chat_});
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    const auto closed = [&] {
        return db::read(database(), [](db::Tx& tx) { return closed_services(tx, owner); });
    };
    EXPECT_THAT(closed(), ElementsAre("chat"));
    ASSERT_TRUE(set_all("chat", Opening::open));
    EXPECT_THAT(closed(), IsEmpty());
    std::set<NumberId> taken;
    for (int i = 0; i < 4; ++i) taken.insert(take(chat_)->id);
    EXPECT_EQ(taken, (std::set{of_pool, chosen, later, later_chosen}));
    EXPECT_EQ(service_of(add(), "chat").state, ServiceState::free);
}

/// No transaction holds the store up, however many numbers there are.
TEST_P(OpeningTest, AllNumbersAreClosedABatchAtATime) {
    constexpr std::int64_t numbers = 2 * opening_batch + 10;
    add_many(numbers);
    ASSERT_TRUE(begin_all("chat", Opening::closed));
    EXPECT_EQ(rows(free_rows), numbers);
    EXPECT_TRUE(carry_on());
    EXPECT_EQ(rows(free_rows), numbers - opening_batch);
    EXPECT_TRUE(carry_on());
    EXPECT_FALSE(carry_on()) << "the third is the last";
    EXPECT_EQ(rows(free_rows), 0);
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
    ASSERT_TRUE(begin_all("chat", Opening::open));
    EXPECT_TRUE(carry_on());
    EXPECT_EQ(rows(free_rows), opening_batch);
    while (carry_on()) continue;
    EXPECT_EQ(rows(free_rows), numbers);
}

TEST_P(OpeningTest, ANumberAddedBetweenTwoBatchesIsClosedToo) {
    add_many(opening_batch + 1);
    ASSERT_TRUE(begin_all("chat", Opening::closed));
    EXPECT_TRUE(carry_on());
    add();
    EXPECT_FALSE(carry_on());
    add();
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
}

/// The house stopped before the request had closed them all.
TEST_P(OpeningTest, WhatARequestLeftIsEndedByTheDuty) {
    add_many(opening_batch + 1);
    ASSERT_TRUE(begin_all("chat", Opening::closed));
    EXPECT_TRUE(carry_on());
    const auto sweep = [&] {
        return write([&](db::Tx& tx) { return carry_on_openings(tx, now(), 1); });
    };
    EXPECT_EQ(sweep(), 1);
    EXPECT_EQ(sweep(), 0);
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
}

TEST_P(OpeningTest, TheLastWordCountsWhileAllNumbersAreClosed) {
    add_many(2 * opening_batch);
    ASSERT_TRUE(begin_all("chat", Opening::closed));
    EXPECT_TRUE(carry_on());
    ASSERT_TRUE(set_all("chat", Opening::open));
    EXPECT_EQ(rows(free_rows), 2 * opening_batch);
    EXPECT_EQ(rows(closed_rows), 0);
    EXPECT_FALSE(carry_on());
}

/// Whichever comes first, a number that is being added or the closing of all.
TEST_P(OpeningTest, NumbersAddedAtTheSameTimeAreClosedToo) {
    std::vector<NewNumber> numbers;
    for (int i = 0; i < 60; ++i) numbers.push_back(next_number());
    std::thread adding([&] {
        for (const auto& number : numbers)
            EXPECT_TRUE(write([&](db::Tx& tx) { return add_number(tx, moment(), number); }));
    });
    EXPECT_TRUE(set_all("chat", Opening::closed));
    adding.join();
    EXPECT_EQ(rows(free_rows), 0);
    EXPECT_EQ(refusal_of_take(chat_), ErrorCode::out_of_stock);
}

TEST_P(OpeningTest, OtherOperatorsNumbersStayAsTheyAre) {
    auto other = house_supplier();
    other.slug = "other";
    other.operator_id = AccountId{78};
    other.operator_account = 9;
    const auto theirs = *write([&](db::Tx& tx) { return add_supplier(tx, moment(), other); });
    auto number = next_number();
    number.supplier = theirs;
    const auto id = *write([&](db::Tx& tx) { return add_number(tx, moment(), number); });
    ASSERT_TRUE(set_all("chat", Opening::closed));
    EXPECT_EQ(take(chat_)->id, id);
}

/// More closed numbers ahead of an open one than a taker opens blocks.
TEST_P(OpeningTest, ClosedNumbersDoNotHideTheRestOfThePool) {
    std::vector<NewNumber> many;
    for (std::int64_t i = 0; i < 10 * pool_block; ++i) many.push_back(next_number());
    ASSERT_TRUE(write([&](db::Tx& tx) { return add_numbers(tx, moment(), many); }));
    ASSERT_TRUE(set_all("chat", Opening::closed));
    auto other = house_supplier();
    other.slug = "other";
    other.operator_id = AccountId{78};
    other.operator_account = 9;
    auto last = next_number();
    last.supplier = *write([&](db::Tx& tx) { return add_supplier(tx, moment(), other); });
    const auto id = *write([&](db::Tx& tx) { return add_number(tx, moment(), last); });
    EXPECT_EQ(take(chat_)->id, id);
}

TEST_P(OpeningTest, T1_ABlockedServiceCantBeOpened) {
    const auto id = add({chat_});
    EXPECT_EQ(set(id, "bank", Opening::open).error().code, ErrorCode::service_not_allowed);
    EXPECT_EQ(set_all("bank", Opening::open).error().code, ErrorCode::service_not_allowed);
    EXPECT_EQ(set(id, "none", Opening::closed).error().code, ErrorCode::service_unknown);
}

/// The store itself refuses that a closed row be free.
TEST_P(OpeningTest, AClosedRowIsNeverFree) {
    const auto id = add({chat_});
    ASSERT_TRUE(set(id, "chat", Opening::closed));
    try {
        write([&](db::Tx& tx) { tx.run_unprepared("UPDATE availability SET state = 'free'"); });
        ADD_FAILURE() << "it was taken";
    } catch (const db::Conflict& conflict) {
        EXPECT_EQ(conflict.constraint, "availability_choice");
    }
}

}  // namespace

}  // namespace otpost::inventory
