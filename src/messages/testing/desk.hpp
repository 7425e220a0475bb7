// SPDX-License-Identifier: Apache-2.0
// The fixture of tests that receive messages: one number, services to lease it for, an account
// for each lease. Keys are where they are with that engine: SQLite's in a ring file beside the
// store, PostgreSQL's in the store, shared by its nodes.
#pragma once

#include "catalog/catalog.hpp"
#include "crypto/key_ring.hpp"
#include "inventory/inventory.hpp"
#include "inventory/supplier.hpp"
#include "leases/leases.hpp"
#include "messages/inbox.hpp"
#include "messages/key_rotation.hpp"
#include "messages/key_table_sql.hpp"
#include "messages/reading.hpp"
#include "messages/testing/probe_sql.hpp"
#include "messages/vault.hpp"
#include "testing/store.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace otpost::messages {

using namespace std::chrono_literals;

struct Row {
    std::int64_t id;
    std::string outcome;
    std::optional<std::int64_t> lease;
    std::vector<std::byte> content;
    std::vector<std::byte> wrapped_key;
    std::optional<crypto::KeyRef> slot;
    bool has_fingerprint;
};

class DeskTest : public otpost::testing::EngineTest {
protected:
    static constexpr std::string_view number = "+12025550100";
    /// The tests' clock is not the store's.
    static constexpr Duration any_clock = std::chrono::years{100};

    template <class F>
    auto write(F work) {
        return db::write(database(), std::move(work));
    }

    template <class F>
    auto read(F work) {
        return db::read(database(), std::move(work));
    }

    void SetUp() override {
        open_ring();
        write([&](db::Tx& tx) {
            using catalog::Availability, catalog::Policy;
            EXPECT_TRUE(
                catalog::put_country(tx, {"US", "United States", "1", 2, Availability::enabled})
            );
            for (const std::string slug : {"whatsapp", "telegram", "google"}) {
                EXPECT_TRUE(catalog::put_service(tx, {0, slug, slug, "social", 2, Policy::allowed})
                );
                EXPECT_TRUE(catalog::set_price(tx, "US", slug, Money{500'000}, "USD"));
            }
            EXPECT_TRUE(
                catalog::put_service(tx, {0, "paypal", "PayPal", "payment", 2, Policy::blocked})
            );
            supplier_ = add_supplier(tx, "pool");
            EXPECT_TRUE(inventory::add_number(
                tx,
                moment(),
                {std::string{number}, "US", supplier_, {}, inventory::Attestation{AccountId{9}, "1"}
                }
            ));
        });
    }

    SupplierId add_supplier(db::Tx& tx, const std::string& slug) {
        inventory::Supplier supplier;
        supplier.slug = slug;
        supplier.adapter = "http";
        supplier.name = slug;
        supplier.payable_account =
            ledger::open_payable(tx, ledger::PayableClass::supplier, ++suppliers_made_, "USD", ids_)
                .value();
        supplier.cost_per_code = Money{100'000};
        return inventory::add_supplier(tx, moment(), supplier).value();
    }

    leases::Lease open_lease(const std::string& service, std::chrono::seconds window = 20min) {
        const AccountId account{ids_.next()};
        return write([&](db::Tx& tx) {
                   const WalletId wallet{account.value()};
                   ledger::open_wallet(tx, wallet, "USD");
                   EXPECT_TRUE(ledger::credit_manual(
                       tx, {wallet, Money{10'000'000}, "cash", AccountId{9}}, moment()
                   ));
                   leases::OpenLease order;
                   order.account = account;
                   order.wallet = wallet;
                   order.limits = {5, 50};
                   order.country = "US";
                   order.service = service;
                   order.window = window;
                   return leases::open(tx, order, moment());
               }
        ).value();
    }

    leases::Lease lease(LeaseId id) {
        return read([&](db::Tx& tx) { return leases::find_any(tx, id); }).value();
    }

    /// A message with an id of its own, received now.
    InboundMessage message(std::string text, std::string from = "InfoSMS") {
        InboundMessage inbound;
        inbound.supplier = supplier_;
        inbound.supplier_message_id = "m" + std::to_string(++messages_made_);
        inbound.to = number;
        inbound.from = Secret{std::move(from)};
        inbound.text = Secret{std::move(text)};
        inbound.received_at = now();
        return inbound;
    }

    Result<Received> try_receive(InboundMessage inbound) {
        const Prepared prepared = inbox().prepare(std::move(inbound));
        return write([&](db::Tx& tx) { return inbox().receive(tx, prepared, moment()); });
    }

    Received receive(InboundMessage inbound) { return try_receive(std::move(inbound)).value(); }

    Received receive(std::string text) { return receive(message(std::move(text))); }

    std::vector<Received> release_parts() {
        return write([&](db::Tx& tx) { return inbox().release_parts(tx, moment(), 100); }).value();
    }

    LeaseContents look(LeaseId id) {
        return read([&](db::Tx& tx) { return open_contents(tx, id, ring(), moment()); });
    }

    void record(const LeaseContents& contents) {
        write([&](db::Tx& tx) { record_deliveries(tx, contents.deliveries); });
    }

    LeaseContents deliver(LeaseId id) {
        LeaseContents contents = look(id);
        record(contents);
        return contents;
    }

    std::string delivered_text(LeaseId id) {
        const LeaseContents contents = deliver(id);
        if (contents.messages.empty()) return "(none)";
        const auto& content = contents.messages.back().content;
        return content ? content->text.reveal() : "(gone)";
    }

    /// What the scheduler does every few seconds.
    void run_duties() {
        const Time as_of = now();
        tend_keys();
        release_parts();
        write([&](db::Tx& tx) { return expire_content(tx, as_of, 1000); });
        if (ring_) ring_->keep_only(read([&](db::Tx& tx) { return live_slots(tx, as_of); }), as_of);
    }

    void tend_keys() {
        if (ring_) ring_->step(now());
        if (shared_) tend(*shared_);
    }

    /// What a node does every second.
    void tend(SharedKeys& keys) {
        keys.forget(now());
        if (keys.is_due(now())) rotate(keys);
    }

    KeyRotation rotate(SharedKeys& keys) {
        return rotate_keys(database(), keys, random_, clock_, any_clock);
    }

    void advance(Duration by) {
        clock_.advance(by);
        if (shared_) tend(*shared_);
    }

    void open_ring() {
        ring_.reset();
        shared_.reset();
        if (GetParam() == db::Engine::postgres) {
            shared_ = join();
        } else {
            ring_ =
                std::make_unique<crypto::KeyRing>(folder() / "vault.ring", random_, now(), slots_);
        }
    }

    /// Another node of the same store.
    std::unique_ptr<SharedKeys> join() {
        auto keys = std::make_unique<SharedKeys>(server_key_, random_);
        write(make_key_table);
        rotate(*keys);
        return keys;
    }

    std::vector<SealedKey> key_table() {
        return read([](db::Tx& tx) {
            return tx.all(sql::key_table::all_keys, [](const db::Row& row) {
                return SealedKey{
                    static_cast<KeyArea>(row.int64(0)),
                    {row.int64(1), row.int64(2)},
                    std::string{row.text(3)}
                };
            });
        });
    }

    std::vector<Row> rows() {
        return read([](db::Tx& tx) {
            return tx.all(sql::probe::message_rows, [](const db::Row& row) {
                const auto bytes = [&](int column) {
                    if (row.is_null(column)) return std::vector<std::byte>{};
                    return std::vector<std::byte>{
                        row.bytes(column).begin(), row.bytes(column).end()
                    };
                };
                Row copy{
                    row.int64(0),
                    std::string{row.text(1)},
                    row.optional_int64(2),
                    bytes(3),
                    bytes(4),
                    std::nullopt,
                    !row.is_null(8)
                };
                if (!row.is_null(6))
                    copy.slot = crypto::KeyRef{row.int64(6), row.optional_int64(7).value_or(0)};
                return copy;
            });
        });
    }

    Moment moment() { return {now(), ids_, random_}; }

    Time now() const { return clock_.now(); }

    crypto::VaultKeys& ring() {
        if (ring_) return *ring_;
        return *shared_;
    }

    /// All where they are without number.
    std::size_t free_slots() { return ring().free_slots().value_or(slots_); }

    /// What nobody knows any more.
    void lose_keys() {
        if (ring_) {
            ring_.reset();
            std::filesystem::remove(folder() / "vault.ring");
        } else {
            write([](db::Tx& tx) { tx.exec(sql::key_table::empty_keys); });
        }
        open_ring();
    }

    Inbox inbox() { return {extractor(), ring()}; }

    static const Extractor& extractor() {
        static const Extractor extractor = Extractor::from_embedded();
        return extractor;
    }

    ManualClock clock_{from_micros(1'800'000'000'000'000)};
    IdGenerator ids_{clock_, 1};
    SystemRandom random_;
    std::uint32_t slots_ = 256;
    crypto::Key server_key_ = crypto::Key::random(random_);
    std::unique_ptr<crypto::KeyRing> ring_;
    std::unique_ptr<SharedKeys> shared_;
    SupplierId supplier_;
    std::int64_t suppliers_made_ = 0;
    int messages_made_ = 0;
};

}  // namespace otpost::messages
