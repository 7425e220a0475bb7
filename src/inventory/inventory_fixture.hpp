// SPDX-License-Identifier: Apache-2.0
// A small house for tests: Germany and France, two allowed services and a blocked one, a supplier.
#pragma once

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "testing/store.hpp"

#include <string>
#include <utility>
#include <vector>

namespace otpost::inventory {

class HouseTest : public testing::EngineTest {
protected:
    template <class F>
    auto write(F work) {
        return db::write(database(), std::move(work));
    }

    void SetUp() override {
        write([&](db::Tx& tx) {
            using catalog::Availability, catalog::Policy;
            EXPECT_TRUE(catalog::put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled})
            );
            EXPECT_TRUE(catalog::put_country(tx, {"FR", "France", "33", 4, Availability::enabled}));
            chat_ = *catalog::put_service(tx, {0, "chat", "Chat", "messenger", 3, Policy::allowed});
            shop_ = *catalog::put_service(tx, {0, "shop", "Shop", "shopping", 2, Policy::allowed});
            bank_ = *catalog::put_service(tx, {0, "bank", "Bank", "finance", 2, Policy::blocked});
            supplier_ = *add_supplier(tx, moment(), house_supplier());
        });
    }

    static Supplier house_supplier() {
        Supplier supplier;
        supplier.slug = "pool";
        supplier.adapter = "http";
        supplier.name = "Own pool";
        supplier.payable_account = 7;
        supplier.operator_id = AccountId{77};
        supplier.operator_account = 8;
        supplier.operator_share_bp = 4000;
        supplier.cost_per_code = Money{50'000};
        return supplier;
    }

    Moment moment() { return {clock_.now(), ids_, random_}; }

    Time now() const { return clock_.now(); }

    /// Attested and of Germany; the last digits count up.
    NewNumber next_number(std::vector<std::int64_t> services = {}) {
        return {
            "+4915" + std::to_string(100'000'000 + ++numbers_made_),
            "DE",
            supplier_,
            std::move(services),
            Attestation{AccountId{77}, "2026-01"}
        };
    }

    NumberId add(std::vector<std::int64_t> services = {}) {
        return *write([&](db::Tx& tx) {
            return add_number(tx, moment(), next_number(std::move(services)));
        });
    }

    Result<TakenNumber> take(std::int64_t service, std::string_view country = "DE") {
        return write([&](db::Tx& tx) { return take_number(tx, country, service, random_, now()); });
    }

    void release(NumberId number, std::int64_t service, Release how) {
        write([&](db::Tx& tx) {
            release_number(tx, number, service, how, now(), std::chrono::minutes{10});
        });
    }

    std::int64_t free_again() {
        return write([&](db::Tx& tx) { return end_quarantine(tx, now(), 1000); });
    }

    ManualClock clock_{from_micros(1'800'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SeededRandom random_{42};
    SupplierId supplier_;
    std::int64_t chat_ = 0;
    std::int64_t shop_ = 0;
    std::int64_t bank_ = 0;
    int numbers_made_ = 0;
};

}  // namespace otpost::inventory
