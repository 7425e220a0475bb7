// SPDX-License-Identifier: Apache-2.0
#include "leases/supply.hpp"

#include "inventory/opening.hpp"
#include "leases/lease_fixture.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otpost::leases {

namespace {

constexpr AccountId owner{77};

class SupplyTest : public LeaseTest {
protected:
    void SetUp() override {
        LeaseTest::SetUp();
        top_up(ada, Money{10'000'000});
    }

    std::vector<SuppliedNumber> list(const NumberSearch& search, AccountId whose = owner) {
        return read([&](db::Tx& tx) { return list_supplied(tx, whose, search); });
    }

    ledger::PayableId earnings() {
        return read([](db::Tx& tx) {
                   return ledger::find_payable(
                       tx, ledger::PayableClass::operator_, owner.value(), "EUR"
                   );
               }
        ).value();
    }

    std::vector<ServedLease> served(const ServedPage& page = {}) {
        return read([&, account = earnings()](db::Tx& tx) {
            return list_served(tx, account, page).leases;
        });
    }

    std::vector<ServedService> services() {
        return read([&, account = earnings()](db::Tx& tx) {
            return served_services(tx, account, now());
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, SupplyTest, testing::all_engines, testing::engine_name);

TEST_P(SupplyTest, ANumberTellsItsLeasesAndServices) {
    add_numbers(1);
    const auto id = list({}).at(0).id;
    const Lease lease = open_for(ada, "chat");
    EXPECT_EQ(list({}).at(0).open_leases, 1);
    EXPECT_EQ(list({.leased = true}).size(), 1U);
    EXPECT_EQ(list({}).at(0).services_open, 2);
    ASSERT_TRUE(code_for(lease));
    ASSERT_TRUE(act(finish, lease));
    write([&](db::Tx& tx) {
        EXPECT_TRUE(inventory::set_opening(tx, id, "shop", inventory::Opening::closed, now()));
    });
    const auto number = list({}).at(0);
    EXPECT_EQ(number.open_leases, 0);
    EXPECT_EQ(number.services_used, 1);
    EXPECT_EQ(number.services_closed, 1);
    EXPECT_EQ(number.services_open, 0);
    EXPECT_TRUE(list({.leased = true}).empty());
}

TEST_P(SupplyTest, NumbersAreFoundByStatusCountryAndDigits) {
    add_numbers(3);
    add_numbers(2, "FR");
    const auto all = list({});
    ASSERT_EQ(all.size(), 5U);
    EXPECT_GT(all.front().id, all.back().id) << "newest first";
    EXPECT_EQ(list({.country = "FR"}).size(), 2U);
    EXPECT_EQ(list({.digits = all[0].e164.substr(3)}).size(), 1U);
    EXPECT_TRUE(list({.digits = "999999"}).empty());
    write([&](db::Tx& tx) { EXPECT_TRUE(inventory::pause_number(tx, all[0].id, now())); });
    EXPECT_EQ(list({.status = inventory::NumberStatus::paused}).at(0).id, all[0].id);
    EXPECT_EQ(list({.status = inventory::NumberStatus::active}).size(), 4U);
    EXPECT_EQ(list({.limit = 2}).size(), 2U);
    EXPECT_EQ(list({.before = all[1].id}).size(), 3U);
    const auto counts = read([](db::Tx& tx) { return count_supplied(tx, owner); });
    EXPECT_EQ(counts.active, 4);
    EXPECT_EQ(counts.paused, 1);
    EXPECT_EQ(counts.retired, 0);
}

TEST_P(SupplyTest, A6_OthersSeeNothing) {
    add_numbers(1);
    const auto id = list({}).at(0).id;
    EXPECT_TRUE(list({}, AccountId{78}).empty());
    const auto find = [&](AccountId whose) {
        return read([&](db::Tx& tx) { return find_supplied(tx, whose, id); });
    };
    EXPECT_TRUE(find(owner));
    EXPECT_FALSE(find(AccountId{78}));
}

TEST_P(SupplyTest, W4_ServedLeasesTellWhatACodeEarned) {
    add_numbers(5);
    const Lease with_code = open_for(ada, "chat");
    ASSERT_TRUE(code_for(with_code));
    const Lease waiting = open_for(ada, "shop");
    const auto all = served();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, waiting.id);
    EXPECT_FALSE(all[0].earned);
    EXPECT_EQ(all[1].id, with_code.id);
    EXPECT_EQ(all[1].earned, Money{140'000});
    EXPECT_EQ(served({.number = waiting.number}).at(0).id, waiting.id);
    EXPECT_EQ(served({.before = waiting.id}).size(), 1U);
}

TEST_P(SupplyTest, LeasesServedArePagedToTheirEnd) {
    add_numbers(5);
    for (int i = 0; i < 3; ++i) open_for(ada, "chat");
    const auto page = [&](const ServedPage& wanted) {
        return read([&, account = earnings()](db::Tx& tx) {
            return list_served(tx, account, wanted);
        });
    };
    const auto all = page({.limit = 3});
    ASSERT_EQ(all.leases.size(), 3U);
    EXPECT_FALSE(all.further);
    const auto first = page({.limit = 2});
    EXPECT_EQ(first.further, all.leases[1].id);
    EXPECT_EQ(page({.before = first.further, .limit = 2}).leases.at(0).id, all.leases[2].id);
    const auto of_one = page({.number = all.leases[2].number, .limit = 2});
    EXPECT_EQ(of_one.leases.size(), 1U);
    EXPECT_FALSE(of_one.further) << "fewer leases than are looked through";
}

TEST_P(SupplyTest, LeasedNumbersAreFoundByTheirLeases) {
    add_numbers(5);
    const auto first = open_for(ada, "chat").number;
    const auto second = open_for(ada, "shop").number;
    const std::set numbers{first, second};
    EXPECT_EQ(list({.leased = true}).size(), numbers.size());
    EXPECT_EQ(list({.leased = true, .country = "DE"}).size(), numbers.size());
    EXPECT_TRUE(list({.leased = true, .country = "FR"}).empty());
    EXPECT_TRUE(list({.leased = true, .before = *numbers.begin()}).empty());
    const auto counts = read([](db::Tx& tx) { return count_supplied(tx, owner); });
    EXPECT_EQ(counts.leased, std::ssize(numbers));
    EXPECT_EQ(counts.active, 5);
}

TEST_P(SupplyTest, T6_AHastyCancelCountsAgainstNobody) {
    add_numbers(5);
    ASSERT_TRUE(code_for(open_for(ada, "chat")));
    const Lease hasty = open_for(ada, "chat");
    const Lease patient = open_for(ada, "chat");
    open_for(ada, "chat");
    clock_.advance(std::chrono::seconds{30});
    ASSERT_TRUE(act(cancel, hasty));
    clock_.advance(std::chrono::seconds{60});
    ASSERT_TRUE(act(cancel, patient));
    const auto all = services();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].service, "chat");
    EXPECT_EQ(all[0].leases, 4);
    EXPECT_EQ(all[0].counted, 2) << "not the hasty one, not the one that still waits";
    EXPECT_EQ(all[0].delivered, 1);
    EXPECT_EQ(all[0].earned, Money{140'000});
    clock_.advance(std::chrono::days{31});
    EXPECT_TRUE(services().empty());
}

}  // namespace

}  // namespace otpost::leases
