// SPDX-License-Identifier: Apache-2.0
// A small house for tests: Germany and France, two services for 0.35 and 0.50 EUR, one supplier
// with an operator, and two customers: Ada and Bob.
#pragma once

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "leases/leases.hpp"
#include "leases/verify.hpp"
#include "ledger/ledger.hpp"
#include "testing/store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace otpost::leases {

struct Customer {
    AccountId account;
    WalletId wallet;
};

class LeaseTest : public testing::EngineTest {
protected:
    static constexpr Customer ada{AccountId{11}, WalletId{21}};
    static constexpr Customer bob{AccountId{12}, WalletId{22}};
    static constexpr Money chat_price{350'000};
    static constexpr Money shop_price{500'000};
    static constexpr Money code_cost{50'000};
    static constexpr std::chrono::minutes window{20};

    template <class F>
    auto write(F work) {
        return db::write(database(), std::move(work));
    }

    template <class F>
    auto read(F work) {
        return db::read(database(), std::move(work));
    }

    void SetUp() override {
        write([&](db::Tx& tx) {
            using catalog::Availability, catalog::Policy;
            using ledger::PayableClass;
            EXPECT_TRUE(catalog::put_country(tx, {"DE", "Germany", "49", 4, Availability::enabled})
            );
            EXPECT_TRUE(catalog::put_country(tx, {"FR", "France", "33", 4, Availability::enabled}));
            for (const auto* slug : {"chat", "shop"}) {
                EXPECT_TRUE(
                    catalog::put_service(tx, {0, slug, slug, "shopping", 2, Policy::allowed})
                );
            }
            for (const auto* country : {"DE", "FR"}) {
                EXPECT_TRUE(catalog::set_price(tx, country, "chat", chat_price, "EUR"));
                EXPECT_TRUE(catalog::set_price(tx, country, "shop", shop_price, "EUR"));
            }
            for (const auto& customer : {ada, bob}) ledger::open_wallet(tx, customer.wallet, "EUR");
            inventory::Supplier supplier;
            supplier.slug = "pool";
            supplier.adapter = "http";
            supplier.name = "Own pool";
            supplier.payable_account =
                ledger::open_payable(tx, PayableClass::supplier, 1, "EUR", ids_).value();
            supplier.operator_id = AccountId{77};
            supplier.operator_account =
                ledger::open_payable(tx, PayableClass::operator_, 77, "EUR", ids_).value();
            supplier.operator_share_bp = 4000;
            supplier.cost_per_code = code_cost;
            supplier_ = inventory::add_supplier(tx, moment(), supplier).value();
        });
    }

    Moment moment() { return {clock_.now(), ids_, random_}; }

    Time now() const { return clock_.now(); }

    void add_numbers(int count, std::string_view country = "DE") {
        write([&](db::Tx& tx) {
            std::vector<inventory::NewNumber> numbers;
            for (int i = 0; i < count; ++i) {
                numbers.push_back(
                    {.e164 = fmt::format(
                         "+{}{}", country == "DE" ? "4915" : "336", 10'000'000 + ++numbers_made_
                     ),
                     .country = std::string{country},
                     .supplier = supplier_,
                     .services = {},
                     .attestation = inventory::Attestation{AccountId{77}, "2026-01"}}
                );
            }
            const auto added = inventory::add_numbers(tx, moment(), numbers);
            EXPECT_TRUE(added) << added.error().message;
        });
    }

    void top_up(const Customer& customer, Money amount) {
        const auto credited = write([&](db::Tx& tx) {
            return ledger::credit_manual(
                tx, {customer.wallet, amount, "cash", AccountId{1}}, moment()
            );
        });
        EXPECT_TRUE(credited);
    }

    OpenLease order_of(const Customer& customer, std::string_view service = "chat") {
        return {
            .account = customer.account,
            .wallet = customer.wallet,
            .limits = {.open_at_once = 100'000, .per_hour = 1'000'000},
            .country = "DE",
            .service = std::string{service},
            .max_price = {}
        };
    }

    Result<Lease> try_open(const OpenLease& order) {
        return write([&](db::Tx& tx) { return open(tx, order, moment()); });
    }

    Lease open_for(const Customer& customer, std::string_view service = "chat") {
        auto lease = try_open(order_of(customer, service));
        EXPECT_TRUE(lease) << lease.error().message;
        return lease.value();
    }

    /// One lease for Ada, who can pay for more; numbers for more.
    Lease open_one() {
        add_numbers(5);
        top_up(ada, Money{10'000'000});
        return open_for(ada);
    }

    template <class Command>
    auto act(Command command, const Lease& lease) {
        return write([&](db::Tx& tx) {
            return command(tx, LeaseRef{lease.account, lease.id}, moment());
        });
    }

    Result<RecordedCode> code_for(const Lease& lease) {
        return write([&](db::Tx& tx) { return record_code(tx, lease.id, moment()); });
    }

    Result<Lease> message_for(const Lease& lease) {
        return write([&](db::Tx& tx) { return record_message(tx, lease.id, moment()); });
    }

    Result<Lease> other_service_for(const Lease& lease) {
        return write([&](db::Tx& tx) {
            return record_other_service(tx, lease.id, "mail", moment());
        });
    }

    Result<Lease> fail_of(const Lease& lease) {
        return write([&](db::Tx& tx) { return fail(tx, lease.id, moment()); });
    }

    Result<Switched> switch_from(const Lease& lease, const OpenLease& next) {
        return write([&](db::Tx& tx) { return switch_to(tx, lease.id, next, moment()); });
    }

    std::vector<Lease> expire(int limit = 1000) {
        return write([&](db::Tx& tx) { return expire_due(tx, moment(), limit); });
    }

    Lease stored(const Lease& lease) {
        return read([&](db::Tx& tx) { return find_any(tx, lease.id); }).value();
    }

    ledger::Wallet wallet_of(const Customer& customer) {
        return read([&](db::Tx& tx) { return ledger::find_wallet(tx, customer.wallet); }).value();
    }

    void expect_whole_books() {
        const auto report = verify(database());
        EXPECT_TRUE(report.ok()) << ledger::format(report);
    }

    /// SQL that no code of ours has, as a forger would type it.
    void run(std::string_view sql) {
        write([&](db::Tx& tx) { tx.run_unprepared(sql); });
    }

    ManualClock clock_{from_micros(1'800'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SystemRandom random_;
    SupplierId supplier_;
    int numbers_made_ = 0;
};

}  // namespace otpost::leases
